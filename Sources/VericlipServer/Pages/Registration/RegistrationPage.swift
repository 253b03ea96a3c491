internal import RegistryStorage
internal import Reporting
internal import Signing

/// Where a publisher begins: what a key is, a recording to hand in, and the drafts that are there.
struct RegistrationPage {
    let page: ServerPage
    /// Nothing where nothing is registered in this home.
    let publisher: HomePublisher?

    private var words: Words { page.words }

    func start(_ drafts: [RegistrationDraft], origin: WebOrigin?) -> String {
        page.document(
            title: "Vericlip: \(words(.register))",
            [
                """
                <section aria-labelledby="register">
                <h1 id="register">\(page.text(.registerTitle))</h1>
                <p>\(page.text(.registerIntro))</p>
                \(publisher == nil ? "<p class=\"caution\">\(page.text(.nothingRegisteredHere))</p>" : handIn)
                <p id="status" role="status"></p>
                <p id="problem" class="problem" role="alert" hidden></p>
                </section>
                """,
                drafts.isEmpty ? "" : list(drafts), key, elsewhere(origin),
            ])
    }

    private var handIn: String {
        """
        <div class="drop">
        <p><label for="recording">\(page.text(.recordingLabel))</label></p>
        <p><input type="file" id="recording" accept="video/*,audio/*"></p>
        <p><label><input type="checkbox" id="faces" checked> \(page.text(.withFaces))</label></p>
        <p class="note">\(page.text(.recordingStays)) \(page.text(.fingerprintTold))</p>
        </div>
        <progress id="bar" max="1" value="0" aria-label="\(page.text(.clipCopied))" hidden></progress>
        <noscript><p class="problem">\(page.text(.needsScript, ["command": "vericlip register FILE --title …"]))</p></noscript>
        """
    }

    private func list(_ drafts: [RegistrationDraft]) -> String {
        let items = drafts.map { draft in
            let title = draft.details["title"] ?? draft.name
            return """
                <li><a href="/register/\(draft.id)"><bdi>\(HTML.escaped(title))</bdi></a> \(page.text(Self.state(of: draft)))
                <span class="note">\(page.text(.draftMade, ["time": draft.madeAt]))</span></li>
                """
        }
        return HTML.section(
            words(.drafts), id: "drafts", ["<ul class=\"done-list\">\n\(items.joined(separator: "\n"))\n</ul>"])
    }

    static func state(of draft: RegistrationDraft) -> Message {
        switch draft.state {
        case .queued: .waits
        case .running: .isAnalysed
        case .ready: .waitsForYou
        case .failed: .cannotBeRegistered
        case .registered: .isRegistered
        }
    }

    /// What a key is, for those who never had one.
    private var key: String {
        let whose = publisher.map { publisher in
            """
            <p>\(page.text(.homeSignsAs, ["name": publisher.name]))
            <a href="/publishers/\(publisher.keyID.hex)">\(page.text(.howVouched))</a></p>
            """
        }
        let steps: [(Message, command: String)] = [
            (.stepInit, "vericlip init --name \"…\" --domain example.org"),
            (.stepWellKnown, "vericlip keys well-known"),
            (.stepAttest, "vericlip attest example.org"),
        ]
        return HTML.section(
            words(.yourKey), id: "key",
            [whose ?? ""]
                + [Message.keyWhat, .keyCertifies, .keyLives].map { "<p>\(page.text($0, ["folder": "private/"]))</p>" }
                + [
                    "<ol>\n"
                        + steps.map { "<li>\(page.text($0)) <code dir=\"ltr\">\(HTML.escaped($1))</code></li>\n" }
                        .joined()
                        + "</ol>", HTML.element("p", words(.keyLost)),
                ])
    }

    private func elsewhere(_ origin: WebOrigin?) -> String {
        let registry = origin.map { " --registry \($0.text)" } ?? " --registry https://…"
        return HTML.section(
            words(.ownMachine), id: "own-machine",
            [
                HTML.element("p", words(.ownMachineHow)),
                "<p dir=\"ltr\"><code>\(HTML.escaped("vericlip register FILE --title \"…\"\(registry)"))</code></p>",
            ])
    }
}
