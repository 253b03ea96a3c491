public import ArgumentParser
import DNSClient
import Foundation
import HTTPClient
public import Registry
import RegistryStorage
import Signing

/// `vericlip attest`: checks that a domain names a publisher's key, and logs who checked it, when and how.
struct Attest: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Checks that a domain names a publisher's keys as its own, and logs that you did.",
        discussion: """
            Asks https://DOMAIN/.well-known/vericlip.json, and the DNS for the TXT records of _vericlip.DOMAIN; vericlip keys \
            well-known writes both. The site's address must lie on the public internet, and no redirect is followed. What you \
            log says what you saw then and over which channel, under your name; who relies on it trusts you. One channel that \
            names a key is enough; what the other lacks is said.
            """)

    @OptionGroup var home: HomeOption
    @Argument(help: "A domain that a publisher of the log calls its own, or one of its keys by the ID's first digits.")
    var subject: String
    @Option(help: ArgumentHelp("Ask over this channel alone: https-well-known or dns-txt.", valueName: "channel"))
    var method: IdentityAttest.Method?
    @Option(help: "Seconds to wait for the domain, over each channel.") var timeout = 15
    @Option(
        help: ArgumentHelp(
            "Connect there for HTTPS instead; the server must still prove the domain's name. For tests and networks of your own.",
            valueName: "host:port"))
    var connectTo: String?
    @Option(
        help: ArgumentHelp("Authorities that vouch for the server, in PEM, instead of the system's.", valueName: "file")
    )
    var authorities: String?
    @Flag(help: "Ask private and local addresses too, over HTTPS.") var allowPrivate = false
    @Option(
        help: ArgumentHelp(
            "Ask this resolver instead of the system's. One that validates DNSSEC gives no record whose signature fails.",
            valueName: "address:port"))
    var resolver: String?

    func validate() throws {
        if timeout < 1 { throw ValidationError("--timeout is 1 or more.") }
    }

    func run() async throws {
        do {
            let signatory = try Signatory(home: home.folder)
            let history = try signatory.registry.publisherHistory()
            var attested = 0
            var problems: [Failure] = []
            for (domain, founders) in try claims(in: history) {
                let keys = founders.flatMap(history.keys).filter { $0.end == nil }.map(\.key.keyID)
                for method in method.map({ [$0] }) ?? IdentityAttest.Method.allCases {
                    do {
                        attested += try await attest(keys, of: domain, over: method, by: signatory)
                    } catch let problem as Failure {
                        problems.append(problem)
                    }
                }
            }
            if attested == 0, let last = problems.popLast() {
                for problem in problems { Console.error(problem.text) }
                throw last
            }
            for problem in problems { Console.error(problem.text) }
        } catch let error as RegistryError {
            throw Failure(error)
        }
    }

    /// Logs which of a publisher's keys the domain names over one channel.
    /// - Returns: how many; a failure where there are none.
    private func attest(
        _ keys: [SHA256Digest], of domain: String, over method: IdentityAttest.Method, by signatory: borrowing Signatory
    ) async throws -> Int {
        let evidence = try await answer(of: domain, over: method).evidence
        let named = keys.filter { evidence[$0] != nil }
        guard !named.isEmpty else {
            throw Failure(
                "\(domain) names keys (\(method.rawValue)), and none that stands in this log as its publisher's.",
                next: "the publisher runs vericlip keys well-known and publishes what it writes.", status: .registry)
        }
        for key in named {
            guard let digest = evidence[key] else { continue }
            let statement = IdentityAttest(
                subject: key, domain: domain, method: method, evidence: digest, checkedAt: Date().formatted(.iso8601))
            let appended = try signatory.log(.identityAttest(statement))
            let entry = "\(method.rawValue), log entry \(appended.index)"
            Console.print("\(domain) names the key \(key.hex.prefix(16)) (\(entry)).")
        }
        return named.count
    }

    private func answer(
        of domain: String, over method: IdentityAttest.Method
    ) async throws(Failure) -> DomainAnswer {
        switch method {
        case .wellKnown:
            let reach = HTTPReach(
                allowsPrivateAddresses: allowPrivate, connectingTo: connectTo, authoritiesFile: authorities)
            return try await WellKnownQuestion(seconds: timeout, reach: reach).answer(of: domain)
        case .dns:
            return try await DNSQuestion(lookup: TXTLookup(seconds: timeout, resolver: resolver)).answer(of: domain)
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
}

extension IdentityAttest.Method: ExpressibleByArgument {}
