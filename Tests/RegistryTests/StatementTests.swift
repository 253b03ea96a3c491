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
        ])
    func signingGivesTheVectorsBytes(name: String, identity: String) throws {
        let vector = try Self.vector(name)
        #expect(vector.identity.hex == identity)
        let key = try Self.key()
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
