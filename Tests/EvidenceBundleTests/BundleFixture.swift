import EvidenceBundle
import Registry
import Signing
import TransparencyLog

/// A registry in memory with two publishers, and a bundle about a clip of the first one's recording.
struct BundleFixture {
    static let origin = "log.example/1"
    static let fingerprint = Array("a fingerprint".utf8)
    static let clip = Array("the clip's bytes".utf8)
    let store: InMemoryRegistryStore
    let keys: TrustedKeys
    let publisherKeyID: SHA256Digest

    init() throws {
        let publisher = try PrivateKey(ed25519Seed: Array(0x40...0x5F))
        let signer = try LogSigner(origin: Self.origin, key: try PrivateKey(ed25519Seed: Array(0x00...0x1F)))
        publisherKeyID = publisher.publicKey.keyID
        let introduction = PublisherRegister(name: "Office of Somebody", keys: [publisher.publicKey])
        store = try InMemoryRegistryStore(
            first: try AdmittedStatement(
                try Statement.publisherRegister(introduction).signed(with: publisher, issuedAt: 1_790_000_000), in: nil),
            signer: signer, loggedAt: 1_790_000_000)
        for number in 1...3 {
            let bytes = number == 1 ? Self.fingerprint : Array("another fingerprint, \(number)".utf8)
            _ = try store.register(
                MediaRegister(
                    media: .init(sha256: SHA256Digest(of: Array("file \(number)".utf8)), milliseconds: 5000),
                    fingerprint: .init(algorithm: "test", bytes: bytes), title: "Speech \(number)"),
                fingerprint: bytes, by: publisher, signer: signer, at: 1_790_000_001
            ) { _ in [] }
        }
        try store.publish(try UnverifiedNote(decoding: try store.checkpointNote()))
        keys = TrustedKeys(
            entries: [.init(name: "somebody", key: publisher.publicKey)], policy: LogPolicy(trusting: [store.log]))
    }

    func report(record: String = "1", title: String = "Speech 1", keyID: String? = nil, origin: String = origin)
        -> String
    {
        """
        {"schema": "vericlip.verification/1", "relation": "same", "confidence": "match",
         "headline": "Matches signed footage.",
         "clip": {"name": "clip.mp4", "sha256": "\(SHA256Digest(of: Self.clip).hex)"},
         "registry": {"origin": "\(origin)", "size": 4},
         "sources": [{"record": "\(record)", "title": "\(title)", "publisher": {"keyId": "\(keyID ?? publisherKeyID.hex)"}}]}
        """
    }

    func bundle(_ report: String? = nil) throws(GatheringError) -> EvidenceBundle {
        try EvidenceBundle(
            of: Array((report ?? self.report()).utf8), clipBytes: Self.clip.count, from: store,
            timeStampReply: { _ in nil })
    }

    func check(_ bundle: EvidenceBundle) -> BundleCheck {
        BundleCheck(of: bundle, trusting: keys, clip: (SHA256Digest(of: Self.clip), Self.clip.count))
    }
}
