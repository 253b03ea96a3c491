import Signing
import Testing
import TransparencyLog

@Suite struct TileTests {
    @Test func thePathsAreThoseOfTheSpecification() {
        #expect(Tile(kind: .hashes(level: 0), index: 1_234_067).path == "tile/0/x001/x234/067")
        #expect(Tile(kind: .hashes(level: 0), index: 1000).path == "tile/0/x001/000")
        #expect(Tile(kind: .hashes(level: 1), index: 0, width: 1).path == "tile/1/000.p/1")
        #expect(Tile(kind: .entries, index: 273, width: 112).path == "tile/entries/273.p/112")
        #expect(Tile(kind: .entries, index: 999).path == "tile/entries/999")
    }

    @Test func theTilesOfALogAreThoseOfTheSpecification() {
        let tiles = Tile.all(of: 70_000)
        func widths(_ kind: Tile.Kind) -> [Int] { tiles.filter { $0.kind == kind }.map(\.width) }
        #expect(widths(.entries) == Array(repeating: 256, count: 273) + [112])
        #expect(widths(.hashes(level: 0)) == Array(repeating: 256, count: 273) + [112])
        #expect(widths(.hashes(level: 1)) == [256, 17])
        #expect(widths(.hashes(level: 2)) == [1])
        #expect(widths(.hashes(level: 3)) == [])
        #expect(
            Set(Tile.all(of: 256).map(\.path)) == ["tile/entries/000", "tile/0/000", "tile/1/000.p/1"])
        #expect(Tile.all(of: 0).isEmpty)
    }

    /// What a log gains from one size to the next is what the larger one has and the smaller one lacks.
    @Test func growthIsTheDifference() {
        for (old, new) in [(0, 1), (1, 2), (255, 256), (256, 257), (300, 70_000), (65_535, 65_536), (7, 7)] {
            #expect(Set(Tile.all(of: new, beyond: old)) == Set(Tile.all(of: new)).subtracting(Tile.all(of: old)))
        }
    }

    @Test func theVectorsTilesHold() throws {
        let entries = (0..<7).map { Array("entry-\($0)".utf8) }
        let bundle = EntryBundle.encode(entries)
        #expect(bundle.count == 63)
        let hash = SHA256Digest(of: bundle).hex
        #expect(hash.hasPrefix("0327f919") && hash.hasSuffix("847b"))
        #expect(EntryBundle.decode(bundle, count: 7) == entries)
        let tile = SHA256Digest(of: HashTile.encode(entries.map(MerkleTree.leafHash))).hex
        #expect(tile.hasPrefix("e99f493b") && tile.hasSuffix("0cc9"))
    }

    @Test func onlyWholeBundlesAndTilesAreRead() {
        let bundle = EntryBundle.encode([[1, 2], [], Array(repeating: 3, count: 65_535)])
        #expect(EntryBundle.decode(bundle, count: 3)?.map(\.count) == [2, 0, 65_535])
        for length in 0..<10 { #expect(EntryBundle.decode(Array(bundle.prefix(length)), count: 3) == nil) }
        #expect(EntryBundle.decode(bundle + [0], count: 3) == nil)
        #expect(EntryBundle.decode(bundle, count: 2) == nil)
        #expect(EntryBundle.decode(bundle, count: 4) == nil)
        #expect(HashTile.decode(Array(repeating: 0, count: 63), width: 2) == nil)
        #expect(HashTile.decode(Array(repeating: 0, count: 64), width: 3) == nil)
    }

    /// Proofs made of tiles alone are those of the tree, around every border between tiles.
    @Test(arguments: [1, 2, 7, 255, 256, 257, 511, 512, 513, 1023, 1300])
    func proofsFromTilesAreThoseOfTheTree(size: Int) throws {
        let tree = GrownTree((0..<size).map { "\($0)" })
        let files = Dictionary(
            uniqueKeysWithValues: Tile.all(of: size).filter { $0.kind != .entries }.map { tile in
                (tile.path, HashTile.encode(tile.nodes.map(tree.node)))
            })
        var tiled = TiledTree<MissingTile>(
            size: size,
            fetch: { tile throws(MissingTile) in
                guard let bytes = files[tile.path] else { throw MissingTile(path: tile.path) }
                return bytes
            }, malformed: { MissingTile(path: $0.path) })
        let root = try MerkleTree.root(of: size) { address throws(MissingTile) in try tiled.node(address) }
        #expect(root == tree.root(size))
        for index in Set([0, 1, size / 2, size - 1]) where index < size {
            let proof = try MerkleTree.inclusionProof(of: index, in: size) { address throws(MissingTile) in
                try tiled.node(address)
            }
            #expect(proof == tree.inclusionProof(index, size))
        }
        for old in Set([0, 1, size / 3, max(size - 256, 0), size]) {
            let proof = try MerkleTree.consistencyProof(from: old, to: size) { address throws(MissingTile) in
                try tiled.node(address)
            }
            #expect(proof == tree.consistencyProof(old, size))
        }
    }

    private struct MissingTile: Error { let path: String }

    @Test func aPathIsReadBackAsTheTileThatHasIt() {
        for index in [0, 1, 255, 999, 1000, 123_456, 1_234_067, Int.max / 256 / 256] {
            for width in [1, 112, 255, 256] {
                for kind in [Tile.Kind.entries, .hashes(level: 0), .hashes(level: 7)] {
                    let tile = Tile(kind: kind, index: index, width: width)
                    #expect(Tile(path: tile.path) == tile, "\(tile.path)")
                }
            }
        }
    }

    @Test(arguments: [
        "", "tile", "tile/", "tile/0", "tile/0/", "tile/0/0", "tile/0/00", "tile/0/0000", "tile/0/x000/067",
        "tile/0/001/067",
        "tile/00/000", "tile/-1/000", "tile/+1/000", "tile/8/000", "tile/64/000", "tile/data/000", "tile/0/000.p/0",
        "tile/0/000.p/256", "tile/0/000.p/07", "tile/0/000.p/", "tile/0/000.p", "tile/0/000/", "/tile/0/000",
        "tile//0/000",
        "tile/0/../000", "tile/entries/../../../private/log.pem", "tile/entries/..%2f", "tile/entries/-01",
        "tile/entries/+01",
        "tile/entries/x999/x999/x999/x999/x999/x999/999", "tile/entries/x1/000", "tile/entries/y001/000",
        "tile/entries/٠٠٠",
        "tile/0/000.q/3", "tile/0/000.p/3/4", "tile/0/x000.p/3",
    ]) func whatIsNoTilesPathIsRefused(path: String) {
        #expect(Tile(path: path) == nil)
    }
}
