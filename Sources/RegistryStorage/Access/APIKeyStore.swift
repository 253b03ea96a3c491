internal import Foundation
public import Registry
internal import Synchronization

/// Who may ask a server: API keys, the sessions that browsers opened with them, and what each has used of its day. One SQLite file,
/// written by the command line while a server reads it: a key that is removed opens nothing from then on.
///
/// Neither keys nor sessions are in it, only their hashes: who reads the file cannot ask with it.
public final class APIKeyStore: Sendable {
    let connection: Mutex<SQLiteConnection>

    /// "VCLK": tells this file from any other SQLite file.
    private static let applicationID = 0x5643_4C4B
    /// Between two notes of when a key was last used.
    private static let secondsBetweenNotes: Int64 = 60

    private static let schema = """
        CREATE TABLE api_key (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            name TEXT NOT NULL UNIQUE,
            sha256 BLOB NOT NULL UNIQUE,
            -- Words with spaces between them.
            scopes TEXT NOT NULL,
            created_at INTEGER NOT NULL,
            expires_at INTEGER NOT NULL,
            last_used_at INTEGER
        ) STRICT;
        CREATE TABLE session (
            sha256 BLOB NOT NULL PRIMARY KEY,
            key INTEGER NOT NULL REFERENCES api_key ON DELETE CASCADE,
            expires_at INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE usage (
            -- 0 where no keys were asked for.
            key INTEGER NOT NULL,
            -- ISO 8601 in UTC.
            day TEXT NOT NULL,
            clips INTEGER NOT NULL,
            bytes INTEGER NOT NULL,
            PRIMARY KEY (key, day)
        ) STRICT, WITHOUT ROWID;
        PRAGMA application_id = \(applicationID);
        PRAGMA user_version = 1;
        """

    /// Opens the file, or makes it; only the user may read it.
    public init(path: String, busyTimeout: Int = SQLiteRegistry.defaultBusyTimeout) throws(RegistryError) {
        let folder = URL(filePath: path).deletingLastPathComponent().path
        do {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw .cannotOpen(path: folder, detail: error.localizedDescription)
        }
        if !FileManager.default.fileExists(atPath: path) {
            _ = FileManager.default.createFile(atPath: path, contents: nil, attributes: [.posixPermissions: 0o600])
        }
        let connection = try SQLiteConnection(path: path, access: .create, busyTimeout: busyTimeout)
        try connection.execute("PRAGMA journal_mode = WAL")
        try connection.execute("PRAGMA synchronous = FULL")
        try connection.execute("PRAGMA foreign_keys = ON")
        try connection.execute("PRAGMA secure_delete = ON")
        try connection.transaction { connection throws(RegistryError) in
            let found = try connection.integer("PRAGMA application_id") ?? 0
            guard found != Self.applicationID else {
                let version = try connection.integer("PRAGMA user_version") ?? 0
                guard version == 1 else { throw .wrongVersion(path: path, found: version, supported: 1) }
                return
            }
            guard found == 0, try connection.integer("SELECT count(*) FROM sqlite_schema") == 0 else {
                throw .notARegistry(path: path)
            }
            try connection.execute(Self.schema)
        }
        self.connection = Mutex(connection)
    }

    /// Makes a key.
    /// - Parameters:
    ///   - name: what the operator calls it.
    ///   - time: seconds since 1970, as is `expiresAt`.
    /// - Returns: the key, which is kept nowhere; nothing where the name is taken.
    public func add(
        name: String, scopes: Set<APIKey.Scope>, at time: Int64, expiresAt: Int64
    ) throws(RegistryError) -> String? {
        let secret = BearerSecret(random: "vericlip_")
        return try connection.withLock { connection throws(RegistryError) in
            let insert = try connection.prepare(
                """
                INSERT INTO api_key (name, sha256, scopes, created_at, expires_at) VALUES (?, ?, ?, ?, ?)
                ON CONFLICT (name) DO NOTHING RETURNING number
                """)
            try insert.bind(name, at: 1)
            try insert.bind(secret.hash, at: 2)
            try insert.bind(scopes.map(\.rawValue).sorted().joined(separator: " "), at: 3)
            try insert.bind(Int(time), at: 4)
            try insert.bind(Int(expiresAt), at: 5)
            return try insert.step() ? secret.text : nil
        }
    }

