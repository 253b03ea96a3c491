internal import Foundation
internal import Registry
internal import Signing
internal import TransparencyLog

/// Whether what is served goes on from what was seen before.
extension RegistryMirror {
    struct Kept {
        let note: [UInt8]
        let checkpoint: Checkpoint
    }

    /// A home holds one registry: the mirror of this log, or nothing yet.
    func expectMirror(of origin: String) throws(MirrorError) {
        if let held = try storing({ () throws(RegistryError) in try held() }) {
            guard held.isMirror else { throw .ownRegistry(path: held.path) }
            guard held.origin == origin else { throw .otherLog(origin: held.origin) }
        }
        let mark = MirrorMark(
            address: address, isOnDemand: isOnDemand ?? home.fetchesFingerprintsOnDemand)
        try storing { () throws(RegistryError) in try mark.write(beside: home.registryFile) }
    }

    /// What this home's registry is; nothing where there is none yet.
    private func held() throws(RegistryError) -> (path: String, origin: String, isMirror: Bool)? {
        do throws(RegistryError) {
            let registry = try home.registryForReading()
            return (registry.path, registry.log.name, try registry.mirroredAddress() != nil)
        } catch .notInitialised {
            return nil
        }
    }

    /// The checkpoints of this log that this home has accepted before: by mirroring, and by audits.
    func keptCheckpoints(of origin: String) throws(MirrorError) -> [Kept] {
        let notes = try storing { () throws(RegistryError) in
            [try folder.checkpointNote(), try SeenCheckpoints(folder: home.seenFolder).note(of: origin)]
        }
        var kept: [Kept] = []
        for note in notes.compactMap(\.self) {
            let checkpoint = policy.logs.lazy.compactMap { Checkpoint(note: note, signedBy: $0.key) }.first
            guard let checkpoint, checkpoint.origin == origin else {
                throw .otherLog(origin: checkpoint?.origin ?? "that this policy does not list")
            }
            kept.append(Kept(note: note, checkpoint: checkpoint))
        }
        return kept
    }

    /// Refuses a checkpoint that does not go on from one that was kept, and keeps both.
    /// - Parameters:
    ///   - edge: the tiles that show it.
    ///   - root: the root over the first entries of what is served, where it is known.
    func refuse(
        _ note: [UInt8], _ shown: Checkpoint, where kept: [Kept], _ edge: LogEdge? = nil,
        root: (_ size: Int) -> SHA256Digest?
    ) throws(MirrorError) {
        for kept in kept {
            switch relation(of: shown, to: kept.checkpoint, root) {
            case .goesOn: continue
            case .forked:
                let evidence = try keepEvidence(note, kept, edge)
                throw .forked(kept: kept.checkpoint.size, shown: shown.size, evidence: evidence)
            case .shrunk:
                let evidence = try keepEvidence(note, kept, edge)
                throw .shrunk(kept: kept.checkpoint.size, shown: shown.size, evidence: evidence)
            }
        }
    }

    private enum Relation { case goesOn, forked, shrunk }

    /// What is not known yet counts as going on.
    private func relation(
        of shown: Checkpoint, to kept: Checkpoint, _ root: (_ size: Int) -> SHA256Digest?
    ) -> Relation {
        if kept.size > shown.size {
            // An old state of the same log, unless the copy here has another root over so many entries.
            return self.root(over: shown.size, of: kept).map { $0 == shown.root } ?? true ? .shrunk : .forked
        }
        let theirs = kept.size == shown.size ? shown.root : root(kept.size)
        return theirs.map { $0 == kept.root } ?? true ? .goesOn : .forked
    }

    /// The root over the first entries of the copy in this home; nothing where the copy does not reach the checkpoint.
    private func root(over size: Int, of checkpoint: Checkpoint) -> SHA256Digest? {
        var bytes: [Tile: [UInt8]] = [:]
        for tile in LogEdge.tiles(of: checkpoint.size, beginnings: [size]) { bytes[tile] = try? folder.bytes(of: tile) }
        return try? LogEdge(of: checkpoint, beginnings: [size], bytes: bytes).roots[size]
    }

    /// Both checkpoints, and the tiles that compare them, in a folder of their own.
    private func keepEvidence(_ note: [UInt8], _ kept: Kept, _ edge: LogEdge?) throws(MirrorError) -> String {
        let path = "\(home.registryFolder)/forks/\(SHA256Digest(of: note).hex.prefix(16))"
        try storing { () throws(RegistryError) in
            for tile in edge?.tiles ?? [] {
                try DurableFile.write(HashTile.encode(edge?.hashes(of: tile) ?? []), to: "\(path)/\(tile.path)")
            }
            try DurableFile.write(kept.note, to: "\(path)/checkpoint.kept")
            try DurableFile.write(note, to: "\(path)/checkpoint")
        }
        return path
    }
}
