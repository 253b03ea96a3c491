import Registry
import Signing
import Testing

/// The statement types beside registrations: each comes back as it was signed, says what it is about, and refuses what makes no sense.
@Suite struct StatementTypesTests {
    private static let hash = SHA256Digest(of: Array("a record".utf8))
    private static let other = SHA256Digest(of: Array("another".utf8))

    private static func statements(by key: borrowing PrivateKey) throws -> [(Statement, subject: SHA256Digest)] {
        let new = try PrivateKey(ed25519Seed: [UInt8](repeating: 9, count: 32))
        let (founder, newID) = (key.publicKey.keyID, new.publicKey.keyID)
        let proof = try KeyPossession(of: new, for: founder)
        return [
            (.keyAdd(KeyAdd(publisher: founder, key: new.publicKey, proof: proof)), newID),
            (
                .keyRotate(
                    KeyRotate(
                        publisher: founder, replaces: other, key: new.publicKey, proof: proof,
                        recoveryKey: key.publicKey)),
                newID
            ),
            (.keyRevoke(KeyRevoke(publisher: founder, keyID: other, reason: .superseded)), other),
            (
                .keyRevoke(
                    KeyRevoke(
                        publisher: founder, keyID: other, reason: .compromised, invalidAfter: 7,
                        recoveryKey: key.publicKey)),
                other
            ),
            (.mediaRetract(MediaRetract(target: hash, reason: "The wrong file")), hash),
            (.mediaSupersede(MediaSupersede(target: hash, replacement: other, reason: "A longer one")), hash),
            (.dispute(Dispute(target: hash, claim: "Two sentences are cut", url: "https://a.example/1")), hash),
            (
                .identityAttest(
                    IdentityAttest(
                        subject: other, domain: "parliament.example", method: .wellKnown, evidence: hash,
                        checkedAt: "2026-11-28T00:00:00Z")), other
            ),
            (.coverage(Coverage(series: "Plenary sittings", from: "2026-09-01", url: "https://a.example")), founder),
        ]
    }

    @Test func eachComesBackAsItWasSigned() throws {
        let key = try PrivateKey(ed25519Seed: [UInt8](repeating: 8, count: 32))
        for (statement, subject) in try Self.statements(by: key) {
            let signed = try statement.signed(with: key, issuedAt: 5).statement
            #expect(try Statement(of: signed) == statement)
            #expect(signed.header.subject == "urn:sha256:\(subject)")
        }
    }

    @Test func thePayloadsAreThoseOfTheDocument() throws {
        let key = try PrivateKey(ed25519Seed: [UInt8](repeating: 8, count: 32))
        func payload(_ statement: Statement) throws -> String {
            String(decoding: try statement.signed(with: key, issuedAt: 5).statement.payload, as: UTF8.self)
        }
        #expect(
            try payload(.dispute(Dispute(target: Self.hash, claim: "Cut", url: "https://a.example/1")))
                == #"{"claim":"Cut","iat":5,"target":"\#(Self.hash)","type":"dispute","url":"https://a.example/1","v":1}"#
        )
        let revocation = KeyRevoke(
            publisher: Self.hash, keyID: Self.other, reason: .compromised, invalidAfter: 7, recoveryKey: key.publicKey)
        let keyID = key.publicKey.keyID
        #expect(
            try payload(.keyRevoke(revocation))
                == #"{"iat":5,"invalid_after":7,"kid":"\#(Self.other)","publisher":"\#(Self.hash)","reason":"compromised","#
                + #""recovery_key":{"alg":"Ed25519","kid":"\#(keyID)","spki":"\#(key.publicKey.derBytes.base64)"},"#
                + #""type":"key.revoke","v":1}"#)
        #expect(
            try payload(.coverage(Coverage(series: "Sittings", from: "2026-09-01", until: "2026-10-01")))
                == #"{"from":"2026-09-01","iat":5,"series":"Sittings","type":"coverage","until":"2026-10-01","v":1}"#)
    }

    @Test func whatMakesNoSenseIsNotSigned() throws {
        let key = try PrivateKey(ed25519Seed: [UInt8](repeating: 8, count: 32))
        let id = key.publicKey.keyID
        func attestation(_ domain: String) -> Statement {
            .identityAttest(
                IdentityAttest(
                    subject: id, domain: domain, method: .dns, evidence: id, checkedAt: "2026-11-28T00:00:00Z"))
        }
        let senseless: [Statement] = [
            .mediaRetract(MediaRetract(target: id, reason: " ")),
            .mediaSupersede(MediaSupersede(target: id, replacement: id, reason: "a")),
            .mediaSupersede(MediaSupersede(target: id, replacement: Self.hash, reason: "")),
            .dispute(Dispute(target: id, claim: "", url: "https://a.example")),
            .dispute(Dispute(target: id, claim: "a", url: "javascript:alert(1)")),
            .dispute(Dispute(target: id, claim: "a\u{1B}[2J", url: "https://a.example")),
            attestation("Parliament.example"), attestation("localhost"), attestation("a..example"),
            attestation("a.example/x"), attestation("-a.example"), attestation("a.example:8080"),
            .keyRevoke(
                KeyRevoke(publisher: id, keyID: id, reason: .superseded, invalidAfter: 1, recoveryKey: key.publicKey)),
            .keyRevoke(
                KeyRevoke(publisher: id, keyID: id, reason: .compromised, invalidAfter: -1, recoveryKey: key.publicKey)),
            .publisherRegister(PublisherRegister(name: "a", keys: [key.publicKey], recoveryKeyHash: id)),
            .keyAdd(
                KeyAdd(
                    publisher: id, key: key.publicKey, proof: try KeyPossession(of: key, for: id),
                    recoveryKey: key.publicKey)),
        ]
        for statement in senseless {
            #expect(throws: RegistryError.self, "\(statement)") { try statement.signed(with: key, issuedAt: 5) }
        }
    }
}
