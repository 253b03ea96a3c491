import ArgumentParser
import Registry
import Signing

extension Keys {
    /// `vericlip keys issue`: one more key beside the home's own.
    struct Issue: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Makes one more key of yours, for another desk or machine, and logs that it is yours.",
            discussion: "It becomes private/publisher.pem of the other home. Each key can be revoked by itself.")

        @OptionGroup var home: HomeOption
        @OptionGroup var recovery: RecoveryOption
        @Option(help: ArgumentHelp("Where the private key goes (mode 0600).", valueName: "file")) var output: String
        @Option(help: "ed25519 or es256; as your own key if absent.") var algorithm: SignatureAlgorithm?

        func run() throws {
            do {
                let recoveryKey = try recovery.key()
                let signatory = try Signatory(home: home.folder, recoveryKey: recoveryKey.publicKey?.keyID)
                let key = try PrivateKey(generating: algorithm ?? signatory.key.publicKey.algorithm)
                try KeyFile.createPrivate(output, key: key)
                let founder = signatory.publisher.founder
                let statement = Statement.keyAdd(
                    KeyAdd(
                        publisher: founder, key: key.publicKey, proof: try KeyPossession(of: key, for: founder),
                        recoveryKey: recoveryKey.publicKey))
                let appended = try recoveryKey.log(statement, as: signatory)
                Console.print(
                    "Key \(key.publicKey.keyID.hex) is yours from log entry \(appended.index) on. It is in \(output).")
            } catch let error as RegistryError {
                throw Failure(error)
            } catch let error as SigningError {
                throw Failure(error)
            }
        }
    }
}
