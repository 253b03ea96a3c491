/// A key of a server's API as it is kept: everything but the key itself.
public struct APIKey: Sendable, Hashable {
    /// What a key allows. Raw values as in the API and on the command line.
    public enum Scope: String, Sendable, Hashable, CaseIterable {
        /// Having clips verified, and reading the registry.
        case lookup
        /// Registering what publishers have signed.
        case register
        /// Both, what other keys asked for, and the server's figures.
        case admin
    }

    /// Never given twice.
    public let number: Int
    /// What the operator calls it: unlike those of all others.
    public let name: String
    public let scopes: Set<Scope>
    /// Seconds since 1970.
    public let createdAt: Int64
    /// Seconds since 1970: from then on it allows nothing.
    public let expiresAt: Int64
    /// Seconds since 1970, right to a minute; absent where it was never used.
    public let lastUsedAt: Int64?

    public func allows(_ scope: Scope) -> Bool { scopes.contains(scope) || scopes.contains(.admin) }

    public func isExpired(at time: Int64) -> Bool { time >= expiresAt }
}
