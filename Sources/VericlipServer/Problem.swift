internal import HTTPTypes
internal import Hummingbird
internal import NIOCore
internal import Registry
internal import Reporting

/// An error of the API: problem details for HTTP APIs (RFC 9457). The types are documented in `docs/api-v1.md`.
struct Problem: Error {
    let status: HTTPResponse.Status
    /// The last part of the type's URI, `urn:vericlip:problem:…`.
    let type: String
    let title: String
    /// What happened this time and what to do next.
    var detail: String
    /// How the asker stands under the limit that was reached.
    var standings: [QuotaStanding] = []
    private var headers: HTTPFields = [.contentType: "application/problem+json"]

    init(_ status: HTTPResponse.Status, _ type: String, _ title: String, detail: String) {
        self.status = status
        self.type = type
        self.title = title
        self.detail = detail
    }

    /// A field of the answer's head.
    subscript(name: HTTPField.Name) -> String? {
        get { headers[name] }
        set { headers[name] = newValue }
    }

    /// - Parameter allow: methods that are taken.
    static func method(allow: some Sequence<HTTPRequest.Method>) -> Problem {
        let words = allow.map(\.rawValue).sorted().joined(separator: ", ")
        var problem = Problem(
            .methodNotAllowed, "method", "This cannot be done here.", detail: "What is here takes \(words).")
        problem.headers[.allow] = words
        return problem
    }

    var response: Response {
        let body = JSONValue.object([
            "type": .string("urn:vericlip:problem:\(type)"), "title": .string(title), "status": .integer(status.code),
            "detail": .string(detail),
        ])
        var response = Response(
            status: status, headers: headers,
            body: ResponseBody(byteBuffer: ByteBuffer(string: body.indented + "\n")))
        QuotaStanding.add(standings, to: &response)
        return response
    }

    static let notFound = Problem(
        .notFound, "not-found", "There is no such thing here.",
        detail: "The address names no verification that was asked for, or it was erased.")

    static let notDone = Problem(
        .conflict, "not-done", "There is no report yet.",
        detail: "Ask again once the state of the verification is done.")

    /// For as long as a database is restarted, or its standby takes over.
    private static var registryAway: Problem {
        var problem = Problem(
            .serviceUnavailable, "registry-away", "The registry cannot be asked now.",
            detail: "Nothing is known to be wrong with it, and nothing was changed: ask again in a while.")
        problem[.retryAfter] = "5"
        return problem
    }

    init(_ error: RegistryError) {
        self =
            switch error {
            case .diskFull:
                Problem(
                    .init(code: 507, reasonPhrase: "Insufficient Storage"), "disk-full", "The clip could not be kept.",
                    detail: "The disk of this machine is full: make room and send the clip again.")
            case .unreachable, .locked: .registryAway
            default:
                Problem(
                    .internalServerError, "store-failed", "What was asked could not be kept or read.",
                    detail: "The operator finds the reason in the log of the server.")
            }
    }
}
