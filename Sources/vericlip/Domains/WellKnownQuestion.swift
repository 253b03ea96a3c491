import HTTPClient
import Registry
import Signing

/// Asks a domain's web site which keys are its own.
struct WellKnownQuestion {
    let seconds: Int
    let reach: HTTPReach

    /// Larger than any list of keys: one takes less than 300 bytes.
    private static let byteLimit = 1 << 16

    func answer(of domain: String) async throws(Failure) -> DomainAnswer {
        let address = "https://\(domain)\(WellKnownFile.path)"
        let body = try await body(at: address)
        let file = try WellKnownFile(body, from: address)
        let digest = SHA256Digest(of: body)
        return DomainAnswer(evidence: Dictionary(file.keys.map { ($0.publicKey.keyID, digest) }) { first, _ in first })
    }

    private func body(at address: String) async throws(Failure) -> [UInt8] {
        let client = HTTPClient(seconds: seconds, byteLimit: Self.byteLimit, reach: reach)
        let reply: HTTPClient.Reply
        do {
            reply = try await client.get(address)
        } catch {
            throw Failure(
                "\(address) could not be checked now: \(error.reason).", tried: "asked it for \(seconds) s at most.",
                next: "vericlip attest again later.", status: .registry)
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
