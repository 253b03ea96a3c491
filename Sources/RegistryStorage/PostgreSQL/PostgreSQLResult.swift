internal import CPostgreSQL
internal import Registry

/// What a statement gave: the one owner of libpq's result. A class, because a pipeline gives several at once.
///
/// Rows and columns count from 0, in the order of the statement; all values are binary.
@safe
final class PostgreSQLResult {
    private let handle: OpaquePointer

    init(owning handle: OpaquePointer) { unsafe self.handle = unsafe handle }

    deinit { unsafe PQclear(handle) }

    var status: ExecStatusType { unsafe PQresultStatus(handle) }

    /// Five characters that say what failed; nothing where libpq itself did.
    var state: String? { unsafe vericlip_pq_state(handle).map { unsafe String(cString: $0) } }

    /// What failed, in the server's words.
    var message: String {
        let text = unsafe vericlip_pq_message(handle) ?? UnsafePointer(PQresultErrorMessage(handle))
        return unsafe text.map { unsafe String(cString: $0) } ?? ""
    }

    var rowCount: Int { Int(unsafe PQntuples(handle)) }

    var columnCount: Int { Int(unsafe PQnfields(handle)) }

    /// Rows that were inserted, updated or deleted.
    var affectedRows: Int { Int(unsafe String(cString: PQcmdTuples(handle))) ?? 0 }

    func isNull(_ row: Int, _ column: Int) -> Bool { unsafe PQgetisnull(handle, Int32(row), Int32(column)) == 1 }

    /// Null reads as no bytes.
    func bytes(_ row: Int, _ column: Int) -> [UInt8] {
        let count = Int(unsafe PQgetlength(handle, Int32(row), Int32(column)))
        let start = unsafe PQgetvalue(handle, Int32(row), Int32(column))
        return unsafe Array(UnsafeRawBufferPointer(start: start, count: start == nil ? 0 : count))
    }

    func text(_ row: Int, _ column: Int) -> String { String(decoding: bytes(row, column), as: UTF8.self) }

    /// Of any of the server's widths.
    func integer(_ row: Int, _ column: Int) -> Int {
        let bytes = bytes(row, column)
        let sign = bytes.first.map { $0 >= 0x80 ? -1 : 0 } ?? 0
        return bytes.reduce(sign) { $0 << 8 | Int($1) }
    }
}
