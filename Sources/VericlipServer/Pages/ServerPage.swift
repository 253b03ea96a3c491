internal import RegistryStorage
internal import Reporting

/// The server's own pages: where a clip is handed in, and where one waits for its report.
enum ServerPage {
    /// Hand a clip in, and find earlier ones again.
    /// - Parameters:
    ///   - latest: the latest first.
    ///   - caller: whose they are.
    static func start(latest: [RequestedVerification], caller: Caller = .anybody) -> String {
        document(
            title: "Vericlip: check a clip",
            [
                """
                <section aria-labelledby="check">
                <h1 id="check">Is there signed footage behind this clip?</h1>
                <p>\(whereClipsGo(caller))</p>
                <div class="drop" id="drop">
                <p><label for="file">A video or sound file</label></p>
                <p><input type="file" id="file" accept="video/*,audio/*,image/jpeg"></p>
                <p class="note">Choose it, drop it anywhere on this page, or paste it.</p>
                </div>
                <progress id="bar" max="1" value="0" aria-label="Clip copied" hidden></progress>
                <p id="status" role="status"></p>
                <p id="problem" class="problem" role="alert" hidden></p>
                <noscript><p class="problem">Handing in a clip needs JavaScript. Without it: <code>vericlip verify FILE</code>. \
                Reports are read without it.</p></noscript>
                </section>
                """,
                latest.isEmpty ? "" : earlier(latest, caller), SignIn.note(to: caller),
            ])
    }

    /// Said before anything is sent.
    private static func whereClipsGo(_ caller: Caller) -> String {
        caller == .anybody
            ? "The clip stays on this machine: it is compared with the registry that is here, and nothing is sent anywhere."
            : "The clip goes to this server and no further: it is compared with the registry that is there. Nobody sees it but those "
                + "with your key and whoever runs the server."
    }

    private static func earlier(_ latest: [RequestedVerification], _ caller: Caller) -> String {
        let items = latest.map { verification in
            let outcome =
                switch verification.state {
                case .queued: "Waits."
                case .running: "Is being verified."
                case .done: verification.headline ?? ""
                case .failed: verification.failure ?? ""
                }
            let name = HTML.escaped(verification.name)
            return """
                <li><a href="/verifications/\(verification.id)">\(name)</a> \(HTML.escaped(outcome))
                <span class="note">Handed in \(HTML.escaped(verification.askedAt))</span>
                <button type="button" data-erase="\(verification.id)" aria-label="Erase \(name)">Erase</button></li>
                """
        }
        return """
            <section aria-labelledby="earlier">
            <h2 id="earlier">Checked here before</h2>
            <ul class="done-list">
            \(items.joined(separator: "\n"))
            </ul>
            <p class="note">Clips and reports are kept \(caller == .anybody ? "in this machine’s Vericlip home" : "on this server") until \
            you erase them.</p>
            </section>
            """
    }

    /// One that is not done: it looks again by itself, also without the script.
    static func waiting(for verification: RequestedVerification) -> String {
        let refresh =
            verification.state == .failed ? "" : "<noscript><meta http-equiv=\"refresh\" content=\"3\"></noscript>"
        return document(
            title: "Vericlip: \(verification.name)", head: refresh,
            [
                """
                <section aria-labelledby="name" id="waiting" data-id="\(verification.id)">
                <p class="eyebrow">Clip, handed in \(HTML.escaped(verification.askedAt))</p>
                <h1 id="name">\(HTML.escaped(verification.name))</h1>
                <progress id="bar" max="1" aria-label="Clip read"\(verification.state == .failed ? " hidden" : "")></progress>
                <p id="status" role="status"></p>
                <p id="problem" class="problem" role="alert"\(verification.failure == nil ? " hidden" : "")>\
                \(HTML.escaped(verification.failure ?? ""))</p>
                <p><button type="button" id="erase">Stop and erase</button></p>
                <noscript><p>This page looks again every three seconds.</p></noscript>
                </section>
                """
            ])
    }

    static let notFound = document(
        title: "Vericlip: not found",
        [
            """
            <section aria-labelledby="missing"><h1 id="missing">There is no such report here.</h1>
            <p>It was erased, or the address is not complete. <a href="/">Check a clip</a></p></section>
            """
        ])

    /// Why something cannot be had.
    /// - Parameter back: address of the page before.
    static func problem(_ problem: Problem, back: String) -> String {
        document(
            title: "Vericlip: \(problem.title)",
            [
                """
                <section aria-labelledby="problem-title"><h1 id="problem-title">\(HTML.escaped(problem.title))</h1>
                <p>\(HTML.escaped(problem.detail))</p>
                <p><a href="\(back)">Back to the report</a></p></section>
                """
            ])
    }

    static func document(title: String, head: String = "", _ main: [String]) -> String {
        """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>\(HTML.escaped(title))</title>
        <link rel="stylesheet" href="/app.css">
        <link rel="icon" href="data:,">
        \(head)</head>
        <body>
        <a class="skip" href="#main">Skip to the page</a>
        <header><p><strong><a href="/">Vericlip</a></strong></p></header>
        <main id="main">
        \(main.joined(separator: "\n"))
        </main>
        <footer><p class="note">This page loads nothing from elsewhere and sends nothing elsewhere. The API behind it: \
        <a href="/openapi.json">openapi.json</a></p></footer>
        <script src="/app.js"></script>
        </body>
        </html>

        """
    }
}
