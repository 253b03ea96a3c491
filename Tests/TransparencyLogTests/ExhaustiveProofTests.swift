import Signing
import Testing
import TransparencyLog

/// Every size up to 300 and every pair up to 64, against the definition of RFC 6962 and against every kind of forgery.
@Suite struct ExhaustiveProofTests {
    static let tree = GrownTree((0..<300).map { "entry-\($0)" })

    @Test func everyRootUpToThreeHundred() {
        for size in 0...300 { #expect(Self.tree.root(size) == definition(Self.tree.leaves[0..<size])) }
    }

    @Test(arguments: 1...300)
    func everyInclusionUpToThreeHundred(size: Int) {
        let root = Self.tree.root(size)
        for index in 0..<size {
            let proof = Self.tree.inclusionProof(index, size)
            #expect(
                MerkleTree.verifyInclusion(
                    of: Self.tree.leaves[index], at: index, in: size, root: root, proof: proof))
        }
    }

    /// Wrong root, size, index and order, too few and too many hashes, one bit of one hash.
    @Test(arguments: 1...64)
    func noForgedInclusion(size: Int) {
        let root = Self.tree.root(size)
        for index in 0..<size {
            let (leaf, proof) = (Self.tree.leaves[index], Self.tree.inclusionProof(index, size))
            func holds(
                _ leaf: SHA256Digest, _ index: Int, _ size: Int, _ root: SHA256Digest, _ proof: [SHA256Digest]
            ) -> Bool { MerkleTree.verifyInclusion(of: leaf, at: index, in: size, root: root, proof: proof) }
            for other in 0...65 where other != size {
                #expect(!holds(leaf, index, size, Self.tree.root(other), proof))
                // A proof may fit a tree of another size, but never that tree's root.
                #expect(!holds(leaf, index, other, Self.tree.root(other), proof) || sharesPath(index, size, other))
            }
            for other in 0..<size where other != index {
                #expect(!holds(leaf, other, size, root, proof))
                #expect(!holds(Self.tree.leaves[other], index, size, root, proof))
            }
            for forged in forgeries(of: proof) { #expect(!holds(leaf, index, size, root, forged)) }
        }
    }

    @Test(arguments: 0...64)
    func everyConsistencyHoldsAndNoForgery(size: Int) {
        let root = Self.tree.root(size)
        for old in 0...size {
            let (oldRoot, proof) = (Self.tree.root(old), Self.tree.consistencyProof(old, size))
            func holds(
                _ old: Int, _ oldRoot: SHA256Digest, _ size: Int, _ root: SHA256Digest, _ proof: [SHA256Digest]
            ) -> Bool {
                MerkleTree.verifyConsistency(from: old, root: oldRoot, to: size, root: root, proof: proof)
            }
            #expect(holds(old, oldRoot, size, root, proof))
            for other in 0...65 where other != old {
                #expect(!holds(old, Self.tree.root(other), size, root, proof))
            }
            for forged in forgeries(of: proof) { #expect(!holds(old, oldRoot, size, root, forged)) }
            if old > 0 {
                for other in 1...65 where other != size {
                    #expect(!holds(old, oldRoot, size, Self.tree.root(other), proof))
                }
            }
            if old < size { #expect(!holds(size, root, old, oldRoot, proof)) }
        }
    }

    /// A leaf that both trees prove by one path has one root in both only if the trees are one.
    private func sharesPath(_ index: Int, _ size: Int, _ other: Int) -> Bool {
        index < other && Self.tree.root(size) == Self.tree.root(other)
    }

    private func forgeries(of proof: [SHA256Digest]) -> [[SHA256Digest]] {
        let foreign = MerkleTree.leafHash(of: [0xFF])
        var forged = [proof + [foreign], [foreign] + proof]
        if let last = proof.last { forged.append(proof + [last]) }
        for position in proof.indices {
            var altered = proof
            altered.remove(at: position)
            forged.append(altered)
            var bytes = proof[position].bytes
            bytes[position % 32] ^= 1 << (position % 8)
            altered = proof
            altered[position] = SHA256Digest(bytes: bytes)!
            forged.append(altered)
            for other in proof.indices where other > position {
                altered = proof
                altered.swapAt(position, other)
                forged.append(altered)
            }
        }
        return forged
    }

    /// RFC 6962, 2.1, word for word.
    private func definition(_ leaves: ArraySlice<SHA256Digest>) -> SHA256Digest {
        guard leaves.count > 1 else { return leaves.first ?? MerkleTree.emptyRoot }
        var split = 1
        while split * 2 < leaves.count { split *= 2 }
        return MerkleTree.nodeHash(definition(leaves.prefix(split)), definition(leaves.dropFirst(split)))
    }
}
