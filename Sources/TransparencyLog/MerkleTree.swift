public import Signing

/// The Merkle tree of RFC 6962 (section 2.1) over SHA-256.
///
/// A store keeps the hash of every complete subtree once; `read` fetches one of them. Each question reads a number of hashes
/// that grows with the square of the logarithm of the tree's size at most.
public enum MerkleTree {
    /// The root of no entries.
    public static let emptyRoot = SHA256Digest(of: [])

    public static func leafHash(of entry: [UInt8]) -> SHA256Digest {
        SHA256Digest(of: [0x00] + entry)
    }

    public static func nodeHash(_ left: SHA256Digest, _ right: SHA256Digest) -> SHA256Digest {
        SHA256Digest(of: [0x01] + left.bytes + right.bytes)
    }

    /// The subtrees that become complete by a leaf that is appended to `size` leaves, smallest first.
    public static func nodes<Failure: Error>(
        appending leaf: SHA256Digest, to size: Int, read: (NodeAddress) throws(Failure) -> SHA256Digest
    ) throws(Failure) -> [Node] {
        var nodes = [Node(address: NodeAddress(level: 0, index: size), hash: leaf)]
        // As many subtrees close as the size has trailing one bits: each is the right half of the next.
        for level in 0..<(~size).trailingZeroBitCount {
            let index = size >> level
            let left = try read(NodeAddress(level: level, index: index - 1))
            let hash = nodeHash(left, nodes[level].hash)
            nodes.append(Node(address: NodeAddress(level: level + 1, index: index >> 1), hash: hash))
        }
        return nodes
    }

    /// The root over the first `size` leaves.
    public static func root<Failure: Error>(
        of size: Int, read: (NodeAddress) throws(Failure) -> SHA256Digest
    ) throws(Failure) -> SHA256Digest {
        size == 0 ? emptyRoot : try hash(of: 0..<size, read: read)
    }

    /// The audit path of one leaf among the first `size`, from the leaf up (RFC 6962, 2.1.1).
    public static func inclusionProof<Failure: Error>(
        of index: Int, in size: Int, read: (NodeAddress) throws(Failure) -> SHA256Digest
    ) throws(Failure) -> [SHA256Digest] {
        precondition(index >= 0 && index < size, "a leaf outside the tree has no proof")
        return try path(to: index, in: 0..<size, read: read)
    }

    /// That the first `old` leaves are the beginning of the first `size` (RFC 6962, 2.1.2). Empty for 0 and for `size` itself.
    public static func consistencyProof<Failure: Error>(
        from old: Int, to size: Int, read: (NodeAddress) throws(Failure) -> SHA256Digest
    ) throws(Failure) -> [SHA256Digest] {
        precondition(old >= 0 && old <= size, "a log only grows")
        return old == 0 ? [] : try subproof(of: old, in: 0..<size, isOldRoot: true, read: read)
    }

    /// The hash over a range that the recursive definition visits: it starts at a multiple of the power of two that spans it.
    private static func hash<Failure: Error>(
        of range: Range<Int>, read: (NodeAddress) throws(Failure) -> SHA256Digest
    ) throws(Failure) -> SHA256Digest {
        let level = range.count.trailingZeroBitCount
        if range.count == 1 << level { return try read(NodeAddress(level: level, index: range.lowerBound >> level)) }
        let (left, right) = halves(of: range)
        return nodeHash(try hash(of: left, read: read), try hash(of: right, read: read))
    }

    private static func path<Failure: Error>(
        to index: Int, in range: Range<Int>, read: (NodeAddress) throws(Failure) -> SHA256Digest
    ) throws(Failure) -> [SHA256Digest] {
        guard range.count > 1 else { return [] }
        let (left, right) = halves(of: range)
        return left.contains(index)
            ? try path(to: index, in: left, read: read) + [try hash(of: right, read: read)]
            : try path(to: index, in: right, read: read) + [try hash(of: left, read: read)]
    }

    private static func subproof<Failure: Error>(
        of end: Int, in range: Range<Int>, isOldRoot: Bool, read: (NodeAddress) throws(Failure) -> SHA256Digest
    ) throws(Failure) -> [SHA256Digest] {
        // The verifier holds the old root itself, so it is left out of the proof.
        if end == range.upperBound { return isOldRoot ? [] : [try hash(of: range, read: read)] }
        let (left, right) = halves(of: range)
        return end <= left.upperBound
            ? try subproof(of: end, in: left, isOldRoot: isOldRoot, read: read) + [try hash(of: right, read: read)]
            : try subproof(of: end, in: right, isOldRoot: false, read: read) + [try hash(of: left, read: read)]
    }

    /// Split at the largest power of two below the count.
    private static func halves(of range: Range<Int>) -> (Range<Int>, Range<Int>) {
        let middle = range.lowerBound + 1 << (Int.bitWidth - 1 - (range.count - 1).leadingZeroBitCount)
        return (range.lowerBound..<middle, middle..<range.upperBound)
    }
}
