public import ArgumentParser
public import Registry
import RegistryStorage
import Signing

extension Keys {
    /// `vericlip keys revoke`: a key is no longer the publisher's.
    struct Revoke: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Logs that a key of yours no longer speaks for you.",
            discussion: """
                What it signed before stays valid. Where it was stolen some time ago, --from names the first log entry that does not \
                count if this key signed it; that takes your recovery key.
                """)

        @OptionGroup var home: HomeOption
        @OptionGroup var recovery: RecoveryOption
        @Argument(help: "The key's ID, or its first digits: see vericlip keys history.") var key: String
        @Option(help: "superseded or compromised.") var reason: KeyRevoke.Reason
        @Option(
            help: ArgumentHelp("The first log entry that does not count if this key signed it.", valueName: "entry"))
        var from: Int?

        func validate() throws {
            if let from, from < 0 { throw ValidationError("--from is the number of a log entry.") }
            if from != nil, reason != .compromised {
                throw ValidationError("--from is for keys that were stolen: --reason compromised.")
            }
            if from != nil, recovery.recovery == nil {
                throw ValidationError(
                    "--from reaches back, which only the recovery key may: add --recovery FILE. Without --from the key ends now."
                )
            }
        }

        func run() throws {
            do {
                let recoveryKey = try recovery.key()
                let signatory = try Signatory(home: home.folder, recoveryKey: recoveryKey.publicKey?.keyID)
                let keyID = try signatory.registry.publisherHistory().keyID(key)
                let revocation = KeyRevoke(
                    publisher: signatory.publisher.founder, keyID: keyID, reason: reason, invalidAfter: from,
                    recoveryKey: recoveryKey.publicKey)
                let appended = try recoveryKey.log(.keyRevoke(revocation), as: signatory)
                let end = try signatory.registry.publisherHistory().owner(of: keyID, at: .max)?.end
                Console.print(
                    "Key \(keyID.hex.prefix(16)) is revoked (log entry \(appended.index)): nothing that it signs from entry "
                        + "\(end?.start ?? appended.index) on counts.")
            } catch let error as RegistryError {
                throw Failure(error)
            }
        }
    }
}

extension KeyRevoke.Reason: ExpressibleByArgument {}

extension PublisherHistory {
    /// The one key whose ID begins so.
    func keyID(_ text: String) throws(Failure) -> SHA256Digest {
        let known = founders.flatMap(keys).map(\.key.keyID)
        // A key that only a voided statement added is nobody's, and may be named in full all the same.
        if let keyID = SHA256Digest(hex: text.lowercased()) { return keyID }
        let found = known.filter { $0.hex.hasPrefix(text.lowercased()) }
        guard text.count >= 8, found.count == 1, let keyID = found.first else {
            throw Failure(
                found.isEmpty || text.count < 8
                    ? "No key in this log has an ID that begins with “\(text)”; at least eight digits are needed."
                    : "Several keys in this log have IDs that begin with “\(text)”.", next: "vericlip keys history",
                status: .usage)
        }
        return keyID
    }
}
