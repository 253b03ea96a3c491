public import ArgumentParser
import Foundation
public import Registry
import RegistryStorage
public import Signing

/// `vericlip init`: makes a home with keys and a registry.
struct Init: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Makes your keys and a registry whose first entry introduces you.")

    @OptionGroup var home: HomeOption
    @Option(help: "Who you are, as it will stand under every record you sign.") var name: String
    @Option(help: "\(PublisherRegister.Kind.allCases.map(\.rawValue).joined(separator: ", ")).")
    var kind: PublisherRegister.Kind?
    @Option(help: "Two letters, such as NZ.") var country: String?
    @Option(help: "An internet domain of yours; may be given several times.") var domain: [String] = []
    @Option(help: "How to reach you.") var contact: String?
    @Option(help: "The log's own name; made from the domain or the log's key if absent.") var origin: String?
    @Option(help: "ed25519 or es256.") var algorithm: SignatureAlgorithm = .ed25519
    @Option(
        help: ArgumentHelp(
            "Where your recovery key goes, such as a stick; private/recovery.pem if absent.", valueName: "file"))
    var recovery: String?
    @Option(
        help: ArgumentHelp(
            "Keep the registry in this database, postgresql://USER@HOST/NAME, and not in a file of the home.",
            valueName: "url"))
    var registry: String?
    @Flag(
        help:
            "Introduce yourself in the registry that this home has already, with its log's key: several publishers, one log."
    )
    var join = false

    @OptionGroup(title: "A key on a token") var token: TokenOptions

    func validate() throws {
        if name.allSatisfy(\.isWhitespace) { throw ValidationError("--name must not be empty.") }
        if let country, country.count != 2 || !country.allSatisfy({ $0.isASCII && $0.isLetter }) {
            throw ValidationError("--country is two letters (ISO 3166-1), such as NZ.")
        }
        if let registry { _ = try PostgreSQLAddress(argument: registry) }
        if join, registry != nil {
            throw ValidationError(
                "--join takes the registry that the home has: leave out --registry, or vericlip registry use.")
        }
        if join, origin != nil { throw ValidationError("--join takes the log as it is: leave out --origin.") }
        for name in domain where !name.isDomainName {
            throw ValidationError(
                "--domain \(name) is not the name of a domain in lowercase, such as parliament.example.")
        }
    }

    func run() throws {
        let folder = home.folder
        let now = Int64(Date().timeIntervalSince1970)
        func introduction(_ key: PublicKey) -> PublisherRegister {
            PublisherRegister(
                name: name, kind: kind, country: country?.uppercased(), domains: domain.isEmpty ? nil : domain,
                contact: contact, keys: [key])
        }
        do {
            let registry: any StoredRegistry =
                join
                ? try folder.join(
                    algorithm: algorithm, token: token.reference, domain: domain.first, recoveryKeyFile: recovery,
                    at: now,
                    introduction: introduction)
                : try folder.initialise(
                    in: self.registry.flatMap { PostgreSQLAddress($0) }, algorithm: algorithm, token: token.reference,
                    origin: origin, domain: domain.first,
                    recoveryKeyFile: recovery, at: now,
                    introduction: introduction)
            let key = try folder.publisherKey().publicKey
            let publisher = try registry.publisher(keyID: key.keyID)
            for lookalike in publisher?.lookalikes(and: try folder.trustedKeys()) ?? [] {
                Console.error(
                    "Caution: this looks like \(lookalike.name), another key that you trust (\(lookalike.resemblance.phrase))."
                )
            }
            Console.print(
                """
                \(name) can now register recordings in \(folder.path).
                Publisher key: \(key.keyID.hex) (\(key.algorithm.name))
                \(self.registry == nil ? "" : "Registry: \(registry.path)\n")Log: \(registry.log.text)
                Give your public key, in \(folder.keysFolder), to whoever shall recognise your records.
                \(token.reference == nil ? "Keep" : "The publisher's key stays on its token. Keep") \(folder.privateFolder) to yourself, and keep a copy of it off this machine.
                Recovery key: \(recovery ?? folder.recoveryKeyFile). Move it off this machine and away from the others: it alone \
                ends the power of a stolen key.
                Next: vericlip register FILE --title "…"
                """)
        } catch {
            throw Failure(error)
        }
    }
}

extension SignatureAlgorithm: ExpressibleByArgument {
    public init?(argument: String) {
        switch argument.lowercased() {
        case "ed25519": self = .ed25519
        case "es256": self = .es256
        default: return nil
        }
    }

    public static var allValueStrings: [String] { ["ed25519", "es256"] }
}

extension PublisherRegister.Kind: ExpressibleByArgument {}
