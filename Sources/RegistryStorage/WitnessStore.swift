public import Registry
public import Signing
internal import Synchronization
public import TransparencyLog

/// What a witness must not forget: of each log the newest checkpoint that it cosigned. One SQLite file.
public final class WitnessStore: Sendable {
    private let connection: Mutex<SQLiteConnection>

    /// "VCLW": tells a witness's file from any other SQLite file.
    private static let applicationID = 0x5643_4C57

    /// Opens the file, or makes it.
    public init(path: String, busyTimeout: Int = SQLiteRegistry.defaultBusyTimeout) throws(RegistryError) {
        let connection = try SQLiteConnection(path: path, access: .create, busyTimeout: busyTimeout)
        try connection.execute("PRAGMA journal_mode = WAL")
        try connection.execute("PRAGMA synchronous = FULL")
        try connection.transaction { connection throws(RegistryError) in
            let found = try connection.integer("PRAGMA application_id") ?? 0
            guard found != Self.applicationID else { return }
            guard found == 0, try connection.integer("SELECT count(*) FROM sqlite_schema") == 0 else {
                throw .notARegistry(path: path)
            }
            try connection.execute(
                """
                CREATE TABLE cosigned (
                    origin_sha256 BLOB PRIMARY KEY NOT NULL,
                    note BLOB NOT NULL
                ) STRICT, WITHOUT ROWID;
                PRAGMA application_id = \(Self.applicationID);
                PRAGMA user_version = 1;
                """)
        }
        self.connection = Mutex(connection)
    }

    /// Answers a request of a log to be cosigned.
    ///
    /// The checkpoint that was cosigned last is compared and the new one kept in one transaction, which is on the disk before
    /// there is an answer: whatever happens to the witness, it never cosigns a log that does not go on from what it has
    /// cosigned.
    /// - Parameters:
    ///   - logs: those that the witness watches.
    ///   - time: seconds since 1970.
    public func answer(
        _ body: [UInt8], watching logs: [NoteVerifierKey], as name: String, with key: borrowing PrivateKey,
        at time: Int64
    ) throws(RegistryError) -> WitnessAnswer {
        guard let request = WitnessRequest(decoding: body) else { return .malformed }
        return try connection.withLock { connection throws(RegistryError) in
            try connection.transaction { connection throws(RegistryError) in
                var last: [String: Checkpoint] = [:]
                for origin in Set(logs.map(\.name)) { last[origin] = try connection.cosigned(origin) }
                let checkpoint: Checkpoint
                switch request.decision(knowing: logs, last: { last[$0] }) {
                case .refuse(let answer): return answer
                case .cosign(let accepted): checkpoint = accepted
                }
                let signature: NoteSignature
                do throws(SigningError) {
                    signature = try key.cosignature(over: checkpoint.text, as: name, at: time)
                } catch {
                    throw .key(error)
                }
                // The log's own signature and this witness's; whatever else the log sent along is not vouched for.
                let note = UnverifiedNote(
                    text: checkpoint.text, signatures: request.note.signatures(by: logs) + [signature])
                try connection.keep(note.bytes, of: checkpoint.origin)
                return .cosigned(signature)
            }
        }
    }

    /// The newest cosigned checkpoint of the log whose name has this hash.
    public func note(originHash: SHA256Digest) throws(RegistryError) -> [UInt8]? {
        try connection.withLock { connection throws(RegistryError) in try connection.cosignedNote(originHash) }
    }
}

extension SQLiteConnection {
    fileprivate func cosignedNote(_ originHash: SHA256Digest) throws(RegistryError) -> [UInt8]? {
        let statement = try prepare("SELECT note FROM cosigned WHERE origin_sha256 = ?")
        try statement.bind(originHash.bytes, at: 1)
        return try statement.step() ? statement.bytes(at: 0) : nil
    }

    fileprivate func cosigned(_ origin: String) throws(RegistryError) -> Checkpoint? {
        guard let note = try cosignedNote(SHA256Digest(of: Array(origin.utf8))) else { return nil }
        guard let read = try? UnverifiedNote(decoding: note), let checkpoint = Checkpoint(text: read.text),
            checkpoint.origin == origin
        else { throw .corrupted(path: path, detail: "the checkpoint of \(origin) is damaged") }
        return checkpoint
    }

    fileprivate func keep(_ note: [UInt8], of origin: String) throws(RegistryError) {
        let statement = try prepare(
            "INSERT INTO cosigned (origin_sha256, note) VALUES (?, ?) ON CONFLICT DO UPDATE SET note = excluded.note")
        try statement.bind(SHA256Digest(of: Array(origin.utf8)).bytes, at: 1)
        try statement.bind(note, at: 2)
        try statement.run()
    }
}
