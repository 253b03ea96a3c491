internal import HTTPTypes
internal import Hummingbird
internal import RegistryStorage
internal import Reporting

/// Keeps count of what is asked and answered, and tells the operator.
struct RequestJournal: Sendable {
    let log: ServerLog
    let metrics: ServerMetrics

    /// - Parameters:
    ///   - route: the template; nothing where there is no such route.
    ///   - problem: the last part of its type, where it is one.
    ///   - peer: where the request came from: told only where it was refused.
    func note(
        _ request: Request, answeredWith response: Response, route: String?, caller: Caller, problem: String?,
        peer: String, took duration: Duration
    ) {
        let route = route ?? "none"
        let seconds = duration / .seconds(1)
        let received = request.headers[.contentLength].flatMap(Int.init) ?? 0
        let sent = response.body.contentLength ?? 0
        metrics.answered(
            route, Self.method(request.method), response.status.code, seconds: seconds, received: received, sent: sent)
        if let problem { metrics.refused(problem) }
        let isRefusal = [401, 403, 421, 429].contains(response.status.code)
        log.tell(
            response.status.code >= 500 ? .error : isRefusal ? .warning : .info, "request",
            [
                "method": .string(Self.method(request.method)), "route": .string(route),
                "status": .integer(response.status.code), "ms": .integer(Int(seconds * 1000)),
                "received": .integer(received), "sent": .integer(sent),
                "key": caller.key.map { .string($0.name) }, "problem": problem.map(JSONValue.string),
                "from": isRefusal ? .string(peer) : nil,
            ])
    }

    /// A client may call its method as it likes; figures and lines do not.
    private static func method(_ method: HTTPRequest.Method) -> String {
        let known: Set<HTTPRequest.Method> = [.get, .head, .post, .put, .patch, .delete, .options]
        return known.contains(method) ? method.rawValue : "OTHER"
    }

    func noteSlowConnection() {
        metrics.endedSlowConnection()
        log.tell(.warning, "slow-connection", [:])
    }

    /// - Parameters:
    ///   - bytes: of the clip.
    ///   - duration: from its turn to its report.
    func noteVerification(bytes: Int, took duration: Duration) {
        let seconds = duration / .seconds(1)
        metrics.verified(bytes: bytes, seconds: seconds)
        log.tell(.info, "verification", ["bytes": .integer(bytes), "ms": .integer(Int(seconds * 1000))])
    }
}
