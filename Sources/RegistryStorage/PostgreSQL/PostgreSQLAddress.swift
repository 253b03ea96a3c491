internal import CPostgreSQL
internal import Foundation

/// Where a registry on PostgreSQL is, as libpq takes it (`postgresql://user@host:port/database?sslmode=verify-full`), and how it is
/// named to people: without a password.
public struct PostgreSQLAddress: Sendable, Hashable, CustomStringConvertible {
    /// What libpq is given; may hold a password.
    public let connectionString: String
    /// User, host, port and database, for messages: never a password.
    public let description: String
    /// Whether a password is written into it, where lists of processes and shell histories would show it.
    public let holdsPassword: Bool
    /// What libpq reads in it, under its own names.
    let options: [String: String]

    /// Whether it names several servers: a primary and its standbys, in any order.
    var namesSeveral: Bool { (options["host"] ?? options["hostaddr"] ?? "").contains(",") }

    /// Whether a text is meant to be such an address rather than a path or the address of a web server.
    public static func isNamed(by text: String) -> Bool {
        text.hasPrefix("postgresql://") || text.hasPrefix("postgres://")
    }

    /// Nothing where libpq cannot read it.
    public init?(_ text: String) {
        guard Self.isNamed(by: text), let parts = Self.parts(of: text) else { return nil }
        connectionString = text
        options = parts
        holdsPassword = ["password", "sslpassword"].contains { parts[$0] != nil }
        func escaped(_ part: String) -> String {
            part.addingPercentEncoding(withAllowedCharacters: .urlHostAllowed) ?? part
        }
        var address = "postgresql://"
        if let user = parts["user"] { address += escaped(user) + "@" }
        let hosts = (parts["host"] ?? parts["hostaddr"] ?? "").split(separator: ",", omittingEmptySubsequences: false)
        let ports = (parts["port"] ?? "").split(separator: ",", omittingEmptySubsequences: false)
        address += hosts.enumerated().map { index, host in
            // One port for all, or each its own.
            let port = ports.count == 1 ? ports[0] : ports.indices.contains(index) ? ports[index] : ""
            return escaped(String(host)) + (port.isEmpty ? "" : ":" + port)
        }.joined(separator: ",")
        if let database = parts["dbname"] { address += "/" + escaped(database) }
        if let service = parts["service"] { address += "?service=" + escaped(service) }
        description = address
    }

    /// What libpq understands of it; nothing where it does not.
    private static func parts(of text: String) -> [String: String]? {
        guard let options = unsafe PQconninfoParse(text, nil) else { return nil }
        defer { unsafe PQconninfoFree(options) }
        var parts: [String: String] = [:]
        var option = unsafe options
        while let keyword = unsafe option.pointee.keyword {
            if let value = unsafe option.pointee.val { unsafe parts[String(cString: keyword)] = String(cString: value) }
            unsafe option += 1
        }
        return parts
    }
}
