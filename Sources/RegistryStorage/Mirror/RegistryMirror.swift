public import Registry
internal import Signing
public import TransparencyLog

/// A copy of a registry that others write, searched on this machine: first its log, then the statements, then the fingerprints.
///
/// Nothing that is served is believed: a file is kept once it was checked against the signed checkpoint, and the checkpoint once
/// it is known to go on from every one that was seen before. Each file and each transaction is durable by itself, so that a
/// mirror which was stopped at any moment goes on where it was; what it answered from before stays until the new is whole.
public struct RegistryMirror: Sendable {
    /// The bytes under a path below the log's address; nothing where there is no such file.
    public typealias Fetch = @Sendable (_ path: String, _ byteLimit: Int) async throws(MirrorError) -> [UInt8]?

    let home: Home
    let policy: LogPolicy
    let address: String
    /// Whether look-ups shall fetch fingerprints; as it was where nothing is said.
    let isOnDemand: Bool?
    let fetch: Fetch
    /// Files that are fetched at a time.
    static let atATime = 8

    /// - Parameters:
    ///   - address: where `fetch` looks, to be told to others.
    ///   - isOnDemand: whether look-ups in this home shall fetch fingerprints from there; nothing for as it was, at first not.
    public init(
        home: Home, policy: LogPolicy, address: String, isOnDemand: Bool? = nil, fetch: @escaping Fetch
    ) {
        self.home = home
        self.policy = policy
        self.address = address
        self.isOnDemand = isOnDemand
        self.fetch = fetch
    }

    var folder: LogFolder { LogFolder(path: home.logFolder) }

    /// Brings `registry/log` to what is served, and gives its checkpoint.
    /// - Parameter progress: the files that are done, and those that there are to do.
    public func copyLog(
        progress: @escaping @Sendable (_ done: Int, _ all: Int) -> Void = { _, _ in }
    ) async throws(MirrorError) -> WitnessedCheckpoint {
        guard let note = try await fetch(LogFolder.checkpointName, UnverifiedNote.byteLimit) else { throw .noLog }
        let accepted: WitnessedCheckpoint
        switch policy.checkpoint(of: note) {
        case .success(let checkpoint): accepted = checkpoint
        case .failure(let defect): throw .notAccepted(defect)
        }
        let shown = accepted.checkpoint
        try expectMirror(of: shown.origin)
        let kept = try keptCheckpoints(of: shown.origin)
        try refuse(note, shown, where: kept) { _ in nil }
        let beginnings = kept.map(\.checkpoint.size)
        let edge = try await fetchEdge(of: shown, beginnings: beginnings)
        try refuse(note, shown, where: kept, edge) { edge.roots[$0] }
        try await copyTiles(of: shown, edge, progress)
        try storing { () throws(RegistryError) in
            try folder.keep(note: note)
            try SeenCheckpoints(folder: home.seenFolder).keep(note, of: shown.origin)
        }
        if let reply = try await fetch(LogFolder.timeStampName, TimeStamp.byteLimit),
            let read = try? UnverifiedNote(decoding: note), (try? TimeStamp(derBytes: reply, of: read)) != nil
        {
            try storing { () throws(RegistryError) in try folder.keep(timeStampReply: reply) }
        }
        return accepted
    }

    /// Takes the statements of `registry/log` into the registry that is searched: all of the new ones or, after a crash, none.
    /// - Parameter time: seconds since 1970.
    public func copyStatements(at time: Int64) throws(MirrorError) -> any StoredRegistry {
        try storing { () throws(RegistryError) in
            let place = try home.registryPlace
            guard let note = try folder.checkpointNote(),
                let log = policy.logs.map(\.key).first(where: { Checkpoint(note: note, signedBy: $0) != nil })
            else { throw .notInitialised(path: place.description) }
            return try place.mirroring(folder, of: log, from: address, at: time)
        }
    }

    /// The tiles by which the checkpoint is compared with earlier ones.
    private func fetchEdge(of shown: Checkpoint, beginnings: [Int]) async throws(MirrorError) -> LogEdge {
        var bytes: [Tile: [UInt8]] = [:]
        for tile in LogEdge.tiles(of: shown.size, beginnings: beginnings) {
            bytes[tile] = try await fetch(tile.path, Tile.fullWidth * SHA256Digest.byteCount)
        }
        do {
            return try LogEdge(of: shown, beginnings: beginnings, bytes: bytes)
        } catch {
            throw .altered(error)
        }
    }

    func storing<Value>(_ body: () throws(RegistryError) -> Value) throws(MirrorError) -> Value {
        do {
            return try body()
        } catch {
            throw .registry(error)
        }
    }
}
