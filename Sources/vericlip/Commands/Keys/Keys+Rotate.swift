import ArgumentParser
import Foundation
import Registry
import RegistryStorage
import Signing

extension Keys {
    /// `vericlip keys rotate`: a new key in place of the home's own.
    struct Rotate: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Makes you a new key in place of your present one, and logs that it is yours.",
            discussion: """
                What the old key signed stays valid. If the old key was stolen, first: vericlip keys revoke KEY --reason compromised \
                --from ENTRY --recovery FILE, and then this with --recovery FILE too.
                """)

        @OptionGroup var home: HomeOption
        @OptionGroup var recovery: RecoveryOption
        @Option(help: "ed25519 or es256; as the old key if absent.") var algorithm: SignatureAlgorithm?

        func run() throws {
            let folder = home.folder
            do {
                if let finished = try unfinished(folder) {
                    Console.print("Key \(finished.hex) is in the log already: an earlier rotation is finished.")
                    return try takeOver(folder)
                }
                let recoveryKey = try recovery.key()
                let signatory = try Signatory(home: folder, recoveryKey: recoveryKey.publicKey?.keyID)
                let old = signatory.key.publicKey
                let next = try nextKey(folder, algorithm ?? old.algorithm)
                let founder = signatory.publisher.founder
                let statement = Statement.keyRotate(
                    KeyRotate(
                        publisher: founder, replaces: old.keyID, key: next.publicKey,
                        proof: try KeyPossession(of: next, for: founder), recoveryKey: recoveryKey.publicKey))
                let appended = try recoveryKey.log(statement, as: signatory)
                Console.print(
                    "Key \(next.publicKey.keyID.hex) replaces \(old.keyID.hex.prefix(16)) from log entry \(appended.index) on."
                )
                try takeOver(folder)
            } catch let error as RegistryError {
                throw Failure(error)
            } catch let error as SigningError {
                throw Failure(error)
            } catch let error as CocoaError {
                throw Failure(
                    "The key files cannot be renamed: \(error.localizedDescription)", next: "the same command again.")
            }
        }

        /// The next key, where an interrupted run has logged it and did not come to rename the files.
        private func unfinished(_ folder: Home) throws -> SHA256Digest? {
            guard FileManager.default.fileExists(atPath: folder.nextPublisherKeyFile) else { return nil }
            let next = try KeyFile.readPrivate(folder.nextPublisherKeyFile).publicKey.keyID
            let history = try folder.registryForReading().publisherHistory()
            if history.founder(of: next) != nil { return next }
            return nil
        }

        /// The next key's file becomes the publisher's; the old one is kept.
        private func takeOver(_ folder: Home) throws {
            let files = FileManager.default
            // A key on a token stays there; the home no longer uses it.
            if files.fileExists(atPath: folder.publisherTokenFile) {
                try files.moveItem(atPath: folder.publisherTokenFile, toPath: folder.publisherTokenFile + ".ended")
            }
            // After an interruption between the two the old file has moved already.
            if files.fileExists(atPath: folder.publisherKeyFile) {
                let old = try folder.publisherKey().publicKey.keyID
                let kept = "\(folder.privateFolder)/publisher-\(old.hex.prefix(16)).pem"
                try files.moveItem(atPath: folder.publisherKeyFile, toPath: kept)
                Console.error("The old key is kept as \(kept); nothing that it signs from here on counts.")
            }
            try files.moveItem(atPath: folder.nextPublisherKeyFile, toPath: folder.publisherKeyFile)
            Console.error("If a domain names your keys: vericlip keys well-known writes the file anew.")
        }

        /// Made before it is logged, so that no crash leaves a logged key without its file.
        private func nextKey(_ home: Home, _ algorithm: SignatureAlgorithm) throws -> PrivateKey {
            let path = home.nextPublisherKeyFile
            if FileManager.default.fileExists(atPath: path) { return try KeyFile.readPrivate(path) }
            let key = try PrivateKey(generating: algorithm)
            try KeyFile.createPrivate(path, key: key)
            return key
        }
    }
}
