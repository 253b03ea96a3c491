import ArgumentParser

/// The flags that describe a recording.
struct DetailOptions: ParsableArguments {
    @Option(help: "What the recording is called; the file's name if absent.") var title: String?
    @Option(help: "What was recorded, such as \"Plenary sitting\".") var event: String?
    @Option(help: "The day of it, as 2026-11-22.") var date: String?
    @Option(help: "Where it took place.") var place: String?
    @Option(help: "The language spoken, as a BCP 47 tag such as en-NZ.") var language: String?
    @Option(help: "Where the recording can be seen in full.") var url: String?
    @Option(help: "When it was recorded, as 2026-11-22T10:00:00Z.") var recordedAt: String?
    @Option(help: "When it was published, as 2026-11-22T10:00:00Z.") var publishedAt: String?
    @Option(help: "Licence or owner.") var rights: String?
    @Option(
        help: ArgumentHelp(
            "Who is seen or heard; may be given several times. Public at once, and cannot be changed. See vericlip people.",
            valueName: "name"))
    var person: [String] = []
    @Option(
        help: ArgumentHelp(
            "A passage that others have too (anthem, pool feed, title card) and that the recording is not to be found by, as 0:00-0:12=title-card; may be given several times.",
            valueName: "from-to=what"))
    var exclude: [String] = []
    @Option(
        help: ArgumentHelp(
            "The record that this recording was made from, as a cut, a vertical or a captioned version.",
            valueName: "record"))
    var parent: UInt32?
    @Option(
        help: ArgumentHelp(
            "A JSON or YAML file with these; FILE.yaml, FILE.yml or FILE.json beside the file if absent. Flags go first.",
            valueName: "file"))
    var metadata: String?

    func details(for file: String) throws(Failure) -> RecordingDetails {
        let flags = RecordingDetails(
            title: title, event: event, date: date, place: place, language: language, url: url, recordedAt: recordedAt,
            publishedAt: publishedAt, rights: rights, people: person.isEmpty ? nil : person.joined(separator: ";"),
            exclude: exclude.isEmpty ? nil : exclude.joined(separator: ","),
            parent: parent.map(String.init))
        let sidecar =
            if let metadata { try RecordingDetails(sidecar: metadata) } else { try RecordingDetails(besides: file) }
        let details = sidecar.map(flags.filled) ?? flags
        try details.validate()
        return details
    }
}
