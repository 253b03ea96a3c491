public import ArgumentParser
import Foundation
import Registry
public import RegistryStorage

/// `vericlip serve keys`: who may ask the server.
struct ServeKeys: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "keys", abstract: "The API keys that vericlip serve asks for.",
        discussion: """
            Without any, vericlip serve listens to this machine's users alone, and asks for none. With keys it asks everybody for \
            one, this machine's users too, and shows each what was asked for with the key it has. A key allows lookup (have clips \
            verified, read the registry), register (register what publishers have signed) or admin (everything). The home keeps \
            their hashes only. What is added or removed holds at once for a server that asks for keys.
            """, subcommands: [List.self, Add.self, Remove.self], defaultSubcommand: List.self)

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Lists the keys, and what each has used today.")
        @OptionGroup var home: HomeOption

        func run() throws {
            let now = Int64(Date().timeIntervalSince1970)
            do {
                let store = try APIKeyStore(path: home.folder.apiKeysFile)
                let keys = try store.keys()
                for key in keys {
                    let today = try store.usage(of: key.number, on: Date().formatted(.iso8601.year().month().day()))
                    Console.print(
                        [
                            key.name, key.scopes.map(\.rawValue).sorted().joined(separator: ","),
                            "\(key.isExpired(at: now) ? "expired" : "expires") \(key.expiresAt.asTime)",
                            key.lastUsedAt.map { "last used \($0.asTime)" } ?? "never used",
                            "today \(today.clips) clips, \(today.bytes) bytes",
                        ].joined(separator: "  "))
                }
                if keys.isEmpty { Console.error("There are no API keys. Next: vericlip serve keys add --name NAME") }
            } catch {
                throw Failure(error)
            }
        }
    }

    struct Add: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Makes a key, and shows it this once.", discussion: "The key alone goes to standard output.")
        @OptionGroup var home: HomeOption
        @Option(help: "Whose key it is, or what for.") var name: String
        @Option(help: "What it allows: lookup, register or admin; may be given several times.")
        var scope: [APIKey.Scope] = [.lookup]
        @Option(help: "Days until it expires.") var days = 365

        func validate() throws {
            if !(1...3650).contains(days) { throw ValidationError("--days is from 1 to 3650.") }
        }

        func run() throws {
            let name = try KeyName(name).text
            let now = Int64(Date().timeIntervalSince1970)
            let end = now + Int64(days) * 86_400
            let made: String?
            do {
                made = try APIKeyStore(path: home.folder.apiKeysFile).add(
                    name: name, scopes: Set(scope), at: now, expiresAt: end)
            } catch {
                throw Failure(error)
            }
            guard let made else {
                throw Failure(
                    "There is an API key of the name \(name) already.",
                    next: "another --name, or vericlip serve keys remove \"\(name)\" first.", status: .usage)
            }
            Console.print(made)
            Console.error(
                "This is the only time it is shown. It expires at \(end.asTime). A vericlip serve that runs without keys asks for "
                    + "them from its next start.")
        }
    }

    struct Remove: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Removes a key, and ends the sessions that it opened.",
            discussion: "What was verified with it is kept, and seen by keys that allow admin.")
        @OptionGroup var home: HomeOption
        @Argument(help: "The name that `serve keys list` shows.") var name: String

        func run() throws {
            let wasThere: Bool
            do {
                wasThere = try APIKeyStore(path: home.folder.apiKeysFile).remove(name: name)
            } catch {
                throw Failure(error)
            }
            guard wasThere else {
                throw Failure(
                    "There is no API key of the name \(name).", next: "vericlip serve keys list", status: .usage)
            }
            Console.error("\(name) opens nothing any longer.")
        }
    }
}

extension APIKey.Scope: ExpressibleByArgument {}
