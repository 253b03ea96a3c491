internal import RegistryStorage
internal import Reporting

/// Verifications, each with its outcome, the way to its report, and a button that erases it.
struct VerificationList {
    let words: Words
    let shown: [RequestedVerification]

    var html: String {
        "<ul class=\"done-list\">\n\(shown.map(item).joined(separator: "\n"))\n</ul>"
    }

    private func item(_ verification: RequestedVerification) -> String {
        let (name, time) = (
            HTML.escaped(verification.name), words.html(.handedIn, ["time": verification.askedAt])
        )
        return """
            <li><a href="/verifications/\(verification.id)"><bdi>\(name)</bdi></a> \(HTML.escaped(outcome(of: verification)))
            <span class="note">\(time)</span>
            <button type="button" data-erase="\(verification.id)" \
            aria-label="\(HTML.escaped(words(.eraseNamed, ["name": verification.name])))">\(HTML.escaped(words(.erase)))</button></li>
            """
    }

    private func outcome(of verification: RequestedVerification) -> String {
        switch verification.state {
        case .queued: words(.waits)
        case .running: words(.isVerified)
        case .done: words.headline(verification.headline ?? "")
        case .failed: verification.failure ?? ""
        }
    }
}
