internal import CPostgreSQL
internal import Foundation
internal import Registry

/// One connection to one database: opens it, runs statements in pipelines, copies rows in, and closes it.
///
/// libpq itself rather than a library over it: what a registry needs of it is a few calls, and pages of postings come as one answer of
/// some thousand rows.
/// Not for concurrent use: its owner guards it with a lock.
@safe
struct PostgreSQLConnection: ~Copyable {
    let address: PostgreSQLAddress
    private let patience: PostgreSQLPatience
    private let handle: OpaquePointer
    private let prepared = PreparedStatements()

    /// Statements that the server knows already, by their text.
    private final class PreparedStatements {
        var names: [String: String] = [:]
    }

    private init(owning handle: OpaquePointer, to address: PostgreSQLAddress, patience: PostgreSQLPatience) {
        unsafe self.handle = unsafe handle
        self.address = address
        self.patience = patience
    }

    /// What a connection is for, where an address names several servers.
    enum Purpose {
        /// Of a standby, where one answers.
        case reading
        /// Of the primary alone.
        case writing

        /// libpq's `target_session_attrs`.
        var target: String {
            switch self {
            case .reading: "prefer-standby"
            case .writing: "read-write"
            }
        }
    }

    /// A new connection. `unreachable` where nobody answers, or turns this user away.
    static func open(
        _ address: PostgreSQLAddress, for purpose: Purpose, patience: PostgreSQLPatience
    ) throws(RegistryError) -> PostgreSQLConnection {
        let connection = unsafe PostgreSQLConnection(
            owning: try handle(to: address, for: purpose), to: address, patience: patience)
        // A writer that nothing is heard of any more holds the log's lock for no longer than this; its session is gone then, and
        // what it had written with it.
        _ = try connection.run([
            PostgreSQLQuery("SET synchronous_commit = on"),
            PostgreSQLQuery("SET lock_timeout = \(patience.lock)"),
            PostgreSQLQuery("SET idle_in_transaction_session_timeout = 60000"),
        ])
        return connection
    }

    /// What is used where neither the address nor the environment says otherwise, so that a cut cable is noticed within half a minute.
    private static let defaults = [
        "connect_timeout": "10", "keepalives_idle": "10", "keepalives_interval": "5", "keepalives_count": "3",
        "tcp_user_timeout": "25000", "client_encoding": "UTF8", "fallback_application_name": "vericlip",
    ]

    private static func handle(
        to address: PostgreSQLAddress, for purpose: Purpose
    ) throws(RegistryError) -> OpaquePointer {
        var options = defaults
        // One server is taken as it is: that a standby is read-only is said where something is written.
        if address.namesSeveral { options["target_session_attrs"] = purpose.target }
        if ProcessInfo.processInfo.environment["PGCONNECT_TIMEOUT"] != nil { options["connect_timeout"] = nil }
        // The last wins: what the address says goes before the defaults.
        let ordered = options.sorted { $0.key < $1.key } + [(key: "dbname", value: address.connectionString)]
        let opened = unsafe withCStrings(ordered.map(\.key)) { keys in
            unsafe withCStrings(ordered.map(\.value)) { values in unsafe PQconnectdbParams(keys, values, 1) }
        }
        guard let opened = unsafe opened else {
            throw .unreachable(address: address.description, reason: "there is no memory for a connection")
        }
        guard unsafe PQstatus(opened) == CONNECTION_OK else {
            let message = unsafe String(cString: PQerrorMessage(opened))
            unsafe PQfinish(opened)
            throw RegistryError(
                sqlState: nil, message: message, doing: "connect", at: address, patience: PostgreSQLPatience())
        }
        return unsafe opened
    }

    deinit { unsafe PQfinish(handle) }

    /// False once the server was lost: whoever holds it lets go of it.
    var isSound: Bool { unsafe PQstatus(handle) == CONNECTION_OK && isIdle }

    /// Nothing is under way, and no transaction is open.
    var isIdle: Bool { unsafe PQtransactionStatus(handle) == PQTRANS_IDLE }

