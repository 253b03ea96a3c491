public import Signing

/// A complete subtree: `2^level` leaves, the first of them `index * 2^level`.
public struct NodeAddress: Sendable, Hashable {
    public let level: Int
    public let index: Int

    public init(level: Int, index: Int) {
        self.level = level
        self.index = index
    }
}

/// A complete subtree's hash, as a store keeps it.
public struct Node: Sendable, Hashable {
    public let address: NodeAddress
    public let hash: SHA256Digest

    public init(address: NodeAddress, hash: SHA256Digest) {
        self.address = address
        self.hash = hash
    }
}
