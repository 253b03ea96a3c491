public import Signing

/// Where a registry's fingerprints lie.
public struct FingerprintFigures: Sendable, Hashable {
    /// In the database itself.
    public let inDatabase: Int
    /// In the store of objects alone.
    public let inStore: Int
    /// Where new ones are put, and where those lie that are not in the database; nothing where all are in it.
    public let store: S3Address?

    package init(inDatabase: Int, inStore: Int, store: S3Address?) {
        self.inDatabase = inDatabase
        self.inStore = inStore
        self.store = store
    }
}

/// What a store of objects lists, compared with what a registry says lies there.
public struct FingerprintStoreAudit: Sendable, Hashable {
    /// Named by the registry, and not listed: recordings that cannot be compared with anything any more.
    public var missing: [SHA256Digest] = []
    /// Listed, and not needed: an entry was not committed after all, or the fingerprint lies in the database too.
    public var spare = 0

    package init() {}
}
