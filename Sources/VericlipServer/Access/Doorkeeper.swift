internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import Registry
internal import RegistryStorage

/// Says who asks, and lets through whom a route is for.
struct Doorkeeper: Sendable {
    let access: ServerAccess

    /// Of the session's cookie. With `__Host-` a browser takes it from this very name only, and over TLS only.
    var cookieName: String { access.origin?.isSecure == true ? "__Host-vericlip" : "vericlip" }

    /// A key in `Authorization`, else a session in the cookie.
    func caller(of request: Request) throws(RegistryError) -> Caller {
        guard let keys = access.keys else { return .anybody }
        let now = Int64(Date().timeIntervalSince1970)
        if let shown = request.headers[.authorization] {
            guard let secret = Self.bearer(shown) else { return .stranger(.unknownKey) }
            guard let key = try keys.key(shown: secret, at: now) else { return .stranger(.unknownKey) }
            return key.isExpired(at: now) ? .stranger(.expiredKey) : .key(key, isSession: false)
        }
        guard let cookie = request.cookies[cookieName]?.value, let key = try keys.key(ofSession: cookie, at: now) else {
            return .stranger(.noKey)
        }
        return .key(key, isSession: true)
    }

    /// RFC 6750, section 2.1; the scheme's name is written in any case (RFC 9110, section 11.1).
    private static func bearer(_ field: String) -> String? {
        let parts = field.split(separator: " ", maxSplits: 1)
        guard parts.count == 2, parts[0].lowercased() == "bearer", parts[1].utf8.count <= 256 else { return nil }
        return String(parts[1])
    }

    /// - Parameter scope: nothing where anybody may ask.
    func admit(_ caller: Caller, to scope: APIKey.Scope?) throws(Problem) {
        guard let scope else { return }
        switch caller {
        case .anybody: return
        case .key(let key, _):
            if !key.allows(scope) { throw .scope(scope, lackedBy: key) }
        case .stranger(let reason): throw .key(reason)
        }
    }

    /// Where a request came from: the other end of the connection or, where that is a proxy of the operator's, what it says.
    func peer(of request: Request, connectedFrom address: String) -> String {
        guard access.proxies.contains(address), let said = request.headers[.init("X-Forwarded-For")!] else {
            return address
        }
        // What stands before the last was written by others.
        let last = said.split(separator: ",").last.map { $0.filter { !$0.isWhitespace } } ?? ""
        return last.isEmpty || last.utf8.count > 64 ? address : last
    }
}

extension Problem {
    /// RFC 6750, section 3.
    fileprivate static func key(_ reason: Caller.Reason) -> Problem {
        let next = "Send one as Authorization: Bearer KEY. The server's operator makes it with vericlip serve keys add."
        var problem =
            switch reason {
            case .noKey: Problem(.unauthorized, "key-missing", "This server asks for an API key.", detail: next)
            case .unknownKey:
                Problem(.unauthorized, "key-unknown", "This server does not know this API key.", detail: next)
            case .expiredKey: Problem(.unauthorized, "key-expired", "This API key has expired.", detail: next)
            }
        problem[.wwwAuthenticate] =
            "Bearer realm=\"vericlip\"" + (reason == .noKey ? "" : ", error=\"invalid_token\"")
        return problem
    }

    fileprivate static func scope(_ scope: APIKey.Scope, lackedBy key: APIKey) -> Problem {
        let scopes = key.scopes.map(\.rawValue).sorted().joined(separator: ", ")
        var problem = Problem(
            .forbidden, "scope", "This API key does not allow this.",
            detail: "It takes \(scope.rawValue); the key allows \(scopes). The operator can make another.")
        problem[.wwwAuthenticate] =
            "Bearer realm=\"vericlip\", error=\"insufficient_scope\", scope=\"\(scope.rawValue)\""
        return problem
    }
}
