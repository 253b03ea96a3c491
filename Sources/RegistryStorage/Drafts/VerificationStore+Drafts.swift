internal import Foundation
public import Registry
internal import Synchronization

/// Recordings that are about to be registered. The file is gone once it was analysed; its fingerprint, once it is registered or erased.
extension VerificationStore {
    static let draftMigration = """
        CREATE TABLE draft (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            id TEXT NOT NULL UNIQUE,
            owner INTEGER NOT NULL,
            name TEXT NOT NULL,
            byte_count INTEGER NOT NULL,
            made_at TEXT NOT NULL,
            finds_faces INTEGER NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('queued', 'running', 'ready', 'failed', 'registered')),
            details TEXT NOT NULL,
            analysis BLOB,
            fingerprint BLOB,
            failure TEXT,
            record INTEGER
        ) STRICT;
        CREATE INDEX draft_waiting ON draft (number) WHERE state = 'queued';
        """

    /// Takes a recording that has arrived in full, to be analysed in its turn.
    public func addDraft(
        _ upload: ClipUpload, name: String, owner: Int, madeAt: String, findsFaces: Bool, details: [String: String]
    ) throws(RegistryError) -> RegistrationDraft {
        let (id, byteCount, said) = (upload.id, upload.byteCount, try text(of: details))
        // As with clips: the file before its row.
        try upload.keep(as: clip(of: id))
        try connection.withLock { connection throws(RegistryError) in
            let insert = try connection.prepare(
                """
                INSERT INTO draft (id, owner, name, byte_count, made_at, finds_faces, state, details)
                VALUES (?, ?, ?, ?, ?, ?, 'queued', ?)
                """)
            try insert.bind(id, at: 1)
            try insert.bind(owner, at: 2)
            try insert.bind(name, at: 3)
            try insert.bind(byteCount, at: 4)
            try insert.bind(madeAt, at: 5)
            try insert.bind(findsFaces ? 1 : 0, at: 6)
            try insert.bind(said, at: 7)
            try insert.run()
        }
        guard let added = try draft(id: id) else {
            throw .corrupted(path: folder, detail: "a draft is gone as soon as it was added")
        }
        return added
    }

    /// The one that has waited longest; it is running from now on. Nothing where none waits.
    public func nextDraft() throws(RegistryError) -> RegistrationDraft? {
        let ids = try connection.withLock { connection throws(RegistryError) in
            let update = try connection.prepare(
                """
                UPDATE draft SET state = 'running'
                WHERE number = (SELECT min(number) FROM draft WHERE state = 'queued') RETURNING id
                """)
            return try update.step() ? [update.text(at: 0)] : []
        }
        return try ids.first.flatMap { id throws(RegistryError) in try draft(id: id) }
    }

    /// Keeps what was found in place of the file. A draft that was erased meanwhile stays erased.
    /// - Parameters:
    ///   - analysis: JSON.
    ///   - fingerprint: as docs/fingerprint-v1.md has it.
    public func finishDraft(id: String, analysis: [UInt8], fingerprint: [UInt8]) throws(RegistryError) {
        try change("UPDATE draft SET state = 'ready', analysis = ?2, fingerprint = ?3 WHERE id = ?1", id) {
            statement throws(RegistryError) in
            try statement.bind(analysis, at: 2)
            try statement.bind(fingerprint, at: 3)
        }
        removeClip(of: id)
    }

    /// Says that a recording cannot be registered, and why.
    public func failDraft(id: String, why: String) throws(RegistryError) {
        try change("UPDATE draft SET state = 'failed', failure = ?2 WHERE id = ?1", id) {
            statement throws(RegistryError) in try statement.bind(why, at: 2)
        }
        removeClip(of: id)
    }

    public func describeDraft(id: String, as details: [String: String]) throws(RegistryError) {
        let said = try text(of: details)
        try change("UPDATE draft SET details = ?2 WHERE id = ?1 AND state = 'ready'", id) {
            statement throws(RegistryError) in try statement.bind(said, at: 2)
        }
    }

