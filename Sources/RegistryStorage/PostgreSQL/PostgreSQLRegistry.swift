public import Matching
public import Registry
public import Signing
internal import Synchronization
public import TransparencyLog

/// A registry in a PostgreSQL database: for many processes on many machines.
///
/// Any number of them read and write; whoever appends holds the lock of the log's row from before it reads the checkpoint until its
/// commit, so that the log has one writer at a time. One that dies, or is cut off, is rolled back by the server and can commit
/// nothing later.
public final class PostgreSQLRegistry: RegistryStore {
    public let address: PostgreSQLAddress
    public let log: NoteVerifierKey
    let pool: PostgreSQLPool
    /// The directories of the runs that were there when it was last looked: runs do not change.
    let runs = Mutex<[PostingRun]>([])
    /// What the log says of keys, as far as it was read: it only grows.
    private let history = Mutex(PublisherHistory())
    /// Of the store of fingerprints; nothing for those that the environment names.
    let credentials: S3Credentials?
    /// The store of fingerprints, as the registry named it last.
    private let knownStore = Mutex<String?>(nil)

    /// Opens a registry to read it.
    /// - Parameter credentials: of the store of its fingerprints, where it names one; those of the environment if absent.
    public convenience init(
        reading address: PostgreSQLAddress, patience: PostgreSQLPatience = PostgreSQLPatience(),
        credentials: S3Credentials? = nil
    ) throws(RegistryError) {
        try self.init(PostgreSQLPool(address, for: .reading, patience: patience), credentials)
    }

    /// Opens a registry to read it and to append to it; brings older tables to this version first, which only their owner may.
    public convenience init(
        writing address: PostgreSQLAddress, patience: PostgreSQLPatience = PostgreSQLPatience(),
        credentials: S3Credentials? = nil
    ) throws(RegistryError) {
        let pool = PostgreSQLPool(address, for: .writing, patience: patience)
        let finding = try pool.read { connection throws(RegistryError) in
            try PostgreSQLSchema.finding(in: connection)
        }
        if case .registry(let version) = finding, version < PostgreSQLSchema.version {
            try pool.write { connection throws(RegistryError) in
                try connection.transaction(locking: [Self.lockSchema]) { connection, _ throws(RegistryError) in
                    // Somebody else may have done it while this one waited.
                    guard case .registry(let version) = try PostgreSQLSchema.finding(in: connection) else { return }
                    try PostgreSQLSchema.migrate(connection, from: version)
                }
            }
        }
        try self.init(pool, credentials)
        if let source = try mirroredAddress() { throw .isMirror(path: path, of: source) }
    }

    /// Makes a registry whose log begins with this statement, in a database that has none.
    public convenience init(
        creating address: PostgreSQLAddress, first statement: AdmittedStatement, signer: borrowing LogSigner,
        loggedAt: Int64, patience: PostgreSQLPatience = PostgreSQLPatience(), credentials: S3Credentials? = nil
    ) throws(RegistryError) {
        let pool = PostgreSQLPool(address, for: .writing, patience: patience)
        _ = try pool.write { connection throws(RegistryError) in
            try connection.transaction(locking: [Self.lockSchema]) { connection, _ throws(RegistryError) in
                guard case .empty = try PostgreSQLSchema.finding(in: connection) else {
                    throw .alreadyInitialised(path: address.description)
                }
                try PostgreSQLSchema.migrate(connection, from: 0)
                var history = PublisherHistory()
                return try connection.append(
                    [LogSubmission(statement, loggedAt: loggedAt)], after: nil, signer: signer, history: &history)
            }
        }
        try self.init(pool, credentials)
    }

    /// Makes a copy of a registry, whole, in a database that has none. In one transaction: what an interrupted attempt did is gone.
    convenience init(
        copying source: any StoredRegistry, to address: PostgreSQLAddress,
        progress: @Sendable (_ done: Int, _ all: Int) -> Void
    ) throws(RegistryError) {
        let pool = PostgreSQLPool(address, for: .writing, patience: PostgreSQLPatience())
        try pool.write { connection throws(RegistryError) in
            try connection.transaction(locking: [Self.lockSchema]) { connection, _ throws(RegistryError) in
                guard case .empty = try PostgreSQLSchema.finding(in: connection) else {
                    throw .alreadyInitialised(path: address.description)
                }
                try PostgreSQLSchema.migrate(connection, from: 0)
                try connection.copy(source, progress: progress)
                try connection.take(mirroredFrom: try source.mirroredAddress())
            }
        }
        try self.init(pool, nil)
        tidyIndex(all: true)
    }