    // MARK: Statements

    func run(_ query: PostgreSQLQuery) throws(RegistryError) -> PostgreSQLResult { try run([query])[0] }

    /// Sends the statements together, and waits once: one round trip, however many they are. Those after one that fails are not run.
    func run(_ queries: [PostgreSQLQuery]) throws(RegistryError) -> [PostgreSQLResult] {
        guard unsafe PQenterPipelineMode(handle) == 1 else { throw lost(doing: "pipeline") }
        // Leaving fails only where the connection is lost, which the answers tell.
        defer { unsafe PQexitPipelineMode(handle) }
        var sent: [(sql: String, isPreparation: Bool)] = []
        var fresh: [String: String] = [:]
        for query in queries {
            if prepared.names[query.sql] == nil, fresh[query.sql] == nil {
                let name = "s\(prepared.names.count + fresh.count)"
                let types = query.parameters.map(\.type)
                guard unsafe PQsendPrepare(handle, name, query.sql, Int32(types.count), types) == 1 else {
                    throw lost(doing: query.sql)
                }
                fresh[query.sql] = name
                sent.append((query.sql, true))
            }
            guard send(query, under: prepared.names[query.sql] ?? fresh[query.sql] ?? "") else {
                throw lost(doing: query.sql)
            }
            sent.append((query.sql, false))
        }
        guard unsafe PQpipelineSync(handle) == 1 else { throw lost(doing: "pipeline") }
        let answers = answers(to: sent.count)
        var results: [PostgreSQLResult] = []
        var failure: RegistryError?
        for (command, result) in zip(sent, answers) {
            switch result.status {
            case PGRES_COMMAND_OK, PGRES_TUPLES_OK:
                if command.isPreparation {
                    prepared.names[command.sql] = fresh[command.sql]
                } else {
                    results.append(result)
                }
            // What came before it failed.
            case PGRES_PIPELINE_ABORTED: break
            default: if failure == nil { failure = error(result, doing: command.sql) }
            }
        }
        if let failure { throw failure }
        guard results.count == queries.count else { throw lost(doing: queries.last?.sql ?? "") }
        return results
    }

    private func send(_ query: PostgreSQLQuery, under name: String) -> Bool {
        let parameters = query.parameters
        // Pointers stay valid while the bytes are held in one array; no bytes at all are not null.
        let joined: [UInt8] = parameters.flatMap { $0.bytes ?? [] } + [0]
        let lengths = parameters.map { Int32($0.bytes?.count ?? 0) }
        let formats = [Int32](repeating: 1, count: parameters.count)
        return unsafe joined.withUnsafeBytes { joined in
            var offset = 0
            var values: [UnsafePointer<CChar>?] = unsafe []
            for parameter in parameters {
                let start = unsafe joined.baseAddress?.advanced(by: offset).assumingMemoryBound(to: CChar.self)
                unsafe values.append(parameter.bytes == nil ? nil : start)
                offset += parameter.bytes?.count ?? 0
            }
            return unsafe PQsendQueryPrepared(
                handle, name, Int32(parameters.count), values, lengths, formats, 1) == 1
        }
    }

    /// One result for each command up to the pipeline's end, fewer where the server is lost, or says nothing for too long, before.
    private func answers(to count: Int) -> [PostgreSQLResult] {
        var answers: [PostgreSQLResult] = []
        // Each command's answer is followed by nothing; a lost connection gives nothing for ever.
        var gaps = 0
        while gaps <= count, isAnswered() {
            guard let handle = unsafe PQgetResult(handle) else {
                gaps += 1
                continue
            }
            let result = unsafe PostgreSQLResult(owning: handle)
            if result.status == PGRES_PIPELINE_SYNC { break }
            answers.append(result)
        }
        return answers
    }

