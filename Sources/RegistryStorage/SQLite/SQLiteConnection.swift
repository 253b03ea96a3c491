internal import CSQLite
package import Registry

/// One connection to one database file: opens it, prepares statements, runs transactions, and closes it.
///
/// Raw SQLite rather than a library over it: a registry has a handful of statements, and posting lists are large blobs that
/// must reach the matcher without a copy for each row.
/// Not for concurrent use: its owner guards it with a lock.
@safe
package struct SQLiteConnection: ~Copyable {
    package enum Access: Sendable {
        /// Reads only; works on a read-only medium, and while another process writes.
        case readOnly
        case readWrite
        /// Reads and writes, and makes the file where there is none.
        case create
    }

    package let path: String
    private let handle: OpaquePointer
    private let busyTimeout: Int

    /// - Parameter busyTimeout: how long a statement waits for another process's lock, in milliseconds.
    package init(path: String, access: Access, busyTimeout: Int) throws(RegistryError) {
        let flags =
            switch access {
            case .readOnly: SQLITE_OPEN_READONLY
            case .readWrite: SQLITE_OPEN_READWRITE
            case .create: SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
            }
        try self.init(name: path, flags: flags, path: path, busyTimeout: busyTimeout)
    }

    /// Reads a file that nobody writes, on a medium where SQLite cannot even make its lock files.
    package init(immutablePath path: String) throws(RegistryError) {
        let escaped = path.utf8.map { byte in
            switch byte {
            case UInt8(ascii: "%"), UInt8(ascii: "?"), UInt8(ascii: "#"): "%" + String(byte, radix: 16)
            default: String(decoding: [byte], as: UTF8.self)
            }
        }
        let flags = SQLITE_OPEN_READONLY | SQLITE_OPEN_URI
        try self.init(name: "file:\(escaped.joined())?immutable=1", flags: flags, path: path, busyTimeout: 0)
    }

    private init(name: String, flags: Int32, path: String, busyTimeout: Int) throws(RegistryError) {
        let opened = try unsafe Self.open(name, flags: flags, path: path, busyTimeout: busyTimeout)
        unsafe handle = unsafe opened
        self.path = path
        self.busyTimeout = busyTimeout
    }

    private static func open(
        _ name: String, flags: Int32, path: String, busyTimeout: Int
    ) throws(RegistryError) -> OpaquePointer {
        var handle: OpaquePointer?
        var code = unsafe sqlite3_open_v2(name, &handle, flags | SQLITE_OPEN_NOMUTEX, nil)
        if code == SQLITE_OK, let opened = unsafe handle {
            unsafe sqlite3_extended_result_codes(opened, 1)
            unsafe sqlite3_busy_timeout(opened, Int32(clamping: busyTimeout))
            code = unsafe vericlip_sqlite3_configure(opened)
            if code == SQLITE_OK { return unsafe opened }
        }
        unsafe sqlite3_close_v2(handle)
        let message = unsafe String(cString: sqlite3_errstr(code))
        throw RegistryError(sqlite: code, message: message, doing: "open", path: path, busyTimeout: busyTimeout)
    }

    deinit {
        // Statements that outlive the connection keep it alive until they are finalised.
        unsafe sqlite3_close_v2(handle)
    }

    /// Runs statements that give no rows.
    package func execute(_ sql: String) throws(RegistryError) {
        let code = unsafe sqlite3_exec(handle, sql, nil, nil, nil)
        guard code == SQLITE_OK else { throw error(code, doing: sql) }
    }

    package func prepare(_ sql: String) throws(RegistryError) -> SQLiteStatement {
        var statement: OpaquePointer?
        let code = unsafe sqlite3_prepare_v2(handle, sql, -1, &statement, nil)
        guard code == SQLITE_OK, let statement = unsafe statement else { throw error(code, doing: sql) }
        return unsafe SQLiteStatement(owning: statement, sql: sql, path: path, busyTimeout: busyTimeout)
    }

    /// The first column of the first row, as an integer; nothing where there is no row.
    package func integer(_ sql: String) throws(RegistryError) -> Int? {
        let statement = try prepare(sql)
        return try statement.step() ? statement.integer(at: 0) : nil
    }

    /// Everything in `body` is committed, or nothing of it.
    ///
    /// `BEGIN IMMEDIATE` takes the write lock at once, so that two writers wait for each other here and never deadlock.
    package func transaction<Result>(
        _ body: (borrowing SQLiteConnection) throws(RegistryError) -> Result
    ) throws(RegistryError) -> Result {
        try execute("BEGIN IMMEDIATE")
        do {
            let result = try body(self)
            // Durable from here: with WAL and synchronous = FULL, COMMIT returns after the log was flushed to the disk. A crash
            // before it leaves nothing of the transaction, a crash after it leaves all of it.
            try execute("COMMIT")
            return result
        } catch {
            rollBack()
            throw error
        }
    }

    /// One view of the database for several reads, whatever a writer commits meanwhile.
    package func snapshot<Result>(
        _ body: (borrowing SQLiteConnection) throws(RegistryError) -> Result
    ) throws(RegistryError) -> Result {
        try execute("BEGIN")
        defer { rollBack() }
        return try body(self)
    }

    /// After a failure SQLite may have rolled back by itself; there is nothing to undo then, and nothing to report.
    private func rollBack() {
        if unsafe sqlite3_get_autocommit(handle) == 0 { _ = unsafe sqlite3_exec(handle, "ROLLBACK", nil, nil, nil) }
    }

    private func error(_ code: Int32, doing sql: String) -> RegistryError {
        let message = unsafe String(cString: sqlite3_errmsg(handle))
        return RegistryError(sqlite: code, message: message, doing: sql, path: path, busyTimeout: busyTimeout)
    }
}
