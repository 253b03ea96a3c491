internal import Foundation
internal import RegistryStorage
internal import Reporting

/// The server's own pages: where a clip is handed in, and where one waits for its report.
struct ServerPage {
    let words: Words
    /// Whose verifications are shown.
    var caller = Caller.anybody
    /// What it was asked for besides the language, encoded.
    var query = ""

    /// Hand clips in, and find earlier ones again.
    /// - Parameters:
    ///   - latest: the latest first.
    ///   - fetches: whether clips are taken by address.
    ///   - people: names of those with whose signed recordings clips are compared.
    func start(latest: [RequestedVerification], fetches: Bool, people: [String]) -> String {
        document(
            title: words(.startTitle),
            [
                """
                <section aria-labelledby="check">
                <h1 id="check">\(text(.startQuestion))</h1>
                <p>\(text(caller == .anybody ? .clipStays : .clipGoesToServer))</p>
                \(people.isEmpty ? "" : comparison(with: people))
                <div class="drop" id="drop">
                <p><label for="file">\(text(.fileLabel))</label></p>
                <p><input type="file" id="file" accept="video/*,audio/*,image/jpeg" multiple></p>
                <p class="note">\(text(.fileHint))</p>
                </div>
                \(fetches ? addressForm : "")
                <progress id="bar" max="1" value="0" aria-label="\(text(.clipCopied))" hidden></progress>
                <p id="status" role="status"></p>
                <p id="problem" class="problem" role="alert" hidden></p>
                <noscript><p class="problem">\(text(.needsScript, ["command": "vericlip verify FILE"]))</p></noscript>
                </section>
                """,
                latest.isEmpty ? "" : earlier(latest), SignIn.note(on: self),
            ])
    }

    private func comparison(with people: [String]) -> String {
        "<p>\(text(.comparedWithPeople, ["people": people.map(\.printable).joined(separator: ", ")]))</p>"
    }

    /// Sent by the script alone.
    private var addressForm: String {
        """
        <form id="addresses" class="search">
        <p><label for="address">\(text(.addressLabel))</label>\
        <textarea id="address" rows="2" dir="ltr" spellcheck="false" autocomplete="off" required aria-describedby="address-hint"></textarea></p>
        <p><button type="submit">\(text(.fetchAndCheck))</button></p>
        <p class="note" id="address-hint">\(text(.addressHint))</p>
        </form>
        """
    }

    private func earlier(_ latest: [RequestedVerification]) -> String {
        """
        <section aria-labelledby="earlier">
        <h2 id="earlier">\(text(.checkedBefore))</h2>
        \(VerificationList(words: words, shown: latest).html)
        <p><a href="/verifications">\(text(.allVerifications))</a></p>
        <p class="note">\(text(caller == .anybody ? .keptUntilErased : .keptOnServer))</p>
        </section>
        """
    }

    /// One that is not done: it looks again by itself, also without the script.
    func waiting(for verification: RequestedVerification) -> String {
        let refresh =
            verification.state == .failed ? "" : "<noscript><meta http-equiv=\"refresh\" content=\"3\"></noscript>"
        return document(
            title: "Vericlip: \(verification.name)", head: refresh,
            [
                """
                <section aria-labelledby="name" id="waiting" data-id="\(verification.id)">
                <p class="eyebrow">\(text(.clipHandedIn, ["time": verification.askedAt]))</p>
                <h1 id="name" dir="auto">\(HTML.escaped(verification.name))</h1>
                <progress id="bar" max="1" aria-label="\(text(.clipRead))"\(verification.state == .failed ? " hidden" : "")></progress>
                <p id="status" role="status"></p>
                <div id="found" role="status" hidden><p>\(text(.foundSoFar))</p><ul></ul></div>
                <p id="problem" class="problem" role="alert"\(english)\(verification.failure == nil ? " hidden" : "")>\
                \(HTML.escaped(verification.failure ?? ""))</p>
                <p><button type="button" id="erase">\(text(.stopAndErase))</button></p>
                <noscript><p>\(text(.looksAgain))</p></noscript>
                </section>
                """
            ])
    }

    var notFound: String {
        document(
            title: "Vericlip: \(words(.notFoundTitle))",
            [
                """
                <section aria-labelledby="missing"><h1 id="missing">\(text(.notFoundTitle))</h1>
                <p>\(text(.notFoundWhy)) <a href="/">\(text(.checkAClip))</a></p></section>
                """
            ])
    }

    /// Why something cannot be had.
    /// - Parameter back: address of the page before.
    func problem(_ problem: Problem, back: String) -> String {
        document(
            title: "Vericlip: \(problem.title)",
            [
                """
                <section aria-labelledby="problem-title"><h1 id="problem-title"\(english)>\(HTML.escaped(problem.title))</h1>
                <p\(english)>\(HTML.escaped(problem.detail))</p>
                <p><a href="\(back)">\(text(.backToReport))</a></p></section>
                """
            ])
    }

    /// What marks English in a page of another language.
    var english: String { words.language == .english ? "" : " lang=\"en\" dir=\"ltr\"" }

    /// In the page's language, as HTML.
    func text(_ message: Message, _ values: [String: String] = [:]) -> String { words.html(message, values) }

    func document(title: String, head: String = "", _ main: [String]) -> String {
        var pages: [(Message, String)] = [
            (.checkAClip, "/"), (.verifications, "/verifications"), (.batches, "/batches"), (.records, "/records"),
            (.publishers, "/publishers"),
        ]
        if caller.mayRegister { pages.append((.register, "/register")) }
        let items = pages.map { "<li><a href=\"\($1)\">\(text($0))</a></li>" }.joined()
        return """
            <!DOCTYPE html>
            <html lang="\(words.language.rawValue)" dir="\(words.language.direction.rawValue)">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>\(HTML.escaped(title))</title>
            <link rel="stylesheet" href="/app.css">
            <link rel="icon" href="data:,">
            \(head)</head>
            <body data-words="\(HTML.escaped(ServerScript.words(words).compact))">
            <a class="skip" href="#main">\(text(.skipToPage))</a>
            <header><p><strong><a href="/">Vericlip</a></strong></p>
            <nav aria-label="\(text(.pages))"><ul>\(items)</ul></nav></header>
            <main id="main" tabindex="-1">
            \(main.joined(separator: "\n"))
            </main>
            <footer>\(LanguageChoice.html(in: words, keeping: query))
            <p class="note">\(text(.sendsNothing)) \(text(.apiBehindIt)) <a href="/openapi.json">openapi.json</a></p></footer>
            <script src="/app.js"></script>
            </body>
            </html>

            """
    }
}
