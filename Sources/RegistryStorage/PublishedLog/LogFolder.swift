internal import Foundation
public import Registry
internal import Signing
public import TransparencyLog

/// A published log: a folder of files exactly as they are served (C2SP tlog-tiles), for any web server.
///
/// All of it is derived from the registry and can be written again at any time. Nothing in it is believed by whoever reads it.
public struct LogFolder: Sendable, Hashable {
    /// Without a trailing slash.
    public let path: String

    public init(path: String) { self.path = path }

    public static let checkpointName = "checkpoint"

    /// The checkpoint's note; nothing where there is none.
    public func checkpointNote() throws(RegistryError) -> [UInt8]? {
        try contents(of: Self.checkpointName, limit: UnverifiedNote.byteLimit)
    }

    /// The tile's bytes as they lie there, whatever they are; nothing where there is no such file.
    public func bytes(of tile: Tile) throws(RegistryError) -> [UInt8]? {
        try contents(of: tile.path, limit: Self.tileByteLimit)
    }

    /// Of a full bundle of the largest entries.
    static let tileByteLimit = Tile.fullWidth * (EntryBundle.entryByteLimit + 2)

    func write(_ bytes: [UInt8], as tile: Tile) throws(RegistryError) {
        try DurableFile.write(bytes, to: "\(path)/\(tile.path)")
    }

    /// Served from here: the checkpoint comes last, in one step.
    func keep(note: [UInt8]) throws(RegistryError) {
        try DurableFile.write(note, to: "\(path)/\(Self.checkpointName)")
    }

    func contents(of name: String, limit: Int) throws(RegistryError) -> [UInt8]? {
        let file: FileHandle
        do {
            file = try FileHandle(forReadingFrom: URL(filePath: "\(path)/\(name)"))
        } catch CocoaError.fileReadNoSuchFile {
            return nil
        } catch {
            throw .cannotOpen(path: "\(path)/\(name)", detail: error.localizedDescription)
        }
        do {
            let size = Int(clamping: try file.seekToEnd())
            try file.seek(toOffset: 0)
            return Array(try file.read(upToCount: min(size, limit)) ?? Data())
        } catch {
            throw .cannotOpen(path: "\(path)/\(name)", detail: error.localizedDescription)
        }
    }
}

extension LogFolder {
    /// Brings the folder to the registry's published checkpoint, or to its newest where none was published. Tiles first, each of
    /// them on the disk before the checkpoint that needs it; a reader meanwhile sees the old log or the new one.
    /// - Parameter anew: every tile is written, not only those that came since the folder's checkpoint.
    /// - Returns: the checkpoint that is served now, and how many tiles were written.
    public func update(
        from registry: any StoredRegistry, anew: Bool = false
    ) throws(RegistryError) -> (checkpoint: Checkpoint, written: Int) {
        let newest = try registry.checkpointNote()
        let note = try registry.publishedNote() ?? newest
        let log = registry.log
        guard let checkpoint = Checkpoint(note: note, signedBy: log) else { throw .logFails(origin: log.name) }
        let served = try checkpointNote().flatMap { Checkpoint(note: $0, signedBy: log) }
        if let served { try expectGrowth(from: served, to: checkpoint, in: registry) }
        let tiles = Tile.all(of: checkpoint.size, beyond: anew ? 0 : served?.size ?? 0)
        for tile in tiles {
            guard let bytes = try registry.bytes(of: tile) else { throw .logFails(origin: log.name) }
            try write(bytes, as: tile)
        }
        try keep(note: note)
        return (checkpoint, tiles.count)
    }

    /// What others may have read here must be the beginning of what they will read.
    private func expectGrowth(
        from served: Checkpoint, to checkpoint: Checkpoint, in registry: any StoredRegistry
    ) throws(RegistryError) {
        guard served.size <= checkpoint.size,
            let proof = try registry.consistencyProof(from: served.size, to: checkpoint.size),
            MerkleTree.verifyConsistency(
                from: served.size, root: served.root, to: checkpoint.size, root: checkpoint.root, proof: proof)
        else {
            throw .logForks(
                origin: checkpoint.origin, publishedSize: served.size, size: checkpoint.size)
        }
    }
}