    init(_ pool: PostgreSQLPool, _ credentials: S3Credentials?) throws(RegistryError) {
        let path = pool.address.description
        log = try pool.read { connection throws(RegistryError) in
            switch try PostgreSQLSchema.finding(in: connection) {
            case .empty: throw .notInitialised(path: path)
            case .somethingElse: throw .notARegistry(path: path)
            // Older tables are read as they are; whoever writes has brought them to this version before.
            case .registry(1...PostgreSQLSchema.version): break
            case .registry(let version):
                throw .wrongVersion(path: path, found: version, supported: PostgreSQLSchema.version)
            }
            return try connection.logRow(try connection.run(PostgreSQLConnection.selectLog)).key
        }
        address = pool.address
        self.pool = pool
        self.credentials = credentials
    }

    /// SQL for the owner of the tables: three roles, one that reads, one that also adds, and one that reads and does jobs.
    /// - Parameters: names of roles, in lowercase letters, digits and low lines.
    public static func grants(reader: String, writer: String, worker: String) -> String {
        PostgreSQLSchema.grants(reader: reader, writer: writer, worker: worker)
    }

    static let lockSchema = PostgreSQLQuery(
        "SELECT pg_advisory_xact_lock($1)", .integer(PostgreSQLSchema.Lock.schema))
}

extension PostgreSQLRegistry {
    /// Where it is, as messages name it.
    public var path: String { address.description }

    public func checkpointNote() throws(RegistryError) -> [UInt8] { try logRow().checkpoint }

    public func publishedNote() throws(RegistryError) -> [UInt8]? { try logRow().published }

    private func logRow() throws(RegistryError) -> PostgreSQLConnection.LogRow {
        try pool.read { connection throws(RegistryError) in
            try connection.logRow(try connection.run(PostgreSQLConnection.selectLog))
        }
    }

    public func entry(at index: Int, in choice: CheckpointChoice) throws(RegistryError) -> LogEntry? {
        try pool.read { connection throws(RegistryError) in try connection.entry(at: index, in: choice, log: log) }
    }

    public func inclusionProof(of index: Int, in size: Int) throws(RegistryError) -> [SHA256Digest]? {
        try proof(in: size) { read throws(RegistryError) in
            guard (0..<size).contains(index) else { return nil }
            return try MerkleTree.inclusionProof(of: index, in: size, read: read)
        }
    }

    public func consistencyProof(from old: Int, to size: Int) throws(RegistryError) -> [SHA256Digest]? {
        try proof(in: size) { read throws(RegistryError) in
            guard old >= 0, old <= size else { return nil }
            return try MerkleTree.consistencyProof(from: old, to: size, read: read)
        }
    }

    /// Nothing where the log has fewer entries than `size`.
    private func proof(
        in size: Int,
        _ question: ((NodeAddress) throws(RegistryError) -> SHA256Digest) throws(RegistryError) -> [SHA256Digest]?
    ) throws(RegistryError) -> [SHA256Digest]? {
        try pool.read { connection throws(RegistryError) in
            try connection.snapshot([PostgreSQLConnection.selectLog]) { connection, results throws(RegistryError) in
                let row = try connection.logRow(results[0])
                guard let checkpoint = Checkpoint(note: row.checkpoint, signedBy: log), size <= checkpoint.size else {
                    return nil
                }
                return try connection.withNodes(question)
            }
        }
    }

    /// The bytes of a tile, derived from what is stored; nothing where the log does not reach that far.
    public func bytes(of tile: Tile) throws(RegistryError) -> [UInt8]? {
        try pool.read { connection throws(RegistryError) in try connection.bytes(of: tile) }
    }

