import DNSClient
import Registry
import Signing

/// Asks the DNS which keys a domain names as its own.
struct DNSQuestion {
    let lookup: TXTLookup

    func answer(of domain: String) async throws(Failure) -> DomainAnswer {
        let name = KeyRecord.name(of: domain)
        let records: [[UInt8]]
        do {
            records = try await lookup.records(of: name)
        } catch .unusableResolver(let address) {
            throw Failure("\(DNSError.unusableResolver(address).reason).", status: .usage)
        } catch {
            throw Failure(
                "The TXT records of \(name) could not be checked now: \(error.reason).",
                next: "vericlip attest again later, or with another --resolver.", status: .registry)
        }
        var evidence: [SHA256Digest: SHA256Digest] = [:]
        for bytes in records {
            if let record = KeyRecord(bytes) { evidence[record.keyID] = SHA256Digest(of: bytes) }
        }
        guard !evidence.isEmpty else {
            throw Failure(
                "There is no TXT record at \(name) that names a key.",
                next: "the publisher adds the record that vericlip keys well-known prints.", status: .registry)
        }
        return DomainAnswer(evidence: evidence)
    }
}
