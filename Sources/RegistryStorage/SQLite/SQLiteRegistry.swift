internal import Foundation
public import Matching
public import Registry
public import Signing
internal import Synchronization
public import TransparencyLog

/// A registry in one SQLite file.
public final class SQLiteRegistry: RegistryStore {
    public let path: String
    public let log: NoteVerifierKey
    private let connection: Mutex<SQLiteConnection>
    /// What the log says of keys, as far as it was read: it only grows.
    private let history = Mutex(PublisherHistory())
    /// The runs that were there when it was last looked: they do not change.
    let runs = Mutex<[PostingRun]>([])

    /// How long to wait for another process that writes, in milliseconds: longer than any one registration holds the lock.
    public static let defaultBusyTimeout = 10_000

    /// Opens a registry to read it; nothing is written beside SQLite's own lock files, and on a medium that cannot be written
    /// not even these.
    public convenience init(
        reading path: String, busyTimeout: Int = SQLiteRegistry.defaultBusyTimeout
    ) throws(RegistryError) {
        try Self.checkPresence(of: path)
        var connection = try SQLiteConnection(path: path, access: .readOnly, busyTimeout: busyTimeout)
        let finding: RegistrySchema.Finding
        do {
            finding = try RegistrySchema.finding(in: connection)
        } catch .cannotOpen where !Self.hasUnmergedLog(path), .readOnly where !Self.hasUnmergedLog(path) {
            // SQLite needs to make lock files beside a WAL database. Where it cannot, nobody else writes there either.
            connection = try SQLiteConnection(immutablePath: path)
            finding = try RegistrySchema.finding(in: connection)
        }
        try self.init(connection, finding: finding, path: path)
    }

    /// Opens a registry to read it and to append to it; brings an older file to this version first.
    public convenience init(
        writing path: String, busyTimeout: Int = SQLiteRegistry.defaultBusyTimeout
    ) throws(RegistryError) {
        try Self.checkPresence(of: path)
        if let mark = MirrorMark(beside: path) { throw .isMirror(path: path, of: mark.address) }
        // SQLite would open the file to read it, and complain later of something else.
        guard Self.canWrite(path), Self.canWrite(URL(filePath: path).deletingLastPathComponent().path) else {
            throw .readOnly(path: path)
        }
        let connection = try SQLiteConnection(path: path, access: .readWrite, busyTimeout: busyTimeout)
        var finding = try RegistrySchema.finding(in: connection)
        if case .registry(let version) = finding, version <= RegistrySchema.version {
            try Self.makeDurable(connection)
            if version < RegistrySchema.version {
                try connection.transaction { connection throws(RegistryError) in
                    try RegistrySchema.migrate(connection, from: version)
                }
                finding = .registry(version: RegistrySchema.version)
            }
        }
        try self.init(connection, finding: finding, path: path)
    }

    /// Makes a registry whose log begins with this statement. A file that an interrupted attempt left is used.
    public convenience init(
        creating path: String, first statement: AdmittedStatement, signer: borrowing LogSigner, loggedAt: Int64,
        busyTimeout: Int = SQLiteRegistry.defaultBusyTimeout
    ) throws(RegistryError) {
        let connection = try SQLiteConnection(path: path, access: .create, busyTimeout: busyTimeout)
        try Self.makeDurable(connection)
        try connection.transaction { connection throws(RegistryError) in
            guard case .empty = try RegistrySchema.finding(in: connection) else {
                throw .alreadyInitialised(path: path)
            }
            try RegistrySchema.migrate(connection, from: 0)
            var history = PublisherHistory()
            _ = try connection.append(
                [LogSubmission(statement, loggedAt: loggedAt)], signer: signer, history: &history)
        }
        try self.init(connection, finding: .registry(version: RegistrySchema.version), path: path)
    }