    public func indices(of selection: EntrySelection) throws(RegistryError) -> [Int] {
        try pool.read { connection throws(RegistryError) in try connection.indices(of: selection) }
    }

    public func recordingCount() throws(RegistryError) -> Int {
        try pool.read { connection throws(RegistryError) in
            try connection.run(
                PostgreSQLQuery("SELECT count(*) FROM vericlip.entry WHERE file_sha256 IS NOT NULL")
            ).integer(0, 0)
        }
    }

    public func index(ofLeaf hash: SHA256Digest) throws(RegistryError) -> Int? {
        try pool.read { connection throws(RegistryError) in try connection.index(ofLeaf: hash) }
    }

    public func publisherHistory() throws(RegistryError) -> PublisherHistory {
        var history = history.withLock { $0 }
        let entries = try pool.read { connection throws(RegistryError) in
            try connection.keyEntries(from: history.size, log: log)
        }
        for entry in entries {
            guard case .proved = entry.inclusion(in: log) else { throw .logFails(origin: log.name) }
            history.append(entry.statement, at: entry.index)
        }
        keep(history)
        return history
    }

    private func keep(_ newer: PublisherHistory) {
        history.withLock { if newer.size > $0.size { $0 = newer } }
    }

    public func append(_ batch: [LogSubmission], signer: borrowing LogSigner) throws(RegistryError) -> [Appended] {
        guard signer.verifierKey == log else { throw .wrongKey(path: path, role: .log) }
        var history = self.history.withLock { $0 }
        let appended = try writing(adding: batch.compactMap(\.statement.fingerprint)) {
            connection, row throws(RegistryError) in
            try connection.append(
                batch, after: row.checkpoint, signer: signer, history: &history,
                keepsBytes: row.fingerprintStore == nil)
        }
        keep(history)
        return appended
    }

    public func publish(_ note: UnverifiedNote) throws(RegistryError) {
        try writing { connection, row throws(RegistryError) in try connection.publish(note, of: log, after: row) }
    }

    public func add(fingerprint: [UInt8], to index: Int, postings: [KeyedPosting]) throws(RegistryError) -> Bool {
        let isNew = try writing(adding: [fingerprint]) { connection, row throws(RegistryError) in
            try connection.add(
                fingerprint: fingerprint, to: index, postings: postings, keepsBytes: row.fingerprintStore == nil)
        }
        return isNew
    }

    /// The same where `body` adds fingerprints, whose bytes are in the store by then if the registry names one.
    ///
    /// They are put there before the lock is taken, so that a slow store holds nobody up, and before the row is committed: after a crash
    /// in between the store holds an object that nobody names, and nothing else is left.
    private func writing<Result: Sendable>(
        adding fingerprints: [[UInt8]],
        _ body: (borrowing PostgreSQLConnection, PostgreSQLConnection.LogRow) throws(RegistryError) -> Result
    ) throws(RegistryError) -> Result {
        guard !fingerprints.isEmpty else { return try writing(body) }
        while true {
            let known = knownStore.withLock { $0 }
            if let known {
                let store = try store(at: known)
                for fingerprint in fingerprints { try store.put(fingerprint) }
            }
            let (result, named) = try writing { connection, row throws(RegistryError) in
                // They may have been moved since it was looked last.
                (row.fingerprintStore == known ? try body(connection, row) : nil, row.fingerprintStore)
            }
            if let result { return result }
            knownStore.withLock { $0 = named }
        }
    }

    /// A transaction under the log's lock, with what the log's row says under it.
    func writing<Result: Sendable>(
        _ body: (borrowing PostgreSQLConnection, PostgreSQLConnection.LogRow) throws(RegistryError) -> Result
    ) throws(RegistryError) -> Result {
        try pool.write { connection throws(RegistryError) in
            try connection.transaction(locking: [PostgreSQLConnection.lockLog]) {
                connection, locked throws(RegistryError) in
                let row = try connection.logRow(locked[0])
                // Another registry may have been put into the database's place.
                guard row.key == log else { throw .logFails(origin: log.name) }
                return try body(connection, row)
            }
        }
    }
}
