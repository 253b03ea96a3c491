internal import Registry

extension PostgreSQLConnection {
    /// Everything in `body` is committed, or nothing of it.
    ///
    /// - Parameter first: what is run together with BEGIN, to take the locks that `body` needs. Each statement sees what was
    ///   committed before it began (READ COMMITTED), so that after a wait for a lock the other's work is seen.
    func transaction<Result>(
        locking first: [PostgreSQLQuery],
        _ body: (borrowing PostgreSQLConnection, [PostgreSQLResult]) throws(RegistryError) -> Result
    ) throws(RegistryError) -> Result {
        do {
            let locked = try run([PostgreSQLQuery("BEGIN ISOLATION LEVEL READ COMMITTED")] + first)
            let result = try body(self, Array(locked.dropFirst()))
            try commit()
            return result
        } catch {
            rollBack()
            throw error
        }
    }

    /// The authority. Durable from here: with synchronous_commit = on the server answers when the transaction is in its log on the
    /// disk (and on the standbys that it was told to wait for). A crash before it leaves nothing of the transaction, a crash after it
    /// leaves all of it. A server that ends the session first, for whatever reason, has rolled it back: no writer commits after
    /// another has had the lock.
    private func commit() throws(RegistryError) {
        do {
            _ = try run(PostgreSQLQuery("COMMIT"))
        } catch .unreachable(let address, let reason) {
            throw .unreachable(
                address: address,
                reason: reason + "; whether the entry was kept is not known, and handing it in again does no harm")
        }
    }

    /// One view of the database for the statements of `body`, whatever writers commit meanwhile.
    /// - Parameter first: what is read together with BEGIN.
    func snapshot<Result>(
        _ first: [PostgreSQLQuery],
        _ body: (borrowing PostgreSQLConnection, [PostgreSQLResult]) throws(RegistryError) -> Result
    ) throws(RegistryError) -> Result {
        do {
            let results = try run([PostgreSQLQuery(Self.beginSnapshot)] + first)
            let result = try body(self, Array(results.dropFirst()))
            rollBack()
            return result
        } catch {
            rollBack()
            throw error
        }
    }

    /// The same in one round trip, where no statement hangs on what another gives.
    func snapshot(_ queries: [PostgreSQLQuery]) throws(RegistryError) -> [PostgreSQLResult] {
        do {
            let all = [PostgreSQLQuery(Self.beginSnapshot)] + queries + [PostgreSQLQuery("COMMIT")]
            return Array(try run(all).dropFirst().dropLast())
        } catch {
            rollBack()
            throw error
        }
    }

    private static let beginSnapshot = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"

    /// Where this fails the session is lost, and the server rolls back by itself.
    private func rollBack() {
        guard !isIdle else { return }
        _ = try? run(PostgreSQLQuery("ROLLBACK"))
    }
}
