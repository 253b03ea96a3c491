internal import Signing

extension RegistryStore {
    /// Every publisher of this log as it describes itself now, in the order in which they came.
    public func publishers() throws(RegistryError) -> [PublisherRegister] {
        let history = try publisherHistory()
        return history.founders.compactMap { history.publisher($0) }
    }

    /// Whom a record's publisher may be taken for: the keys that the user trusts, and publishers that were in the log before it. Nothing
    /// for a publisher that the user trusts.
    public func lookalikes(of record: Record, trusting keys: TrustedKeys) throws(RegistryError) -> [Lookalike] {
        guard let content = record.signed, record.trust == .unknown else { return [] }
        let history = try publisherHistory()
        let earlier = history.founders.prefix { $0 != content.founder }.compactMap { history.publisher($0) }
        return content.publisher.lookalikes(among: earlier, and: keys)
    }
}

/// Another publisher that one may be taken for.
public struct Lookalike: Sendable, Hashable {
    public let name: String
    public let resemblance: Resemblance
}

extension PublisherRegister {
    /// Those of the others that this publisher looks like by name or domain, each once.
    public func lookalikes(among others: [PublisherRegister] = [], and keys: TrustedKeys) -> [Lookalike] {
        let own = Set(self.keys.map(\.publicKey))
        var found: [Lookalike] = []
        func add(_ name: String, _ resemblance: Resemblance?) {
            guard let resemblance, !found.contains(where: { $0.name == name }) else { return }
            found.append(Lookalike(name: name, resemblance: resemblance))
        }
        for entry in keys.entries where !own.contains(entry.key) {
            add(entry.name, resemblance(toNamed: entry.name, domains: [entry.name]))
        }
        for other in others where own.isDisjoint(with: other.keys.map(\.publicKey)) {
            add(other.name, resemblance(toNamed: other.name, domains: other.domains ?? []))
        }
        return found
    }

    private func resemblance(toNamed name: String, domains others: [String]) -> Resemblance? {
        if let resemblance = Resemblance(name: self.name, to: name) { return resemblance }
        for domain in domains ?? [] {
            for other in others {
                if DomainName(domain) != nil, DomainName(domain) == DomainName(other) { return .sameName }
                if let resemblance = Resemblance(domain: domain, to: other) { return resemblance }
            }
        }
        return nil
    }
}
