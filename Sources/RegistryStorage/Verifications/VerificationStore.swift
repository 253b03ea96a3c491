internal import Foundation
public import Registry
internal import Synchronization

/// What a server was asked to verify, what waits, and what came out: one SQLite file, and the clips beside it. One server at a time.
///
/// A verification that was taken is done whatever happens to the server: what was running when it stopped waits again when it starts.
public final class VerificationStore: Sendable {
    let folder: String
    let connection: Mutex<SQLiteConnection>
    /// What this server is called among those that hand out work: 64 random bits in hexadecimal.
    public let serverName: String

    /// "VCLV": tells this file from any other SQLite file.
    private static let applicationID = 0x5643_4C56

    /// Each brings a store from one version to the next.
    private static let migrations = [
        """
        CREATE TABLE verification (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            id TEXT NOT NULL UNIQUE,
            -- What the asker calls this request, so that asking again asks for nothing new.
            idempotency_key TEXT UNIQUE,
            name TEXT NOT NULL,
            byte_count INTEGER NOT NULL,
            asked_at TEXT NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('queued', 'running', 'done', 'failed')),
            headline TEXT,
            failure TEXT
        ) STRICT;
        CREATE INDEX verification_waiting ON verification (number) WHERE state = 'queued';
        CREATE TABLE report (
            number INTEGER NOT NULL REFERENCES verification ON DELETE CASCADE,
            format TEXT NOT NULL,
            bytes BLOB NOT NULL,
            PRIMARY KEY (number, format)
        ) STRICT, WITHOUT ROWID;
        """,
        """
        -- Who asked: the number of an API key, or 0 where no keys were asked for. Each owner has names of requests of its own, which
        -- is why they stand behind its number.
        ALTER TABLE verification ADD COLUMN owner INTEGER NOT NULL DEFAULT 0;
        UPDATE verification SET idempotency_key = '0/' || idempotency_key;
        CREATE INDEX verification_owner ON verification (owner, number);
        """,
        """
        CREATE TABLE batch (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            id TEXT NOT NULL UNIQUE,
            owner INTEGER NOT NULL,
            name TEXT NOT NULL,
            asked_at TEXT NOT NULL,
            idempotency_key TEXT UNIQUE
        ) STRICT;
        ALTER TABLE verification ADD COLUMN batch INTEGER REFERENCES batch ON DELETE CASCADE;
        CREATE INDEX verification_batch ON verification (batch, number) WHERE batch IS NOT NULL;
        -- Where the clip is fetched from; nothing where it was sent.
        ALTER TABLE verification ADD COLUMN address TEXT;
        ALTER TABLE verification ADD COLUMN has_arrived INTEGER NOT NULL DEFAULT 1;
        CREATE INDEX verification_fetched ON verification (batch IS NOT NULL, number) WHERE NOT has_arrived;
        -- Who waits for an answer comes before what was handed in by the hundred.
        DROP INDEX verification_waiting;
        CREATE INDEX verification_waiting ON verification (batch IS NOT NULL, number)
            WHERE state = 'queued' AND has_arrived;
        -- Whom to tell, once it is done.
        ALTER TABLE verification ADD COLUMN webhook TEXT;
        CREATE TABLE delivery (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            verification INTEGER NOT NULL UNIQUE REFERENCES verification ON DELETE CASCADE,
            attempts INTEGER NOT NULL DEFAULT 0,
            -- Seconds since 1970.
            due INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX delivery_due ON delivery (due);
        """,
        draftMigration,
        """
        -- Start tag: whose turn it is among owners.
        ALTER TABLE verification ADD COLUMN turn INTEGER NOT NULL DEFAULT 0;
        CREATE INDEX verification_turn ON verification (batch IS NOT NULL, turn);
        CREATE INDEX verification_owner_turn ON verification (owner, batch IS NOT NULL, turn);
        DROP INDEX verification_waiting;
        CREATE INDEX verification_waiting ON verification (batch IS NOT NULL, turn, number)
            WHERE state = 'queued' AND has_arrived;
        -- What this server is called among those that hand out work.
        CREATE TABLE server (name TEXT NOT NULL) STRICT;
        INSERT INTO server VALUES (lower(hex(randomblob(8))));
        """,
    ]

