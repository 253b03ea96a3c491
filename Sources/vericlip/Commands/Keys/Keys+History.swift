import ArgumentParser
import Registry
import RegistryStorage
import Signing

extension Keys {
    /// `vericlip keys history`: whose keys stood when, by the log's order.
    struct History: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Shows every publisher of the log with its keys, and in which entries each of them counts.")

        @OptionGroup var home: HomeOption
        @Argument(help: "A key's ID, or its first digits: only the publisher that it belongs to.") var key: String?

        func run() throws {
            let registry = try home.registryForReading()
            let keys = try home.trustedKeys()
            do {
                let history = try registry.publisherHistory()
                var founders = history.founders
                if let key {
                    let keyID = try history.keyID(key)
                    founders = founders.filter { $0 == history.founder(of: keyID) }
                    if founders.isEmpty {
                        throw Failure("The key \(keyID.hex.prefix(16)) is no publisher's in this log.", status: .usage)
                    }
                }
                for founder in founders { try show(founder, history, registry, keys) }
            } catch let error as RegistryError {
                throw Failure(error)
            }
        }

        private func show(
            _ founder: SHA256Digest, _ history: PublisherHistory, _ registry: any StoredRegistry, _ keys: TrustedKeys
        ) throws(RegistryError) {
            guard let publisher = history.publisher(founder) else { return }
            Console.print("\(publisher.name)\(publisher.domains.map { " (\($0.joined(separator: ", ")))" } ?? "")")
            for key in history.keys(of: founder) {
                let trusted =
                    if case .trusted(let name) = keys.trust(in: key.key.keyID) { "; you trust it as \(name)" } else {
                        ""
                    }
                Console.print(
                    "  \(key.key.keyID.hex)  \(key.key.algorithm.name)  \(key.entries)"
                        + "\(key.end.map { "; \($0.sentence)" } ?? "")\(trusted)")
            }
            if let recovery = history.recoveryKey(of: founder) { Console.print("  \(recovery.hex)  recovery key") }
            for remark in try registry.attestations(of: founder) {
                let by = remark.signer.founder == founder ? "itself" : remark.signer.publisher.name
                Console.print(
                    "  \(remark.content.domain) named \(remark.content.subject.hex.prefix(16)) on \(remark.content.checkedAt), says "
                        + "\(by) (\(remark.content.method.rawValue), log entry \(remark.index))")
            }
            for index in history.entries(about: founder) {
                if let refusal = history.defect(at: index) {
                    Console.print("  entry \(index) has no effect: \(refusal.sentence)")
                }
            }
        }
    }
}

extension PublisherHistory.PublisherKey {
    /// In which entries of the log the key counts.
    fileprivate var entries: String {
        guard let end else { return "from entry \(start) on" }
        switch end.start - start {
        case ...0: return "no entry"
        case 1: return "entry \(start)"
        default: return "entries \(start) to \(end.start - 1)"
        }
    }
}