    /// Waits until libpq has an answer, or knows that none will come; false where the server says nothing for too long. The connection is
    /// of no use then, and its owner lets go of it, for it is not idle.
    private func isAnswered() -> Bool {
        while unsafe PQisBusy(handle) == 1 {
            var socket = unsafe pollfd(fd: PQsocket(handle), events: Int16(POLLIN), revents: 0)
            let ready = unsafe poll(&socket, 1, Int32(clamping: patience.lock + patience.answer))
            if ready == 0 { return false }
            if ready < 0, errno == EINTR { continue }
            // What it fails with, the next result tells.
            guard ready > 0, unsafe PQconsumeInput(handle) == 1 else { return true }
        }
        return true
    }

    // MARK: Many rows

    /// Adds rows of numbered bytes (`bigint`, `bytea`) by binary COPY.
    /// - Parameter table: with the names of its two columns.
    func copy(_ rows: [(id: Int, bytes: [UInt8])], into table: String) throws(RegistryError) {
        guard !rows.isEmpty else { return }
        let sql = "COPY \(table) FROM STDIN (FORMAT binary)"
        try unsafe expect(PGRES_COPY_IN, doing: sql, PQexec(handle, sql))
        var buffer = Array("PGCOPY\n".utf8) + [0xFF, 0x0D, 0x0A, 0x00] + [UInt8](repeating: 0, count: 8)
        for row in rows {
            buffer += [0, 2, 0, 0, 0, 8] + PostgreSQLParameter.bigEndian(row.id)
            PostgreSQLParameter.append(Int32(row.bytes.count), to: &buffer)
            buffer += row.bytes
            if buffer.count >= Self.copyChunk { try put(&buffer, doing: sql) }
        }
        buffer += [0xFF, 0xFF]
        try put(&buffer, doing: sql)
        guard unsafe PQputCopyEnd(handle, nil) == 1, isAnswered() else { throw lost(doing: sql) }
        try unsafe expect(PGRES_COMMAND_OK, doing: sql, PQgetResult(handle))
        while let rest = unsafe PQgetResult(handle) { unsafe PQclear(rest) }
    }

    /// Bytes that are handed to libpq at a time.
    private static let copyChunk = 1 << 18

    private func put(_ buffer: inout [UInt8], doing sql: String) throws(RegistryError) {
        let sent = unsafe buffer.withUnsafeBytes { bytes in
            unsafe PQputCopyData(
                handle, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(bytes.count))
        }
        guard sent == 1 else { throw lost(doing: sql) }
        buffer.removeAll(keepingCapacity: true)
    }

    /// Runs several statements without parameters, as migrations are written.
    /// - Parameter purpose: what an error says was done.
    func execute(_ sql: String, doing purpose: String) throws(RegistryError) {
        try unsafe expect(PGRES_COMMAND_OK, doing: purpose, PQexec(handle, sql))
    }

    private func expect(
        _ status: ExecStatusType, doing sql: String, _ handle: OpaquePointer?
    ) throws(RegistryError) {
        guard let handle = unsafe handle else { throw lost(doing: sql) }
        let result = unsafe PostgreSQLResult(owning: handle)
        guard result.status == status else { throw error(result, doing: sql) }
    }

    // MARK: Errors

    private func error(_ result: PostgreSQLResult, doing sql: String) -> RegistryError {
        RegistryError(
            sqlState: result.state, message: result.message, doing: sql, at: address, patience: patience)
    }

    /// libpq itself could not send or receive.
    private func lost(doing sql: String) -> RegistryError {
        let message = unsafe String(cString: PQerrorMessage(handle))
        return RegistryError(
            sqlState: nil, message: message.isEmpty ? "the server says nothing" : message, doing: sql, at: address,
            patience: patience)
    }
}

/// The strings as C has them, and a null after the last.
private func withCStrings<Result>(
    _ strings: [String], _ body: ([UnsafePointer<CChar>?]) -> Result
) -> Result {
    let copies = unsafe strings.map { unsafe strdup($0) }
    defer { for index in unsafe copies.indices { unsafe free(copies[index]) } }
    return unsafe body(copies.map { unsafe UnsafePointer($0) } + [nil])
}
