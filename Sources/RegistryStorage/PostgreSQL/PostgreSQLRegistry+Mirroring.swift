public import Registry
internal import Signing
internal import TransparencyLog

/// A mirror in a database: brought on by one process at a time, searched by any number.
extension PostgreSQLRegistry {
    /// Brings the copy of a log that others write to what the folder holds, and opens it; makes it where there is none.
    /// `alreadyInitialised` where the database has a registry of its own, or another log's.
    /// - Parameters:
    ///   - address: where the log is served.
    ///   - time: seconds since 1970.
    convenience init(
        mirroring folder: LogFolder, of log: NoteVerifierKey, from address: String, at database: PostgreSQLAddress,
        time: Int64
    ) throws(RegistryError) {
        let pool = PostgreSQLPool(database, for: .writing, patience: PostgreSQLPatience())
        try pool.write { connection throws(RegistryError) in
            try connection.transaction(locking: [Self.lockSchema]) { connection, _ throws(RegistryError) in
                switch try PostgreSQLSchema.finding(in: connection) {
                case .empty: try PostgreSQLSchema.migrate(connection, from: 0)
                case .registry(let version) where version <= PostgreSQLSchema.version:
                    try PostgreSQLSchema.migrate(connection, from: version)
                // Opening it, below, says what it is.
                case .registry, .somethingElse: return
                }
                let rows = try connection.run(PostgreSQLConnection.lockLog)
                if rows.rowCount > 0 {
                    guard try connection.logRow(rows).key == log, try connection.mirroredAddress() != nil else {
                        throw .alreadyInitialised(path: database.description)
                    }
                }
                try connection.adopt(folder, of: log, from: address, at: time)
            }
        }
        try self.init(pool, nil)
    }

    /// Opens a mirror to fill in what its entries name; the log is written by nobody here.
    convenience init(fillingMirror database: PostgreSQLAddress) throws(RegistryError) {
        try self.init(PostgreSQLPool(database, for: .writing, patience: PostgreSQLPatience()), nil)
    }

    public func mirroredAddress() throws(RegistryError) -> String? {
        try pool.read { connection throws(RegistryError) in
            guard case .registry(PostgreSQLSchema.firstWithMirrors...) = try PostgreSQLSchema.finding(in: connection)
            else { return nil }
            return try connection.mirroredAddress()
        }
    }
}

extension PostgreSQLConnection: MirrorTarget {
    /// Of tables that know mirrors.
    func mirroredAddress() throws(RegistryError) -> String? {
        let rows = try run(PostgreSQLQuery("SELECT mirror_of FROM vericlip.log WHERE mirror_of IS NOT NULL"))
        return rows.rowCount == 0 ? nil : rows.text(0, 0)
    }

    func entryCount() throws(RegistryError) -> Int {
        try run(PostgreSQLQuery("SELECT count(*) FROM vericlip.entry")).integer(0, 0)
    }

    func hashes(below size: Int) throws(RegistryError) -> [NodeAddress: SHA256Digest] { try nodes(below: [size]) }

    func taken(_ identities: [SHA256Digest]) throws(RegistryError) -> Set<SHA256Digest> {
        Set(try known(identities).keys)
    }

    /// Of a mirror that is there the address stays, which only the owner of the tables may change.
    func take(mirrored note: [UInt8], of log: NoteVerifierKey, from address: String) throws(RegistryError) {
        let update = try run(
            PostgreSQLQuery(
                "UPDATE vericlip.log SET checkpoint = $1, published = $1 WHERE verifier_key = $2", .bytes(note),
                .text(log.text)))
        guard update.affectedRows == 0 else { return }
        _ = try run(
            PostgreSQLQuery(
                """
                INSERT INTO vericlip.log (id, verifier_key, checkpoint, published, mirror_of)
                    VALUES (0, $1, $2, $2, $3)
                """, .text(log.text), .bytes(note), .text(address)))
    }

    /// Makes a copy of a mirror one too.
    func take(mirroredFrom address: String?) throws(RegistryError) {
        guard let address else { return }
        _ = try run(PostgreSQLQuery("UPDATE vericlip.log SET mirror_of = $1", .text(address)))
    }
}
