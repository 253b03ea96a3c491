internal import CSQLite
package import Registry

/// A prepared statement. Parameters count from 1, columns from 0, as in SQLite.
@safe
package struct SQLiteStatement: ~Copyable {
    private let handle: OpaquePointer
    private let sql: String
    private let path: String
    private let busyTimeout: Int

    init(owning handle: OpaquePointer, sql: String, path: String, busyTimeout: Int) {
        unsafe self.handle = unsafe handle
        self.sql = sql
        self.path = path
        self.busyTimeout = busyTimeout
    }

    deinit {
        // The code is that of the last step, which was checked there.
        unsafe sqlite3_finalize(handle)
    }

    package func bind(_ value: Int, at index: Int) throws(RegistryError) {
        try check(unsafe sqlite3_bind_int64(handle, Int32(index), Int64(value)))
    }

    package func bind(_ value: String?, at index: Int) throws(RegistryError) {
        guard let value else { return try bindNull(at: index) }
        try check(unsafe vericlip_sqlite3_bind_text(handle, Int32(index), value, UInt64(value.utf8.count)))
    }

    /// Empty bytes are bound as an empty blob, not as null.
    package func bind(_ value: [UInt8]?, at index: Int) throws(RegistryError) {
        guard let value else { return try bindNull(at: index) }
        guard !value.isEmpty else { return try check(unsafe sqlite3_bind_zeroblob(handle, Int32(index), 0)) }
        try check(unsafe vericlip_sqlite3_bind_blob(handle, Int32(index), value, UInt64(value.count)))
    }

    package func bindNull(at index: Int) throws(RegistryError) {
        try check(unsafe sqlite3_bind_null(handle, Int32(index)))
    }

    /// True where there is a row to read, false at the end.
    package func step() throws(RegistryError) -> Bool {
        let code = unsafe sqlite3_step(handle)
        switch code {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        default: throw error(code)
        }
    }

    /// Runs a statement that gives no row, and makes it ready for the next parameters.
    package func run() throws(RegistryError) {
        guard try !step() else { throw error(SQLITE_MISUSE) }
        reset()
    }

    /// Ready for the next parameters; those bound before stay bound.
    package func reset() {
        // The code is that of the last step, which was checked there.
        unsafe sqlite3_reset(handle)
    }

    package func isNull(at column: Int) -> Bool {
        unsafe sqlite3_column_type(handle, Int32(column)) == SQLITE_NULL
    }

    package func integer(at column: Int) -> Int {
        Int(unsafe sqlite3_column_int64(handle, Int32(column)))
    }

    package func text(at column: Int) -> String {
        withBytes(at: column) { bytes in
            unsafe bytes.withUnsafeBytes { unsafe String(decoding: $0, as: UTF8.self) }
        }
    }

    package func bytes(at column: Int) -> [UInt8] {
        withBytes(at: column) { bytes in
            unsafe bytes.withUnsafeBytes { unsafe Array($0) }
        }
    }

    /// The column's bytes where SQLite holds them, without a copy; null reads as no bytes.
    package func withBytes<Result>(at column: Int, _ body: (RawSpan) -> Result) -> Result {
        // In this order: asking for the blob may convert it, and the count is that of the converted one.
        let start = unsafe sqlite3_column_blob(handle, Int32(column))
        let count = Int(unsafe sqlite3_column_bytes(handle, Int32(column)))
        let buffer = unsafe UnsafeRawBufferPointer(start: start, count: start == nil ? 0 : count)
        return body(unsafe RawSpan(_unsafeBytes: buffer))
    }

    private func check(_ code: Int32) throws(RegistryError) {
        guard code == SQLITE_OK else { throw error(code) }
    }

    private func error(_ code: Int32) -> RegistryError {
        let message = unsafe String(cString: sqlite3_errmsg(sqlite3_db_handle(handle)))
        return RegistryError(sqlite: code, message: message, doing: sql, path: path, busyTimeout: busyTimeout)
    }
}
