import Signing
import Testing
import TransparencyLog

@Suite struct MerkleTreeTests {
    /// Seven entries, "entry-0" to "entry-6", as in the vectors.
    private let seven = GrownTree((0..<7).map { "entry-\($0)" })

    @Test func theVectorsRootsAndProofsHold() throws {
        #expect(MerkleTree.emptyRoot.hex == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
        #expect(MerkleTree.leafHash(of: []).hex.hasPrefix("6e340b9c"))
        #expect(seven.root(3).hex == "a64bf26e09128f6fe2fe6f8b2d8c801e166b57c047a7cd9b2b809e7a96a2f1cb")
        #expect(seven.root(4).hex == "256b9e8825e5d370a4ae005d0901ea291977e2927f5cf8e3e72660dd09519edb")
        #expect(seven.root(7).hex == "9139601cc1ca8ab2a7a0c2c134c04845f2b1ba549a83d6c845cfcda439cc585d")
        #expect(seven.inclusionProof(2, 7).map { $0.hex.prefix(8) } == ["27479b6a", "2f27a508", "e429c5b5"])
        #expect(
            seven.consistencyProof(3, 7).map { $0.hex.prefix(8) } == ["049d7dcd", "27479b6a", "2f27a508", "e429c5b5"])
        #expect(seven.consistencyProof(4, 7).map { $0.hex.prefix(8) } == ["e429c5b5"])
    }

    @Test func everySizeUpToSeventyAgreesWithTheDefinition() {
        let tree = GrownTree((0..<70).map { "\($0)" })
        for size in 0...70 { #expect(tree.root(size) == definition(tree.leaves[0..<size])) }
    }

    @Test func everyInclusionProofHoldsAndNoOther() {
        let tree = GrownTree((0..<40).map { "\($0)" })
        for size in 1...40 {
            let root = tree.root(size)
            for index in 0..<size {
                let proof = tree.inclusionProof(index, size)
                func holds(
                    leaf: SHA256Digest? = nil, at other: Int? = nil, in count: Int? = nil,
                    root otherRoot: SHA256Digest? = nil,
                    _ altered: [SHA256Digest]? = nil
                ) -> Bool {
                    MerkleTree.verifyInclusion(
                        of: leaf ?? tree.leaves[index], at: other ?? index, in: count ?? size, root: otherRoot ?? root,
                        proof: altered ?? proof)
                }
                #expect(holds())
                #expect(!holds(leaf: tree.leaves[(index + 1) % 40]))
                #expect(!holds(root: MerkleTree.emptyRoot))
                #expect(!holds(proof + [root]))
                for other in 0..<size where other != index { #expect(!holds(at: other)) }
                for position in proof.indices {
                    var altered = proof
                    altered[position] = root
                    #expect(!holds(altered))
                    altered.remove(at: position)
                    #expect(!holds(altered))
                }
                #expect(!holds(at: -1))
                #expect(!holds(at: size))
            }
        }
    }

    @Test func everyConsistencyProofHoldsAndNoOther() {
        let tree = GrownTree((0..<40).map { "\($0)" })
        for size in 0...40 {
            for old in 0...size {
                let proof = tree.consistencyProof(old, size)
                let (oldRoot, root) = (tree.root(old), tree.root(size))
                func holds(_ oldRoot: SHA256Digest, _ root: SHA256Digest, _ proof: [SHA256Digest]) -> Bool {
                    MerkleTree.verifyConsistency(from: old, root: oldRoot, to: size, root: root, proof: proof)
                }
                #expect(holds(oldRoot, root, proof))
                #expect(!holds(oldRoot, root, proof + [root]))
                let foreign = MerkleTree.leafHash(of: [0xFF])
                #expect(!holds(foreign, root, proof))
                // From nothing, every log is consistent: the new root is not vouched for.
                if old > 0 { #expect(!holds(oldRoot, foreign, proof)) }
                for position in proof.indices {
                    var altered = proof
                    altered[position] = foreign
                    #expect(!holds(oldRoot, root, altered))
                    altered.remove(at: position)
                    #expect(!holds(oldRoot, root, altered))
                }
            }
        }
        #expect(!MerkleTree.verifyConsistency(from: 2, root: tree.root(2), to: 1, root: tree.root(1), proof: []))
    }

    /// RFC 6962, 2.1, word for word.
    private func definition(_ leaves: ArraySlice<SHA256Digest>) -> SHA256Digest {
        guard leaves.count > 1 else { return leaves.first ?? MerkleTree.emptyRoot }
        var split = 1
        while split * 2 < leaves.count { split *= 2 }
        return MerkleTree.nodeHash(definition(leaves.prefix(split)), definition(leaves.dropFirst(split)))
    }
}
