public import Signing

extension MerkleTree {
    /// Whether the proof puts the leaf at this index into the tree with this root (RFC 9162, 2.1.3.2).
    public static func verifyInclusion(
        of leaf: SHA256Digest, at index: Int, in size: Int, root: SHA256Digest, proof: [SHA256Digest]
    ) -> Bool {
        guard index >= 0, index < size else { return false }
        var (node, last, hash) = (index, size - 1, leaf)
        for sibling in proof {
            guard last > 0 else { return false }
            if node & 1 == 1 || node == last {
                hash = nodeHash(sibling, hash)
                while node & 1 == 0, node != 0 { (node, last) = (node >> 1, last >> 1) }
            } else {
                hash = nodeHash(hash, sibling)
            }
            (node, last) = (node >> 1, last >> 1)
        }
        return last == 0 && hash == root
    }

    /// Whether the proof shows that the old tree is the beginning of the new one (RFC 9162, 2.1.4.2).
    public static func verifyConsistency(
        from old: Int, root oldRoot: SHA256Digest, to size: Int, root: SHA256Digest, proof: [SHA256Digest]
    ) -> Bool {
        guard old >= 0, old <= size else { return false }
        if old == 0 { return proof.isEmpty && oldRoot == emptyRoot }
        if old == size { return proof.isEmpty && oldRoot == root }
        // An old tree that is one complete subtree is where the proof starts, and is not repeated in it.
        var path = old.nonzeroBitCount == 1 ? [oldRoot][...] + proof : proof[...]
        guard let start = path.popFirst() else { return false }
        let shift = (~(old - 1)).trailingZeroBitCount
        var (node, last) = ((old - 1) >> shift, (size - 1) >> shift)
        var (oldHash, hash) = (start, start)
        for sibling in path {
            guard last > 0 else { return false }
            if node & 1 == 1 || node == last {
                oldHash = nodeHash(sibling, oldHash)
                hash = nodeHash(sibling, hash)
                while node & 1 == 0, node != 0 { (node, last) = (node >> 1, last >> 1) }
            } else {
                hash = nodeHash(hash, sibling)
            }
            (node, last) = (node >> 1, last >> 1)
        }
        return last == 0 && oldHash == oldRoot && hash == root
    }
}
