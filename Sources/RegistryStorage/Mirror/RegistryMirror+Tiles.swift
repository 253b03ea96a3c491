internal import Registry
internal import Signing
internal import TransparencyLog

/// Copies the files of a log, each checked before it is written.
extension RegistryMirror {
    /// From the top down, so that each tile is checked against the one above it, and the entries against theirs.
    func copyTiles(
        of shown: Checkpoint, _ edge: LogEdge, _ progress: @escaping @Sendable (Int, Int) -> Void
    ) async throws(MirrorError) {
        let held = try storing { () throws(RegistryError) in
            try folder.checkpointNote().flatMap { try? UnverifiedNote(decoding: $0) }.flatMap {
                Checkpoint(text: $0.text)
            }
        }
        let tiles = Tile.all(of: shown.size, beyond: held?.size ?? 0)
        let levels = Dictionary(grouping: tiles, by: \.level).sorted { $0.key > $1.key }
        var done = 0
        for level in levels {
            for start in stride(from: 0, to: level.value.count, by: Self.atATime) {
                let some = level.value[start..<min(start + Self.atATime, level.value.count)]
                progress(done, tiles.count)
                try await copy(some, of: shown.size, edge)
                done += some.count
            }
        }
        progress(done, tiles.count)
    }

    private func copy(_ tiles: ArraySlice<Tile>, of size: Int, _ edge: LogEdge) async throws(MirrorError) {
        let failures = await withTaskGroup(of: MirrorError?.self) { group in
            for tile in tiles {
                group.addTask {
                    do throws(MirrorError) {
                        try await copy(tile, of: size, edge)
                        return nil
                    } catch {
                        return error
                    }
                }
            }
            return await group.compactMap(\.self).reduce(into: []) { $0.append($1) }
        }
        if let failure = failures.first { throw failure }
    }

    private func copy(_ tile: Tile, of size: Int, _ edge: LogEdge) async throws(MirrorError) {
        let expected = try expectation(of: tile, in: size, edge)
        // What an interrupted run has left is used where it is what the checkpoint asks for.
        if let bytes = try storing({ () throws(RegistryError) in try folder.bytes(of: tile) }),
            expected.isMet(by: bytes)
        {
            return
        }
        let bytes: [UInt8]
        if let hashes = edge.hashes(of: tile) {
            bytes = HashTile.encode(hashes)
        } else {
            let limit = tile.kind == .entries ? LogFolder.tileByteLimit : Tile.fullWidth * SHA256Digest.byteCount
            guard let fetched = try await fetch(tile.path, limit) else { throw .altered(.missingOrMalformed(tile)) }
            bytes = fetched
        }
        guard expected.isMet(by: bytes) else { throw .altered(.tileDiffers(tile)) }
        try storing { () throws(RegistryError) in try folder.write(bytes, as: tile) }
    }

    private func expectation(of tile: Tile, in size: Int, _ edge: LogEdge) throws(MirrorError) -> Expectation {
        if tile.kind == .entries {
            guard let leaves = Tile.tile(.hashes(level: 0), tile.index, in: size) else { return .nothing }
            return .entries(leaves: try hashes(of: leaves, edge))
        }
        // A partial tile is on the edge, which was checked as a whole.
        guard let parent = tile.parent(in: size) else {
            return edge.hashes(of: tile).map(Expectation.hashes) ?? .nothing
        }
        return .root(try hashes(of: parent, edge)[tile.index % Tile.fullWidth])
    }

    /// The hashes of a tile that was checked: on the edge, or written before those below it.
    private func hashes(of tile: Tile, _ edge: LogEdge) throws(MirrorError) -> [SHA256Digest] {
        if let hashes = edge.hashes(of: tile) { return hashes }
        let bytes = try storing { () throws(RegistryError) in try folder.bytes(of: tile) }
        guard let hashes = bytes.flatMap({ HashTile.decode($0, width: tile.width) }) else {
            throw .altered(.missingOrMalformed(tile))
        }
        return hashes
    }

    /// What a file must be.
    private enum Expectation {
        case nothing
        case root(SHA256Digest)
        case hashes([SHA256Digest])
        case entries(leaves: [SHA256Digest])

        func isMet(by bytes: [UInt8]) -> Bool {
            switch self {
            case .nothing: false
            case .root(let root):
                HashTile.decode(bytes, width: Tile.fullWidth).map { HashTile.root(of: $0[...]) } == root
            case .hashes(let hashes): bytes == HashTile.encode(hashes)
            case .entries(let leaves):
                EntryBundle.decode(bytes, count: leaves.count)?.map(MerkleTree.leafHash) == leaves
            }
        }
    }
}