    /// Makes a copy of a registry, whole. A file that an interrupted attempt left is used.
    convenience init(
        copying source: any StoredRegistry, to path: String, progress: @Sendable (_ done: Int, _ all: Int) -> Void
    ) throws(RegistryError) {
        let connection = try SQLiteConnection(path: path, access: .create, busyTimeout: Self.defaultBusyTimeout)
        try Self.makeDurable(connection)
        try connection.transaction { connection throws(RegistryError) in
            guard case .empty = try RegistrySchema.finding(in: connection) else {
                throw .alreadyInitialised(path: path)
            }
            // The mark says it of a home's registry, and would say it of any other file's neighbour.
            if let address = try source.mirroredAddress(), MirrorMark(beside: path) == nil,
                URL(filePath: path).lastPathComponent == RegistryPlace.fileName
            {
                try MirrorMark(address: address, isOnDemand: false).write(beside: path)
            }
            try RegistrySchema.migrate(connection, from: 0)
            try connection.copy(source, progress: progress)
        }
        try self.init(connection, finding: .registry(version: RegistrySchema.version), path: path)
        tidyIndex(all: true)
    }

    /// Brings the copy of a log that others write to what the folder holds, and opens it; makes it where there is none.
    /// - Parameters:
    ///   - address: where the log is served.
    ///   - time: seconds since 1970.
    convenience init(
        mirroring folder: LogFolder, of log: NoteVerifierKey, from address: String, at path: String, time: Int64,
        busyTimeout: Int = SQLiteRegistry.defaultBusyTimeout
    ) throws(RegistryError) {
        let connection = try SQLiteConnection(path: path, access: .create, busyTimeout: busyTimeout)
        try Self.makeDurable(connection)
        try connection.transaction { connection throws(RegistryError) in
            switch try RegistrySchema.finding(in: connection) {
            case .empty: try RegistrySchema.migrate(connection, from: 0)
            case .registry(let version):
                guard version <= RegistrySchema.version else {
                    throw .wrongVersion(path: path, found: version, supported: RegistrySchema.version)
                }
                if version < RegistrySchema.version { try RegistrySchema.migrate(connection, from: version) }
            case .somethingElse: throw .notARegistry(path: path)
            }
            try connection.adopt(folder, of: log, from: address, at: time)
        }
        try self.init(connection, finding: .registry(version: RegistrySchema.version), path: path)
    }

    /// Opens a mirror to fill in what its entries name; the log is written by nobody here.
    convenience init(
        fillingMirror path: String, busyTimeout: Int = SQLiteRegistry.defaultBusyTimeout
    ) throws(RegistryError) {
        try Self.checkPresence(of: path)
        guard Self.canWrite(path), Self.canWrite(URL(filePath: path).deletingLastPathComponent().path) else {
            throw .readOnly(path: path)
        }
        let connection = try SQLiteConnection(path: path, access: .readWrite, busyTimeout: busyTimeout)
        let finding = try RegistrySchema.finding(in: connection)
        try Self.makeDurable(connection)
        try self.init(connection, finding: finding, path: path)
    }

    private init(
        _ connection: consuming sending SQLiteConnection, finding: RegistrySchema.Finding, path: String
    ) throws(RegistryError) {
        switch finding {
        case .empty: throw .notInitialised(path: path)
        case .somethingElse: throw .notARegistry(path: path)
        // An older file is read as it is; whoever writes has brought it to this version before.
        case .registry(1...RegistrySchema.version): break
        case .registry(let version):
            throw .wrongVersion(path: path, found: version, supported: RegistrySchema.version)
        }
        log = try connection.verifierKey()
        self.path = path
        self.connection = Mutex(connection)
    }

    /// With WAL, readers go on while one process writes; with FULL, what is committed survives a loss of power.
    private static func makeDurable(_ connection: borrowing SQLiteConnection) throws(RegistryError) {
        try connection.execute("PRAGMA journal_mode = WAL")
        try connection.execute("PRAGMA synchronous = FULL")
    }

    /// SQLite says the same of a missing file and of one that may not be read.
    private static func checkPresence(of path: String) throws(RegistryError) {
        if unsafe access(path, F_OK) != 0, errno == ENOENT || errno == ENOTDIR { throw .notInitialised(path: path) }
    }

    private static func canWrite(_ path: String) -> Bool {
        unsafe faccessat(AT_FDCWD, path, W_OK, AT_EACCESS) == 0
    }

    /// Whether a write-ahead log holds commits that the main file lacks.
    private static func hasUnmergedLog(_ path: String) -> Bool {
        var status = stat()
        return unsafe stat(path + "-wal", &status) == 0 && status.st_size > 0
    }

