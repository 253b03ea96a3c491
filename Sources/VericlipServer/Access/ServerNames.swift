internal import HTTPTypes
internal import Hummingbird

/// The names under which a server answers, and whose pages may ask it to change anything.
///
/// Any page that is open in a browser can send requests to this machine, and a name that it controls can lead here: the name that was
/// asked for has to be this machine's own or the one that the operator gave (against DNS rebinding), and what changes anything has to
/// come from a page of this server or from no page (against forged requests).
struct ServerNames: Sendable {
    /// Where the server listens.
    let port: BoundPort
    /// Beyond this machine's own names.
    let origin: WebOrigin?

    /// The origins of the pages that this server serves, by the authority under which it is asked.
    private var origins: [String: String] {
        var origins: [String: String] = [:]
        for name in ["localhost", "127.0.0.1", "[::1]"] {
            origins["\(name):\(port.number)"] = "http://\(name):\(port.number)"
        }
        if let origin { origins[origin.authority] = origin.text }
        return origins
    }

    func admit(_ request: Request) throws(Problem) {
        let origins = origins
        guard let authority = request.head.authority, let own = origins[authority.lowercased()] else {
            throw Problem(
                .misdirectedRequest, "wrong-host", "This server does not answer under this name.",
                detail: "Ask \(origins.keys.sorted().joined(separator: ", ")).")
        }
        guard ![.get, .head].contains(request.method) else { return }
        let origin = request.headers[.origin]
        let site = request.headers[.init("Sec-Fetch-Site")!]
        guard origin == nil || origin == own, site == nil || site == "same-origin" || site == "none" else {
            throw Problem(
                .forbidden, "foreign-origin", "Another site's page may not ask for this.",
                detail: "Send the request from this server's own page, or from a program without an Origin header.")
        }
    }
}
