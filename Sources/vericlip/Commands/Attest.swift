import ArgumentParser
import Foundation
import HTTPClient
import Registry
import RegistryStorage
import Signing

/// `vericlip attest`: checks that a domain names a publisher's key, and logs who checked it, when and how.
struct Attest: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Checks that a domain names a publisher's keys as its own, and logs that you did.",
        discussion: """
            Asks https://DOMAIN/.well-known/vericlip.json, which vericlip keys well-known writes. The address must lie on the public \
            internet, and no redirect is followed. What you log says what you saw then, under your name; who relies on it trusts \
            you. DNS records are not asked for: this version checks over HTTPS alone.
            """)

    @OptionGroup var home: HomeOption
    @Argument(help: "A domain that a publisher of the log calls its own, or one of its keys by the ID's first digits.")
    var subject: String
    @Option(help: "Seconds to wait for the domain.") var timeout = 15
    @Option(
        help: ArgumentHelp(
            "Connect there instead; the server must still prove the domain's name. For tests and networks of your own.",
            valueName: "host:port"))
    var connectTo: String?
    @Option(
        help: ArgumentHelp("Authorities that vouch for the server, in PEM, instead of the system's.", valueName: "file")
    )
    var authorities: String?
    @Flag(help: "Ask private and local addresses too.") var allowPrivate = false

    /// Larger than any list of keys: one takes less than 300 bytes.
    private static let byteLimit = 1 << 16

    func validate() throws {
        if timeout < 1 { throw ValidationError("--timeout is 1 or more.") }
    }

    func run() async throws {
        do {
            let signatory = try Signatory(home: home.folder)
            let history = try signatory.registry.publisherHistory()
            var attested = 0
            for (domain, founders) in try claims(in: history) {
                let address = "https://\(domain)\(WellKnownFile.path)"
                let body = try await answer(of: address)
                let file = try WellKnownFile(body, from: address)
                let named = Set(file.keys.map(\.publicKey.keyID))
                for key in founders.flatMap(history.keys) where key.end == nil && named.contains(key.key.keyID) {
                    let statement = IdentityAttest(
                        subject: key.key.keyID, domain: domain, method: .wellKnown, evidence: SHA256Digest(of: body),
                        checkedAt: Date().formatted(.iso8601))
                    let appended = try signatory.log(.identityAttest(statement))
                    Console.print(
                        "\(domain) names the key \(key.key.keyID.hex.prefix(16)) (log entry \(appended.index)).")
                    attested += 1
                }
            }
            if attested == 0 {
                throw Failure(
                    "The domain names none of the keys that stand in this log; nothing was logged.",
                    next: "the publisher runs vericlip keys well-known and puts the file on its web site.",
                    status: .registry)
            }
        } catch let error as RegistryError {
            throw Failure(error)
        }
    }

    /// The domains to ask, each with the publishers that call it their own. Nobody is attested a domain that they do not claim.
    private func claims(in history: PublisherHistory) throws(Failure) -> [(domain: String, founders: [SHA256Digest])] {
        if subject.contains(".") {
            let domain = subject.lowercased()
            guard domain.isDomainName else {
                throw Failure(
                    "“\(subject)” is not the name of a domain.", next: "write it as parliament.example", status: .usage)
            }
            let founders = history.founders.filter { history.publisher($0)?.domains?.contains(domain) ?? false }
            guard !founders.isEmpty else {
                throw Failure(
                    "No publisher of this log calls \(domain) its own.", next: "vericlip keys history", status: .usage)
            }
            return [(domain, founders)]
        }
        let keyID = try history.keyID(subject)
        guard let founder = history.founder(of: keyID) else {
            throw Failure("The key \(keyID.hex.prefix(16)) is no publisher's in this log.", status: .usage)
        }
        let domains = (history.publisher(founder)?.domains ?? []).filter(\.isDomainName)
        guard !domains.isEmpty else {
            throw Failure(
                "The publisher of this key names no domain as its own.", next: "vericlip keys history", status: .usage)
        }
        return domains.map { ($0, [founder]) }
    }

    private func answer(of address: String) async throws(Failure) -> [UInt8] {
        let reach = HTTPReach(
            allowsPrivateAddresses: allowPrivate, connectingTo: connectTo, authoritiesFile: authorities)
        let client = HTTPClient(seconds: timeout, byteLimit: Self.byteLimit, reach: reach)
        let reply: HTTPClient.Reply
        do {
            reply = try await client.get(address)
        } catch {
            throw Failure(
                "\(address) could not be checked now: \(error.reason).", tried: "asked it for \(timeout) s at most.",
                next: "vericlip attest again later; nothing was logged.", status: .registry)
        }
        guard reply.status == 200 else {
            throw Failure(
                "\(address) could not be checked now: it answered with status \(reply.status).",
                next: "the publisher runs vericlip keys well-known and puts the file on its web site.",
                status: .registry)
        }
        return reply.body
    }
}
