import ArgumentParser
import Foundation
import Registry
import Reporting
import Signing

/// `vericlip keys`: whom the user trusts, and the user's own keys in the log.
struct Keys: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "The public keys you trust, and your own keys over time.",
        discussion: """
            Trust is yours to give: a record signed by any other key is shown as signed by an unknown key. Trust in one key of a \
            publisher holds for those that the log leads to from it. list, add and remove are about whom you trust; the others \
            about your own keys, as everybody sees them in the log.
            """,
        subcommands: [
            List.self, Add.self, Remove.self, History.self, Rotate.self, Issue.self, Revoke.self, WellKnown.self,
        ], defaultSubcommand: List.self)

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Lists the publishers and logs you trust.")
        @OptionGroup var home: HomeOption

        func run() throws {
            let keys = try home.trustedKeys()
            for entry in keys.entries {
                Console.print("\(entry.name)  \(entry.key.algorithm.name)  \(entry.key.keyID.hex)")
            }
            for log in keys.logs { Console.print("log  \(log.text)") }
            for (place, entry) in keys.entries.enumerated() {
                for other in keys.entries[..<place] where other.key != entry.key {
                    Self.caution(entry.name, looksLike: other.name)
                }
            }
            for publisher in (try? home.registryForReading().publishers()) ?? [] {
                guard publisher.keys.allSatisfy({ keys.trust(in: $0.publicKey.keyID) == .unknown }) else { continue }
                for lookalike in publisher.lookalikes(and: keys) {
                    Console.error(
                        "Caution: \(publisher.name.printable), whose key you do not trust, is in the registry and looks like "
                            + "\(lookalike.name) (\(lookalike.resemblance.phrase)).")
                }
            }
            if keys.entries.isEmpty {
                Console.error("No publisher's key is trusted yet. Next: vericlip keys add FILE.pem --name NAME")
            }
        }

        static func caution(_ name: String, looksLike other: String) {
            guard let resemblance = Resemblance(name: name, to: other) ?? Resemblance(domain: name, to: other) else {
                return
            }
            Console.error("Caution: \(name) looks like \(other), which is another key (\(resemblance.phrase)).")
        }
    }

    struct Add: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Trusts a publisher's public key.",
            discussion: "Get the file over a channel you trust, such as the publisher's own web site.")
        @OptionGroup var home: HomeOption
        @Argument(help: "The public key in PEM.") var file: String
        @Option(help: "How you call its owner; the file's name if absent.") var name: String?

        func run() throws {
            let name = try KeyName(name ?? URL(fileURLWithPath: file).deletingPathExtension().lastPathComponent)
            let text: String
            let key: PublicKey
            do {
                text = try KeyFile.readPublic(file)
                key = try PublicKey(pem: text)
            } catch {
                throw Failure(error)
            }
            let keys = try home.trustedKeys()
            if let known = keys.entries.first(where: { $0.key.keyID == key.keyID }) {
                Console.error("This key is trusted already, as \(known.name).")
                return
            }
            try FileManager.default.createDirectory(
                atPath: home.folder.keysFolder, withIntermediateDirectories: true)
            do {
                try KeyFile.createPublic("\(home.folder.keysFolder)/\(name.text).pem", text: key.pem)
            } catch {
                throw Failure(error)
            }
            Console.print("\(name.text)  \(key.algorithm.name)  \(key.keyID.hex)")
            for other in keys.entries { List.caution(name.text, looksLike: other.name) }
        }
    }

    struct Remove: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "No longer trusts a publisher's key.")
        @OptionGroup var home: HomeOption
        @Argument(help: "The name that `keys list` shows.") var name: String

        func run() throws {
            let path = "\(home.folder.keysFolder)/\(try KeyName(name).text).pem"
            do {
                try FileManager.default.removeItem(atPath: path)
            } catch CocoaError.fileNoSuchFile {
                throw Failure("No key is trusted under the name \(name).", next: "vericlip keys list", status: .usage)
            } catch {
                throw Failure("\(path) cannot be removed: \(error.localizedDescription)")
            }
            Console.error("\(name) is no longer trusted. Records that it signed now show an unknown key.")
        }
    }
}

/// A name that is also the name of a file in `keys/`.
struct KeyName {
    let text: String

    init(_ text: String) throws(Failure) {
        let isTaken = TrustedKeys.certificateListNames.contains("\(text).pem")
        let allowed = text.allSatisfy { $0.isLetter || $0.isNumber || "-_. ".contains($0) }
        guard !text.isEmpty, text.utf8.count <= 100, allowed, !text.hasPrefix("."), !isTaken else {
            throw Failure(
                "“\(text)” cannot be the name of a key.", next: "--name NAME, of letters, digits, spaces, - _ and .",
                status: .usage)
        }
        self.text = text
    }
}