    /// Opens the store in this folder, or makes it; only the user may read it.
    public init(folder: String, busyTimeout: Int = 1000) throws(RegistryError) {
        self.folder = folder
        do {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw .cannotOpen(path: folder, detail: error.localizedDescription)
        }
        let path = folder + "/verifications.db"
        let connection = try SQLiteConnection(path: path, access: .create, busyTimeout: busyTimeout)
        // Two servers would do the same work twice: the second finds the file locked.
        try connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        try connection.execute("PRAGMA journal_mode = WAL")
        try connection.execute("PRAGMA synchronous = FULL")
        try connection.execute("PRAGMA foreign_keys = ON")
        try connection.execute("PRAGMA secure_delete = ON")
        try connection.transaction { connection throws(RegistryError) in
            let found = try connection.integer("PRAGMA application_id") ?? 0
            if found != Self.applicationID {
                guard found == 0, try connection.integer("SELECT count(*) FROM sqlite_schema") == 0 else {
                    throw .notARegistry(path: path)
                }
                try connection.execute("PRAGMA application_id = \(Self.applicationID)")
            }
            let version = try connection.integer("PRAGMA user_version") ?? 0
            guard version <= Self.migrations.count else {
                throw .wrongVersion(path: path, found: version, supported: Self.migrations.count)
            }
            for migration in Self.migrations.dropFirst(version) { try connection.execute(migration) }
            try connection.execute("PRAGMA user_version = \(Self.migrations.count)")
            for table in ["verification", "draft"] {
                try connection.execute("UPDATE \(table) SET state = 'queued' WHERE state = 'running'")
            }
        }
        let known = try connection.verificationIDs()
        serverName = try connection.serverName()
        self.connection = Mutex(connection)
        removeFiles(notOf: known)
    }

    /// Begins to take a clip.
    public func upload() throws(RegistryError) -> ClipUpload { try ClipUpload(id: Self.makeID(), in: folder) }

    /// 128 random bits in hexadecimal.
    static func makeID() -> String {
        var random = SystemRandomNumberGenerator()
        return (0..<2).map { _ in
            let half = String(random.next(), radix: 16)
            return String(repeating: "0", count: 16 - half.count) + half
        }.joined()
    }

    /// Takes a clip that has arrived in full, to be verified in its turn.
    /// - Returns: what was taken; where a request of this name was taken already, or is taken at the same moment, that one, and the
    ///   clip is dropped.
    public func add(
        _ upload: ClipUpload, for request: VerificationRequest
    ) throws(RegistryError) -> RequestedVerification {
        if let earlier = try earlier(request) { return earlier }
        let (id, byteCount) = (upload.id, upload.byteCount)
        // On the disk before its row: a clip without a row is removed at the next start, a row without a clip would be a promise.
        try upload.keep(as: clip(of: id))
        let added = try insert(request, id: id, byteCount: byteCount, address: nil)
        if added.id != id { try? FileManager.default.removeItem(atPath: clip(of: id)) }
        return added
    }

    /// The one that was taken under the name of this request.
    func earlier(_ request: VerificationRequest) throws(RegistryError) -> RequestedVerification? {
        guard let name = request.ownedKey else { return nil }
        return try select("WHERE idempotency_key = ?") { statement throws(RegistryError) in
            try statement.bind(name, at: 1)
        }.first
    }

    /// - Parameter address: where the clip is fetched from; nothing where it has arrived.
    /// - Returns: as `add`.
    func insert(
        _ request: VerificationRequest, id: String, byteCount: Int, address: String?
    ) throws(RegistryError) -> RequestedVerification {
        try connection.withLock { connection throws(RegistryError) in
            // Accepted from the commit on.
            try connection.transaction { connection throws(RegistryError) in
                try connection.insert(request, id: id, byteCount: byteCount, address: address)
            }
        }
        if let added = try verification(id: id) { return added }
        // Another request of this name came first.
        guard let earlier = try earlier(request) else {
            throw .corrupted(path: folder, detail: "a verification is gone as soon as it was added")
        }
        return earlier
    }

    /// Path of the clip of a verification.
    public func clip(of id: String) -> String { "\(folder)/\(id).clip" }

    /// The one whose turn it is, those of batches after all others; it is running from now on. Nothing where none waits.
    ///
    /// Owners are served by start-time fair queueing, as `JobQueue` has it: one that hands in a thousand clips holds up no other.
    public func next() throws(RegistryError) -> RequestedVerification? {
        try connection.withLock { connection throws(RegistryError) in
            try connection.transaction { connection throws(RegistryError) in
                try connection.verifications(
                    """
                    UPDATE verification SET state = 'running' WHERE number = (
                        SELECT number FROM verification WHERE state = 'queued' AND has_arrived
                        ORDER BY batch IS NOT NULL, turn, number LIMIT 1
                    ) RETURNING \(SQLiteConnection.verificationColumns)
                    """
                ) { _ in }.first
            }
        }
    }