    /// In the order in which they were made.
    public func keys() throws(RegistryError) -> [APIKey] {
        try connection.withLock { connection throws(RegistryError) in
            try connection.apiKeys("ORDER BY number") { _ in }
        }
    }

    /// Removes a key, and with it the sessions that it opened.
    /// - Returns: whether there was one of this name.
    public func remove(name: String) throws(RegistryError) -> Bool {
        try connection.withLock { connection throws(RegistryError) in
            try connection.transaction { connection throws(RegistryError) in
                let delete = try connection.prepare("DELETE FROM api_key WHERE name = ? RETURNING number")
                try delete.bind(name, at: 1)
                guard try delete.step() else { return false }
                let usage = try connection.prepare("DELETE FROM usage WHERE key = ?")
                try usage.bind(delete.integer(at: 0), at: 1)
                try usage.run()
                return true
            }
        }
    }

    /// The key that was shown, also where it has expired; nothing where there is no such key. Notes that it was used.
    public func key(shown text: String, at time: Int64) throws(RegistryError) -> APIKey? {
        let secret = BearerSecret(shown: text)
        return try connection.withLock { connection throws(RegistryError) in
            let found = try connection.apiKeys("WHERE sha256 = ?") { statement throws(RegistryError) in
                try statement.bind(secret.hash, at: 1)
            }.first
            guard let found, !found.isExpired(at: time) else { return found }
            // Only a note: a full disk must not keep anybody from making room.
            try? connection.noteUse(of: found, at: time, after: Self.secondsBetweenNotes)
            return found
        }
    }

    /// Opens a session in place of a key, so that no browser keeps the key.
    /// - Parameter time: seconds since 1970, as is `expiresAt`.
    /// - Returns: what shows the session, which is kept nowhere.
    public func openSession(of key: APIKey, at time: Int64, expiresAt: Int64) throws(RegistryError) -> String {
        let secret = BearerSecret(random: "")
        try connection.withLock { connection throws(RegistryError) in
            try connection.transaction { connection throws(RegistryError) in
                let old = try connection.prepare("DELETE FROM session WHERE expires_at <= ?")
                try old.bind(Int(time), at: 1)
                try old.run()
                let insert = try connection.prepare("INSERT INTO session (sha256, key, expires_at) VALUES (?, ?, ?)")
                try insert.bind(secret.hash, at: 1)
                try insert.bind(key.number, at: 2)
                try insert.bind(Int(expiresAt), at: 3)
                try insert.run()
            }
        }
        return secret.text
    }

    /// The key that opened the session; nothing where there is none, or session or key have expired.
    public func key(ofSession text: String, at time: Int64) throws(RegistryError) -> APIKey? {
        let secret = BearerSecret(shown: text)
        return try connection.withLock { connection throws(RegistryError) in
            let found = try connection.apiKeys(
                "WHERE number = (SELECT key FROM session WHERE sha256 = ?1 AND expires_at > ?2)"
            ) { statement throws(RegistryError) in
                try statement.bind(secret.hash, at: 1)
                try statement.bind(Int(time), at: 2)
            }.first
            guard let found, !found.isExpired(at: time) else { return nil }
            // Only a note: a full disk must not keep anybody from making room.
            try? connection.noteUse(of: found, at: time, after: Self.secondsBetweenNotes)
            return found
        }
    }

    public func closeSession(_ text: String) throws(RegistryError) {
        let secret = BearerSecret(shown: text)
        try connection.withLock { connection throws(RegistryError) in
            let delete = try connection.prepare("DELETE FROM session WHERE sha256 = ?")
            try delete.bind(secret.hash, at: 1)
            try delete.run()
        }
    }
}
