import ArgumentParser
import Registry
import Signing

/// `--recovery FILE`: the key that acts when the others are lost or stolen.
struct RecoveryOption: ParsableArguments {
    @Option(
        help: ArgumentHelp("Sign with your recovery key, which init wrote to a file of its own.", valueName: "file"))
    var recovery: String?

    func key() throws(Failure) -> RecoveryKey {
        guard let recovery else { return RecoveryKey() }
        do {
            return RecoveryKey(try KeyFile.readPrivate(recovery))
        } catch {
            throw Failure(error)
        }
    }
}

/// A recovery key at hand, or none.
struct RecoveryKey: ~Copyable {
    private let key: PrivateKey?
    let publicKey: PublicKey?

    init() {
        key = nil
        publicKey = nil
    }

    init(_ key: consuming PrivateKey) {
        publicKey = key.publicKey
        self.key = consume key
    }

    /// Logs the statement under the recovery key where there is one, else under the home's own.
    borrowing func log(_ statement: Statement, as signatory: borrowing Signatory) throws(RegistryError) -> Appended {
        switch key {
        case .some(let key): try signatory.log(statement, by: key)
        case .none: try signatory.log(statement)
        }
    }
}
