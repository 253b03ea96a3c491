import ArgumentParser
import Fingerprinting
import Foundation
import Reporting
import Verification

/// `vericlip lookup`: many clips, one line of NDJSON each.
struct Lookup: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Verifies many clips: one JSON report a line.",
        discussion: """
            Folders are searched through; - reads a list of files, one a line, from standard input. With --output the rows \
            that the file holds already are passed over, so that an interrupted run goes on where it stopped. Exit status: 0 \
            when every row was processed, 4 when some failed.
            """)

    enum Format: String, ExpressibleByArgument, CaseIterable { case ndjson, csv }

    @OptionGroup var home: HomeOption
    @OptionGroup(title: "A registry on another machine") var remote: RegistryOption
    @Argument(help: "Files, folders, patterns in quotes, or - for a list on standard input.") var inputs: [String]
    @Option(help: "Clips at a time.") var jobs = ProcessInfo.processInfo.activeProcessorCount
    @Option(help: "ndjson, or csv: a table, which cannot be resumed.") var format: Format = .ndjson
    @Option(help: ArgumentHelp("Appends the rows to this file.", valueName: "file")) var output: String?

    @Option(
        help: ArgumentHelp(
            "What examines stretches without a signed source: none, measured, or experimental (those too that never find signs).",
            valueName: "which"))
    var detectors: DetectorChoice = .none
    @Option(
        help: ArgumentHelp(
            "Compare face and voice of what has no signed source with this person's signed recordings (vericlip people); may be given several times.",
            valueName: "name"))
    var against: [String] = []

    @OptionGroup(title: "Content Credentials that lie elsewhere") var credentials: CredentialOptions
    @OptionGroup(title: "Keeping cases") var keeping: CaseOptions

    func validate() throws {
        if jobs < 1 { throw ValidationError("--jobs is 1 or more.") }
        if format == .csv, output != nil {
            throw ValidationError("--output goes with ndjson; redirect the table instead.")
        }
    }

    func run() async throws {
        // A registry that is not there fails the batch, not every row of it.
        remote.announce()
        let check = try ClipCheck(home: home, asking: remote.open(of: home), credentials: credentials)
        let asked = try AskedExamination(detectors, against: against, home: home)
        let rows = try RowWriter(appendingTo: output, asTable: format == .csv)
        let clips = try listed().filter { !rows.done.contains($0) }
        let bar = ProgressBar("\(clips.count) clips")
        var failed = 0

        try await withThrowingTaskGroup(of: (Verdict, Fingerprint?).self) { group in
            var waiting = clips.makeIterator()
            func startNext() {
                guard let clip = waiting.next() else { return }
                group.addTask {
                    let fingerprint = KeptFingerprint()
                    let verdict = await check.verdict(on: clip, name: clip, threads: 1, fingerprinted: fingerprint.take)
                    return (await asked.examine(verdict, clip: clip), fingerprint.value)
                }
            }
            for _ in 0..<jobs { startNext() }
            var finished = 0
            while let (verdict, fingerprint) = try await group.next() {
                startNext()
                let report = Report(
                    verdict: verdict, checkedAt: Date().formatted(.iso8601), toolVersion: Vericlip.version)
                try rows.write(report)
                try keeping.keep(report, fingerprint: fingerprint, in: home)
                if verdict.isFailedRow { failed += 1 }
                finished += 1
                bar.show(Double(finished) / Double(clips.count))
            }
        }
        bar.finish()
        if failed > 0 {
            Console.error("\(failed) of \(clips.count) clips could not be processed; their rows say why.")
            throw ExitStatus.someRowsFailed.code
        }
    }

    private func listed() throws -> [String] {
        var clips: [String] = []
        for input in inputs {
            if input == "-" {
                while let line = readLine() { if !line.isEmpty { clips.append(line) } }
            } else {
                for path in try InputFiles.expanding(input) { clips += InputFiles.below(path) }
            }
        }
        var seen: Set<String> = []
        return clips.filter { seen.insert($0).inserted }
    }
}

extension Verdict {
    /// Nothing was learnt about the clip: the row is worth another try.
    var isFailedRow: Bool {
        guard case .cannotAssess(let obstacle) = relation else { return false }
        return switch obstacle.code {
        case .unreadable, .decoderCrashed, .timeout, .registryUnreachable: true
        case .tooShort, .blank, .unsupported: false
        }
    }
}