    /// Keeps what came out. One that was erased meanwhile stays erased.
    /// - Parameters:
    ///   - reports: by format.
    ///   - time: seconds since 1970: when whoever wants to be told is told first.
    public func finish(
        _ verification: RequestedVerification, headline: String, reports: [String: [UInt8]], at time: Int64
    ) throws(RegistryError) {
        try connection.withLock { connection throws(RegistryError) in
            try connection.transaction { connection throws(RegistryError) in
                let update = try connection.prepare(
                    "UPDATE verification SET state = 'done', headline = ? WHERE number = ? RETURNING number")
                try update.bind(headline, at: 1)
                try update.bind(verification.number, at: 2)
                guard try update.step() else { return }
                let insert = try connection.prepare(
                    "INSERT OR REPLACE INTO report (number, format, bytes) VALUES (?, ?, ?)")
                for (format, bytes) in reports {
                    try insert.bind(verification.number, at: 1)
                    try insert.bind(format, at: 2)
                    try insert.bind(bytes, at: 3)
                    try insert.run()
                }
                try connection.announce(verification, due: time)
            }
        }
    }

    /// Says that a verification cannot be done, and why.
    /// - Parameter time: as in `finish`.
    public func fail(_ verification: RequestedVerification, why: String, at time: Int64) throws(RegistryError) {
        try connection.withLock { connection throws(RegistryError) in
            try connection.transaction { connection throws(RegistryError) in
                let update = try connection.prepare(
                    "UPDATE verification SET state = 'failed', failure = ?, has_arrived = 1 WHERE number = ?")
                try update.bind(why, at: 1)
                try update.bind(verification.number, at: 2)
                try update.run()
                try connection.announce(verification, due: time)
            }
        }
    }

    /// Ids of what was taken and is not over, drafts included.
    public func unfinished() throws(RegistryError) -> [String] {
        try connection.withLock { connection throws(RegistryError) in
            let select = try connection.prepare(
                """
                SELECT id FROM verification WHERE state IN ('queued', 'running')
                UNION ALL SELECT id FROM draft WHERE state IN ('queued', 'running')
                """)
            var ids: [String] = []
            while try select.step() { ids.append(select.text(at: 0)) }
            return ids
        }
    }

    public func verification(id: String) throws(RegistryError) -> RequestedVerification? {
        try select("WHERE id = ?") { statement throws(RegistryError) in try statement.bind(id, at: 1) }.first
    }

    /// The latest first.
    /// - Parameters:
    ///   - filter: only those that it finds.
    ///   - number: only those before it.
    ///   - owner: only those that it asked for; nothing for everybody's.
    public func verifications(
        matching filter: VerificationFilter = VerificationFilter(), before number: Int = .max, limit: Int,
        owner: Int? = nil
    ) throws(RegistryError) -> [RequestedVerification] {
        let mine = owner == nil ? "" : "AND owner = ?3"
        return try select(
            "WHERE number < ?1 \(mine) AND \(VerificationFilter.condition) ORDER BY number DESC LIMIT ?2"
        ) { statement throws(RegistryError) in
            try statement.bind(number, at: 1)
            try statement.bind(limit, at: 2)
            if let owner { try statement.bind(owner, at: 3) }
            try filter.bind(to: statement)
        }
    }

    func select(
        _ condition: String, _ bind: @Sendable (borrowing SQLiteStatement) throws(RegistryError) -> Void
    ) throws(RegistryError) -> [RequestedVerification] {
        try connection.withLock { connection throws(RegistryError) in
            try connection.verifications(
                "SELECT \(SQLiteConnection.verificationColumns) FROM verification \(condition)", bind)
        }
    }

    /// What came out, in a format.
    public func report(of id: String, as format: String) throws(RegistryError) -> [UInt8]? {
        try connection.withLock { connection throws(RegistryError) in
            let select = try connection.prepare(
                "SELECT bytes FROM report JOIN verification USING (number) WHERE id = ? AND format = ?")
            try select.bind(id, at: 1)
            try select.bind(format, at: 2)
            return try select.step() ? select.bytes(at: 0) : nil
        }
    }

    /// Erases a verification, its clip and what came out.
    /// - Returns: whether there was one.
    public func erase(id: String) throws(RegistryError) -> Bool {
        let erased = try connection.withLock { connection throws(RegistryError) in
            try connection.transaction { connection throws(RegistryError) in
                try connection.verifications(
                    "DELETE FROM verification WHERE id = ? RETURNING \(SQLiteConnection.verificationColumns)"
                ) { statement throws(RegistryError) in try statement.bind(id, at: 1) }
            }
        }
        guard !erased.isEmpty else { return false }
        try? FileManager.default.removeItem(atPath: clip(of: id))
        return true
    }

    /// Clips that no verification names were on their way when the server was stopped, or when one was erased.
    private func removeFiles(notOf ids: Set<String>) {
        for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] {
            let parts = name.split(separator: ".")
            guard parts.count == 2, parts[1] == "part" || parts[1] == "clip" && !ids.contains(String(parts[0])) else {
                continue
            }
            try? FileManager.default.removeItem(atPath: folder + "/" + name)
        }
    }
}