    /// Everything that touches the file goes through here, one at a time.
    package func withConnection<Result: Sendable>(
        _ body: (borrowing SQLiteConnection) throws(RegistryError) -> Result
    ) throws(RegistryError) -> Result {
        try connection.withLock { connection throws(RegistryError) in try body(connection) }
    }
}

extension SQLiteRegistry {
    public func checkpointNote() throws(RegistryError) -> [UInt8] {
        try withConnection { connection throws(RegistryError) in try connection.checkpointNote() }
    }

    public func publishedNote() throws(RegistryError) -> [UInt8]? {
        try withConnection { connection throws(RegistryError) in
            try connection.snapshot { connection throws(RegistryError) in try connection.publishedNote() }
        }
    }

    public func publish(_ note: UnverifiedNote) throws(RegistryError) {
        try withConnection { connection throws(RegistryError) in
            try connection.transaction { connection throws(RegistryError) in
                try connection.publish(note, of: log)
            }
        }
    }

    public func entry(at index: Int, in choice: CheckpointChoice) throws(RegistryError) -> LogEntry? {
        try withConnection { connection throws(RegistryError) in
            try connection.snapshot { connection throws(RegistryError) in
                try connection.entry(at: index, in: choice, log: log)
            }
        }
    }

    public func inclusionProof(of index: Int, in size: Int) throws(RegistryError) -> [SHA256Digest]? {
        try withConnection { connection throws(RegistryError) in
            try connection.snapshot { connection throws(RegistryError) in
                guard let checkpoint = Checkpoint(note: try connection.checkpointNote(), signedBy: log),
                    (0..<size).contains(index), size <= checkpoint.size
                else { return nil }
                return try MerkleTree.inclusionProof(of: index, in: size) { address throws(RegistryError) in
                    try connection.node(address)
                }
            }
        }
    }

    public func consistencyProof(from old: Int, to size: Int) throws(RegistryError) -> [SHA256Digest]? {
        try withConnection { connection throws(RegistryError) in
            try connection.snapshot { connection throws(RegistryError) in
                guard let checkpoint = Checkpoint(note: try connection.checkpointNote(), signedBy: log),
                    old >= 0, old <= size, size <= checkpoint.size
                else { return nil }
                return try MerkleTree.consistencyProof(from: old, to: size) { address throws(RegistryError) in
                    try connection.node(address)
                }
            }
        }
    }

    /// The bytes of a tile, derived from what is stored; nothing where the log does not reach that far.
    public func bytes(of tile: Tile) throws(RegistryError) -> [UInt8]? {
        try withConnection { connection throws(RegistryError) in
            try connection.snapshot { connection throws(RegistryError) in try connection.bytes(of: tile) }
        }
    }

    public func indices(of selection: EntrySelection) throws(RegistryError) -> [Int] {
        try withConnection { connection throws(RegistryError) in try connection.indices(of: selection) }
    }

    public func storedFingerprint(_ sha256: SHA256Digest) throws(RegistryError) -> [UInt8]? {
        try withConnection { connection throws(RegistryError) in try connection.fingerprint(sha256) }
    }

    public func append(_ batch: [LogSubmission], signer: borrowing LogSigner) throws(RegistryError) -> [Appended] {
        guard signer.verifierKey == log else { throw .wrongKey(path: path, role: .log) }
        var history = self.history.withLock { $0 }
        let appended = try withConnection { connection throws(RegistryError) in
            try connection.transaction { connection throws(RegistryError) in
                try connection.append(batch, signer: signer, history: &history)
            }
        }
        keep(history)
        return appended
    }

    public func index(ofLeaf hash: SHA256Digest) throws(RegistryError) -> Int? {
        try withConnection { connection throws(RegistryError) in try connection.index(ofLeaf: hash) }
    }

    public func publisherHistory() throws(RegistryError) -> PublisherHistory {
        let known = history.withLock { $0 }
        let history = try extended(known)
        keep(history)
        return history
    }

    private func keep(_ newer: PublisherHistory) {
        history.withLock { if newer.size > $0.size { $0 = newer } }
    }

    public func add(fingerprint: [UInt8], to index: Int, postings: [KeyedPosting]) throws(RegistryError) -> Bool {
        try withConnection { connection throws(RegistryError) in
            try connection.transaction { connection throws(RegistryError) in
                try connection.add(fingerprint: fingerprint, to: index, postings: postings)
            }
        }
    }
}
