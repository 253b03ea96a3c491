import Foundation
import Registry
import Signing
import Testing

@Suite struct StatementTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(
        path: "../Vectors/statement")

    static func vector(_ name: String) throws -> UnverifiedSignedStatement {
        try UnverifiedSignedStatement(decoding: Array(try Data(contentsOf: folder.appending(path: name + ".cose"))))
    }

    static func key() throws -> PrivateKey { try PrivateKey(ed25519Seed: Array(0x40...0x5F)) }

    @Test(
        arguments: [
            ("publisher-register", "995b76edad49ad11cc70eb040a9240b923ecc95271fbc9d7795019ee76481d41"),
            ("media-register", "edfebaa2605716a878ef9478c10f0cacf94972e018346a0eaa517e3c79243bfd"),
            ("key-add", "2d786ec9f8e0e9978e77deca74120fc9508257a2d93e0f7de35447a430e3b0b1"),
            ("key-rotate", "b44defc65073b41650b3a4b1c221b5bad3e8f16723d48f5d020fa06c7f492292"),
            ("key-revoke", "fe21823c99a43e777a465406c0f78c95819d5adae1ee38fe50357ac31a6685c5"),
            ("media-supersede", "e16bdc7d014409bb972ea98d727455d69daf8c2cef0ce9077238fca9e61405f0"),
            ("media-retract", "52dcc179de78d746a3efa21ffd470702096f0fc6cd078482fba1a49f9164a896"),
            ("dispute", "1f00ccddb6245da76914cfa07a8b9e3f335310bebf0036e26963e7080a17ad63"),
            ("identity-attest", "2221d1dd165abff4d5ded6d33d40ce3fd7f93699ca8fee260ecdbe73888bf490"),
            ("coverage", "ccac63934d8b7c5484cd9500c12054487d7b5f4d5e0041ad83efcaf5a6157113"),
        ])
    func signingGivesTheVectorsBytes(name: String, identity: String) throws {
        let vector = try Self.vector(name)
        #expect(vector.identity.hex == identity)
        // Rotation and revocation are by the recovery key.
        let publisher = try Self.key()
        let isPublishers = vector.header.keyID == publisher.publicKey.keyID
        let key = isPublishers ? publisher : try PrivateKey(ed25519Seed: Array(0x80...0x9F))
        #expect(vector.verified(by: key.publicKey) != nil)
        let again = try Statement(of: vector).signed(with: key, domain: "parliament.example", issuedAt: 1_790_000_000)
        #expect(again.statement.payload == Array(try Data(contentsOf: Self.folder.appending(path: name + ".json"))))
        #expect(again.statement.bytes == vector.bytes)
    }

    @Test func theVectorsAreReadInFull() throws {
        guard case .publisherRegister(let publisher) = try Statement(of: try Self.vector("publisher-register")),
            case .mediaRegister(let media) = try Statement(of: try Self.vector("media-register"))
        else { return #expect(Bool(false)) }
        #expect(publisher.name == "Parliament of Example" && publisher.kind == .parliament)
        #expect(publisher.domains == ["parliament.example"])
        let key = try Self.key()
        #expect(publisher.keys.map(\.publicKey) == [key.publicKey])
        #expect(media.title == "Plenary “Example” – 2026" && media.event?.place == "Example City")
        #expect(media.media.milliseconds == 5000 && media.media.width == 1280)
        #expect(media.fingerprint == .init(algorithm: "org.example.fingerprint", bytes: Array("the fingerprint".utf8)))
    }

    @Test func membersOfALaterVersionArePassedOver() throws {
        let payload = try Self.payload().replacing("{\"can", with: "{\"a_new_member\":[1,{\"x\":null}],\"can")
        guard case .mediaRegister = try Statement(of: try Self.sign(payload)) else { return #expect(Bool(false)) }
    }

    /// Each change makes another JSON text of the same or of a forbidden value.
    @Test(
        arguments: [
            ("{\"can", "{ \"can"), ("\"language\":\"en\"", "\"language\":\"en\",\"language\":\"en\""),
            ("\"duration_ms\":5000", "\"duration_ms\":5000.0"), ("\"duration_ms\":5000", "\"duration_ms\":5e3"),
            ("\"language\":\"en\"", "\"language\":\"\\u0065n\""),
            ("\"iat\":1790000000,\"language\":\"en\"", "\"language\":\"en\",\"iat\":1790000000"),
            ("\"en\"", "\"e\\nn\""), ("\"en\"", "\"e\u{9B}n\""), ("5000", "9007199254740992"), ("5000", "5000.5"),
            ("\"v\":1}", "\"v\":1} "), ("\"v\":1}", "\"v\":1}{}"), ("\"v\":1}", ""), ("\"en\"", "\"\\ud800\""),
        ])
    func whatIsNotCanonicalIsRejected(part: String, replacement: String) throws {
        let payload = try Self.payload()
        let altered = payload.replacing(part, with: replacement)
        try #require(altered != payload)
        let statement = try Self.sign(altered)
        do {
            _ = try Statement(of: statement)
            Issue.record("taken: \(altered)")
        } catch .payload {
            return
        }
    }

    @Test(
        arguments: [
            ("\"title\":", "\"titel\":"), ("\"duration_ms\":5000", "\"duration_ms\":\"5000\""),
            ("\"iat\":1790000000", "\"iat\":1790000001"),
            ("\"sha256\":\"", "\"sha256\":\"A"), ("\"duration_ms\":5000", "\"duration_ms\":-1"),
            ("\"bytes\":15", "\"bytes\":-15"),
        ])
    func whatLacksSenseIsRejected(part: String, replacement: String) throws {
        let statement = try Self.sign(try Self.payload().replacing(part, with: replacement))
        #expect(throws: StatementDefect.self) { try Statement(of: statement) }
    }

    @Test func whatIsSaidOfPublicationIsSigned() throws {
        let key = try Self.key()
        let media = MediaRegister(
            media: .init(sha256: SHA256Digest(of: [1]), milliseconds: 60_000),
            fingerprint: .init(algorithm: "a", bytes: []), title: "A cut",
            excluded: [.init(milliseconds: 0..<12_000, why: "title-card")], parent: SHA256Digest(of: [2]),
            publication: .keys)
        let signed = try Statement.mediaRegister(media).signed(with: key, issuedAt: 5).statement
        #expect(try Statement(of: signed) == .mediaRegister(media))
        let text = String(decoding: signed.payload, as: UTF8.self)
        #expect(text.contains("\"excluded\":[{\"from_ms\":0,\"to_ms\":12000,\"why\":\"title-card\"}]"))
        #expect(text.contains("\"publication\":\"keys\""))
        for (part, replacement) in [
            ("\"from_ms\":0", "\"from_ms\":-1"), ("\"to_ms\":12000", "\"to_ms\":0"), ("\"keys\"", "\"some\""),
        ] {
            let altered = try VerifiedSignedStatement(
                signing: Array(text.replacing(part, with: replacement).utf8), contentType: signed.header.contentType,
                issuer: signed.header.issuer, subject: signed.header.subject, issuedAt: signed.header.issuedAt,
                with: key)
            #expect(throws: StatementDefect.self) { try Statement(of: altered.statement) }
        }
    }

    @Test func aTypeOfALaterVersionIsNamed() throws {
        let later = try Self.sign(try Self.payload().replacing("media.register", with: "media.recall"))
        #expect(throws: StatementDefect.unknownType("media.recall")) { try Statement(of: later) }
        let second = try Self.sign(try Self.payload().replacing("\"v\":1", with: "\"v\":2"))
        #expect(throws: StatementDefect.unknownType("media.register, version 2")) { try Statement(of: second) }
    }

    @Test func anotherFormOfPayloadIsNotAStatement() throws {
        let key = try Self.key()
        let foreign = try VerifiedSignedStatement(
            signing: Array(try Self.payload().utf8), contentType: "application/json", issuer: "a", subject: "b",
            issuedAt: 1, with: key)
        #expect(throws: StatementDefect.notAStatement("content type \(Statement.contentType)")) {
            try Statement(of: foreign.statement)
        }
    }

    private static func payload() throws -> String {
        String(decoding: try vector("media-register").payload, as: UTF8.self)
    }

    private static func sign(_ payload: String) throws -> UnverifiedSignedStatement {
        let header = try vector("media-register").header
        return try VerifiedSignedStatement(
            signing: Array(payload.utf8), contentType: header.contentType, issuer: header.issuer,
            subject: header.subject,
            issuedAt: header.issuedAt, with: try key()
        ).statement
    }
}
