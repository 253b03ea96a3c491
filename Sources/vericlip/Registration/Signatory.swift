import Foundation
import Registry
import RegistryStorage
import Signing
import TransparencyLog

/// Speaks in a home's log for its publisher: signs statements and logs them.
struct Signatory: ~Copyable {
    let registry: any StoredRegistry
    let key: PrivateKey
    /// As the log has it now.
    let publisher: PublisherHistory.Signer
    private let logSigner: LogSigner

    /// - Parameter recoveryKey: the publisher's recovery key where that is to sign: the home's own key may have ended. Without it
    ///   `refused` where the home's key speaks for nobody any more.
    init(home: Home, recoveryKey: SHA256Digest? = nil) throws(RegistryError) {
        let registry = try home.registryForWriting()
        let key = try home.publisherKey()
        let logSigner = try home.logSigner(for: registry.log)
        let history = try registry.publisherHistory()
        let publisher: PublisherHistory.Signer
        if let recoveryKey {
            guard let owner = history.owner(of: key.publicKey.keyID, at: .max) else {
                throw .wrongKey(path: home.publisherKeyFile, role: .publisher)
            }
            guard history.recoveryKey(of: owner.founder) == recoveryKey else {
                throw .refused(.key(.notTheRecoveryKey))
            }
            publisher = owner
        } else {
            publisher = try history.current(key.publicKey.keyID, in: home)
        }
        self.registry = registry
        self.key = key
        self.logSigner = logSigner
        self.publisher = publisher
    }

    /// Signs with the publisher's key.
    borrowing func log(_ statement: Statement) throws(RegistryError) -> Appended {
        try log(statement, by: key)
    }

    borrowing func log(_ statement: Statement, by signer: borrowing PrivateKey) throws(RegistryError) -> Appended {
        let time = Int64(Date().timeIntervalSince1970)
        let signed = try statement.signed(with: signer, domain: publisher.publisher.domains?.first, issuedAt: time)
        let admitted = try AdmittedStatement(signed, in: registry)
        return try registry.append([LogSubmission(admitted, loggedAt: time)], signer: logSigner)[0]
    }

    /// The leaf hash of a recording's entry, as statements name it.
    borrowing func leafHash(ofRecord record: UInt32) throws -> SHA256Digest {
        guard let entry = try registry.entry(at: Int(record)), entry.statement.isRecording else {
            throw Failure(
                "There is no record \(record) in this log.", next: "vericlip doctor shows how many there are.",
                status: .usage)
        }
        return MerkleTree.leafHash(of: entry.statement)
    }
}

extension PublisherHistory {
    /// For whom a home's key speaks in the next entry.
    func current(_ keyID: SHA256Digest, in home: Home) throws(RegistryError) -> Signer {
        switch signer(keyID, at: .max) {
        case .success(let signer): return signer
        case .failure(.unknown): throw .wrongKey(path: home.publisherKeyFile, role: .publisher)
        case .failure(let defect): throw .refused(.key(defect))
        }
    }
}

extension [UInt8] {
    fileprivate var isRecording: Bool {
        guard let signed = try? UnverifiedSignedStatement(decoding: self) else { return false }
        if case .mediaRegister? = try? Statement(of: signed) { return true }
        return false
    }
}
