public import Registry
internal import Signing
public import TransparencyLog

/// Goes through a published log from the first entry to the last, believing nothing: every entry against its leaf, every tile
/// against the one below, and the whole against the checkpoint.
public struct LogAudit {
    private let folder: LogFolder
    private let checkpoint: Checkpoint
    private let registry: (any RegistryStore)?
    public private(set) var findings: [LogAuditFinding] = []
    /// Entries that lead to the checkpoint's root.
    public private(set) var entries = 0

    /// Fingerprints in the registry beside the log that are those that were signed.
    public private(set) var fingerprints = 0
    /// Fingerprints that are served, and are those that were signed.
    public private(set) var servedFingerprints = 0

    /// - Parameters:
    ///   - checkpoint: the folder's own, accepted by the auditor's policy.
    ///   - registry: what should hold the same entries, and their fingerprints.
    public init(_ folder: LogFolder, checkpoint: Checkpoint, registry: (any RegistryStore)? = nil) {
        self.folder = folder
        self.checkpoint = checkpoint
        self.registry = registry
    }

    public mutating func run() throws(RegistryError) {
        var level = try compareEntries()
        var number = 1
        while let hashes = level, !hashes.isEmpty {
            guard try compare(hashes, level: number) else { break }
            // Each full tile is one hash of the level above.
            level = stride(from: 0, to: hashes.count - hashes.count % Tile.fullWidth, by: Tile.fullWidth)
                .map { HashTile.root(of: hashes[$0..<$0 + Tile.fullWidth]) }
            number += 1
        }
        try compareRoot()
    }

    /// Every entry against its leaf. Gives the roots of the full tiles of leaves; nothing where something is wrong.
    private mutating func compareEntries() throws(RegistryError) -> [SHA256Digest]? {
        let before = findings.count
        var roots: [SHA256Digest] = []
        for bundle in Tile.all(of: checkpoint.size) where bundle.kind == .entries {
            let tile = Tile(kind: .hashes(level: 0), index: bundle.index, width: bundle.width)
            let entries = try folder.bytes(of: bundle).flatMap { EntryBundle.decode($0, count: bundle.width) }
            let stored = try folder.bytes(of: tile).flatMap { HashTile.decode($0, width: tile.width) }
            if entries == nil { findings.append(.missingOrMalformed(bundle)) }
            if stored == nil { findings.append(.missingOrMalformed(tile)) }
            guard let entries, let stored else { continue }
            let hashes = entries.map(MerkleTree.leafHash)
            for (index, (hash, expected)) in zip(bundle.entries, zip(hashes, stored)) where hash != expected {
                findings.append(.entryDiffers(index: index))
            }
            if tile.isFull { roots.append(HashTile.root(of: hashes[...])) }
            for (index, entry) in zip(bundle.entries, entries) {
                try compareServedFingerprint(of: entry, at: index)
                if let registry { try compare(entry, at: index, with: registry) }
            }
        }
        return findings.count == before ? roots : nil
    }

    private mutating func compare(
        _ entry: [UInt8], at index: Int, with registry: any RegistryStore
    ) throws(RegistryError) {
        guard try registry.entry(at: index)?.statement == entry else {
            findings.append(.registryDiffers(index: index))
            return
        }
        guard let reference = MediaRegister.FingerprintReference(namedBy: entry),
            let bytes = try registry.storedFingerprint(reference.sha256)
        else { return }
        if reference.isOf(bytes) {
            fingerprints += 1
        } else {
            findings.append(.fingerprintDiffers(index: index))
        }
    }

    /// Whether to serve fingerprints is the publisher's choice; those that are served are the ones that were signed.
    private mutating func compareServedFingerprint(of entry: [UInt8], at index: Int) throws(RegistryError) {
        guard let reference = MediaRegister.FingerprintReference(namedBy: entry),
            let bytes = try folder.fingerprint(reference.sha256)
        else { return }
        if reference.isOf(bytes) {
            servedFingerprints += 1
        } else {
            findings.append(.servedFingerprintDiffers(index: index))
        }
    }

    private mutating func compare(_ hashes: [SHA256Digest], level: Int) throws(RegistryError) -> Bool {
        var holds = true
        for tile in Tile.all(of: checkpoint.size) where tile.kind == .hashes(level: level) {
            guard let stored = try folder.bytes(of: tile).flatMap({ HashTile.decode($0, width: tile.width) }) else {
                findings.append(.missingOrMalformed(tile))
                holds = false
                continue
            }
            if stored != Array(hashes[tile.entries]) {
                findings.append(.tileDiffers(tile))
                holds = false
            }
        }
        return holds
    }

    private mutating func compareRoot() throws(RegistryError) {
        do throws(LogAuditFinding) {
            if try root(of: checkpoint.size) == checkpoint.root {
                entries = checkpoint.size
            } else {
                findings.append(.rootDiffers)
            }
        } catch {
            if !findings.contains(error) { findings.append(error) }
        }
    }

    private func root(of size: Int) throws(LogAuditFinding) -> SHA256Digest {
        var tree = folder.tree(size: checkpoint.size)
        return try MerkleTree.root(of: size) { address throws(LogAuditFinding) in try tree.node(address) }
    }

    /// Whether an earlier checkpoint of this log, accepted by the auditor's policy, is the beginning of this one. Anything else is
    /// proof that the log showed two histories.
    public mutating func compare(with earlier: Checkpoint, from source: String) throws(RegistryError) {
        guard earlier.origin == checkpoint.origin else { return }
        guard earlier.size <= checkpoint.size else {
            findings.append(.shrunk(from: earlier.size, source: source))
            return
        }
        // Two signed roots over as many entries say it by themselves.
        if earlier.size == checkpoint.size {
            if earlier.root != checkpoint.root { findings.append(.fork(size: earlier.size, source: source)) }
            return
        }
        do throws(LogAuditFinding) {
            if try root(of: earlier.size) != earlier.root {
                findings.append(.fork(size: earlier.size, source: source))
            }
        } catch {
            if !findings.contains(error) { findings.append(error) }
        }
    }
}

extension LogFolder {
    /// The log's hashes, as the tiles have them.
    public func tree(size: Int) -> TiledTree<LogAuditFinding> {
        TiledTree(
            size: size,
            fetch: { tile throws(LogAuditFinding) in
                guard let bytes = try? self.bytes(of: tile) else { throw .missingOrMalformed(tile) }
                return bytes
            }, malformed: { .missingOrMalformed($0) })
    }
}

/// What an audit found wrong.
public enum LogAuditFinding: Error, Sendable, Hashable {
    case missingOrMalformed(Tile)
    /// An entry is not the one whose hash the log holds.
    case entryDiffers(index: Int)
    /// A tile is not what the tile below gives.
    case tileDiffers(Tile)
    /// The registry beside the log holds another entry under this number, or none.
    case registryDiffers(index: Int)
    /// The stored fingerprint is not the one that the entry names.
    case fingerprintDiffers(index: Int)
    /// The fingerprint that is served under its hash is not the one that the entry names.
    case servedFingerprintDiffers(index: Int)
    /// The tiles agree with one another, but do not lead to the signed checkpoint.
    case rootDiffers
    /// The log had more entries before.
    case shrunk(from: Int, source: String)
    /// The log signed another history before.
    case fork(size: Int, source: String)
}