    /// Says which record has come of it; its fingerprint is in the registry then, or with its publisher.
    public func closeDraft(id: String, record: Int) throws(RegistryError) {
        try change("UPDATE draft SET state = 'registered', fingerprint = NULL, record = ?2 WHERE id = ?1", id) {
            statement throws(RegistryError) in try statement.bind(record, at: 2)
        }
    }

    /// Erases a draft, its file and its fingerprint. What was registered stays in the log.
    public func eraseDraft(id: String) throws(RegistryError) {
        try change("DELETE FROM draft WHERE id = ?1", id) { _ in }
        removeClip(of: id)
    }

    public func draft(id: String) throws(RegistryError) -> RegistrationDraft? {
        try drafts("WHERE id = ?1") { statement throws(RegistryError) in try statement.bind(id, at: 1) }.first
    }

    /// The latest first.
    /// - Parameter owner: only those of this one; nothing for everybody's.
    public func drafts(limit: Int, owner: Int? = nil) throws(RegistryError) -> [RegistrationDraft] {
        try drafts("WHERE (?1 IS NULL OR owner = ?1) ORDER BY number DESC LIMIT ?2") {
            statement throws(RegistryError) in
            if let owner { try statement.bind(owner, at: 1) } else { try statement.bindNull(at: 1) }
            try statement.bind(limit, at: 2)
        }
    }

    /// Nothing where there is no such draft, or none that is ready.
    public func fingerprint(ofDraft id: String) throws(RegistryError) -> [UInt8]? {
        try connection.withLock { connection throws(RegistryError) in
            let select = try connection.prepare("SELECT fingerprint FROM draft WHERE id = ? AND fingerprint NOT NULL")
            try select.bind(id, at: 1)
            return try select.step() ? select.bytes(at: 0) : nil
        }
    }

    private func change(
        _ sql: String, _ id: String, _ bind: @Sendable (borrowing SQLiteStatement) throws(RegistryError) -> Void
    ) throws(RegistryError) {
        try connection.withLock { connection throws(RegistryError) in
            let statement = try connection.prepare(sql)
            try statement.bind(id, at: 1)
            try bind(statement)
            try statement.run()
        }
    }

    private func drafts(
        _ condition: String, _ bind: @Sendable (borrowing SQLiteStatement) throws(RegistryError) -> Void
    ) throws(RegistryError) -> [RegistrationDraft] {
        try connection.withLock { connection throws(RegistryError) in
            let select = try connection.prepare(
                """
                SELECT number, id, owner, name, byte_count, made_at, finds_faces, state, details, analysis, failure, record
                FROM draft \(condition)
                """)
            try bind(select)
            var found: [RegistrationDraft] = []
            while try select.step() {
                guard let state = RegistrationDraft.State(rawValue: select.text(at: 7)),
                    let details = try? JSONDecoder().decode(
                        [String: String].self, from: Data(select.text(at: 8).utf8))
                else { throw .corrupted(path: folder, detail: "a draft that cannot be read") }
                found.append(
                    RegistrationDraft(
                        number: select.integer(at: 0), id: select.text(at: 1), owner: select.integer(at: 2),
                        name: select.text(at: 3), byteCount: select.integer(at: 4), madeAt: select.text(at: 5),
                        findsFaces: select.integer(at: 6) != 0, state: state, details: details,
                        analysis: select.isNull(at: 9) ? nil : select.bytes(at: 9),
                        failure: select.isNull(at: 10) ? nil : select.text(at: 10),
                        record: select.isNull(at: 11) ? nil : select.integer(at: 11)))
            }
            return found
        }
    }

    private func text(of details: [String: String]) throws(RegistryError) -> String {
        do {
            return String(decoding: try JSONEncoder().encode(details), as: UTF8.self)
        } catch {
            throw .corrupted(path: folder, detail: "details of a recording that cannot be written")
        }
    }

    private func removeClip(of id: String) { try? FileManager.default.removeItem(atPath: clip(of: id)) }
}
