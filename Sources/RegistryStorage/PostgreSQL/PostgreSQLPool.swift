internal import Registry
internal import Synchronization

/// Connections to one database, opened as they are needed and kept for the next: as many at once as there are callers.
final class PostgreSQLPool: Sendable {
    let address: PostgreSQLAddress
    private let purpose: PostgreSQLConnection.Purpose
    private let patience: PostgreSQLPatience
    private let idle = Mutex<[Seat]>([])

    /// Connections that are kept while nobody uses them.
    private static let mostIdle = 8

    /// A connection that is lent to one caller at a time.
    private final class Seat: Sendable {
        let connection: Mutex<PostgreSQLConnection>

        init(_ connection: consuming sending PostgreSQLConnection) { self.connection = Mutex(connection) }
    }

    init(
        _ address: PostgreSQLAddress, for purpose: PostgreSQLConnection.Purpose, patience: PostgreSQLPatience
    ) {
        self.address = address
        self.purpose = purpose
        self.patience = patience
    }

    /// Something that can be asked again without harm. A connection that was lost while it lay idle, as after the server was started
    /// anew, is replaced; one that was made for this call is not.
    func read<Result: Sendable>(
        _ body: (borrowing PostgreSQLConnection) throws(RegistryError) -> Result
    ) throws(RegistryError) -> Result {
        if let seat = idle.withLock({ $0.popLast() }) {
            do {
                return try use(seat, body)
            } catch .unreachable {
                // Those beside it were lost with it.
                idle.withLock { $0.removeAll() }
            }
        }
        return try use(Seat(.open(address, for: purpose, patience: patience)), body)
    }

    /// Something that is not to be done twice. Whether an idle connection still stands is found out before.
    func write<Result: Sendable>(
        _ body: (borrowing PostgreSQLConnection) throws(RegistryError) -> Result
    ) throws(RegistryError) -> Result {
        _ = try read { connection throws(RegistryError) in try connection.run(PostgreSQLQuery("SELECT")).rowCount }
        let seat =
            if let seat = idle.withLock({ $0.popLast() }) { seat } else {
                Seat(try .open(address, for: purpose, patience: patience))
            }
        return try use(seat, body)
    }

    private func use<Result: Sendable>(
        _ seat: Seat, _ body: (borrowing PostgreSQLConnection) throws(RegistryError) -> Result
    ) throws(RegistryError) -> Result {
        defer {
            if seat.connection.withLock({ $0.isSound }) {
                idle.withLock { idle in if idle.count < Self.mostIdle { idle.append(seat) } }
            }
        }
        return try seat.connection.withLock { connection throws(RegistryError) in try body(connection) }
    }
}
