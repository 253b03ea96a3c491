import Foundation
import Matching
import Registry
import RegistryStorage
import Signing
import Testing
import TransparencyLog

/// A home in a folder of its own, with made-up recordings.
struct Fixture: ~Copyable {
    let home: Home

    init() {
        home = Home(path: FileManager.default.temporaryDirectory.appending(path: "vericlip-\(UUID().uuidString)").path)
    }

    /// A home that stays: for what another process goes on with.
    init(home: Home) { self.home = home }

    deinit { try? FileManager.default.removeItem(atPath: home.path) }

    func initialise(algorithm: SignatureAlgorithm = .ed25519) throws(RegistryError) -> SQLiteRegistry {
        _ = try home.initialise(algorithm: algorithm, at: 1_790_000_000) {
            PublisherRegister(name: "Office of Somebody", keys: [$0])
        }
        return try SQLiteRegistry(writing: home.registryFile)
    }

    /// The publisher's statement about itself, again.
    func introduction() throws(RegistryError) -> AdmittedStatement {
        let publisher = try home.publisherKey()
        let recovery: PrivateKey
        do {
            recovery = try KeyFile.readPrivate(home.recoveryKeyFile)
        } catch {
            throw .key(error)
        }
        let introduction = PublisherRegister(
            name: "Office of Somebody", keys: [publisher.publicKey], recoveryKeyHash: recovery.publicKey.keyID)
        let signed = try Statement.publisherRegister(introduction).signed(with: publisher, issuedAt: 1_790_000_000)
        return try AdmittedStatement(signed, in: nil)
    }

    /// A registry on PostgreSQL with the keys of this home, which has one in a file too.
    func initialise(
        in database: PostgreSQLAddress, credentials: S3Credentials? = nil
    ) throws(RegistryError) -> PostgreSQLRegistry {
        let log = try SQLiteRegistry(reading: home.registryFile).log
        return try PostgreSQLRegistry(
            creating: database, first: try introduction(), signer: try home.logSigner(for: log),
            loggedAt: 1_790_000_000, credentials: credentials)
    }

    /// The same with its fingerprints in a store of objects.
    func initialiseWithObjects(after _: SQLiteRegistry) throws -> PostgreSQLRegistry {
        let registry = try initialise(in: try PostgreSQLServer.emptyDatabase(), credentials: S3Server.credentials)
        try registry.moveFingerprints(to: try #require(S3Server.shared).emptyPlace())
        return registry
    }

    /// The same with the index on three servers of its own.
    func initialiseSharded() throws -> PostgreSQLRegistry {
        let database = try PostgreSQLServer.emptyDatabase()
        let registry = try initialise(in: database)
        _ = try PostgreSQLServer.shard(database, over: 3)
        return registry
    }

    /// Makes the file what version 2 of the schema had made of the same log, while only one publisher has one key.
    func takeBackToVersion2() throws {
        let key = try home.publisherKey().publicKey.keyID
        try SQLiteConnection(path: home.registryFile, access: .readWrite, busyTimeout: 0).execute(
            """
            CREATE TABLE publisher_key (
                key_id BLOB NOT NULL,
                entry INTEGER NOT NULL REFERENCES entry (id),
                PRIMARY KEY (key_id, entry)
            ) STRICT, WITHOUT ROWID;
            INSERT INTO publisher_key VALUES (x'\(key.hex)', 0);
            DROP TABLE remark;
            DROP INDEX leaf;
            PRAGMA user_version = 2;
            """)
    }

    func register(_ number: Int, in store: some RegistryStore) throws(RegistryError) -> Appended {
        try Recordings.register(number, in: store, home: home)
    }
}

enum Recordings {
    static func fingerprint(_ number: Int) -> [UInt8] { Array("fingerprint \(number)".utf8) }

    static func statement(
        _ number: Int, parent: SHA256Digest? = nil, publication: MediaRegister.Publication? = nil
    ) -> MediaRegister {
        MediaRegister(
            media: .init(sha256: SHA256Digest(of: Array("file \(number)".utf8)), milliseconds: 5000),
            fingerprint: .init(algorithm: "test", bytes: fingerprint(number)), title: "Recording \(number)",
            parent: parent, publication: publication)
    }

    static func register(_ number: Int, in store: some RegistryStore, home: Home) throws(RegistryError) -> Appended {
        try store.register(
            statement(number), fingerprint: fingerprint(number), by: try home.publisherKey(),
            signer: try home.logSigner(for: store.log), at: 1_790_000_001
        ) { recording in
            (0..<50).map {
                KeyedPosting(key: .init(rawValue: UInt32($0)), posting: .init(recording: recording, time: UInt32($0)))
            }
        }
    }
}
