import Foundation
import HTTPClient
import Matching
import Registry
import RegistryExchange
import RegistryStorage
import Signing
import Testing
import TransparencyLog

/// What the server gives out of its registry: records, publishers, proofs.
@Suite struct RegistryRoutesTests {
    @Test func recordsAreListedFoundAndReadWithWhatProvesThem() async throws {
        let made = try SoundRegistry()
        _ = try made.register(1, title: "Budget speech", event: "Plénum")
        _ = try made.register(2, title: "Question time")
        _ = try made.register(3, title: "Closed session", publication: .embargoed)
        let registry = try made.registry()
        try await made.served { client in
            func titles(_ query: String) async throws -> [String] {
                let list = try await client.send("GET", "/v1/records?\(query)").object
                return (list["records"] as? [[String: Any]] ?? []).compactMap { $0["title"] as? String }
            }
            #expect(try await titles("") == ["Closed session", "Question time", "Budget speech"])
            #expect(try await titles("query=plenum") == ["Budget speech"])
            #expect(try await titles("query=SPEAKER%20question") == ["Question time"])
            #expect(try await titles("query=nothing%20of%20the%20kind").isEmpty)
            let first = try await client.send("GET", "/v1/records?limit=1").object
            let before = try #require(first["before"] as? Int)
            #expect(try await titles("before=\(before)") == ["Question time", "Budget speech"])

            let record = try await client.send("GET", "/v1/records/1").object
            let statement = try #require(record["statement"] as? [String: Any])
            #expect(record["record"] as? String == "1" && record["signature"] as? String == "valid")
            #expect(record["inclusion"] as? String == "proved" && statement["type"] as? String == "media.register")
            let entry = try #require(try registry.entry(at: 1))
            #expect(record["cose"] as? String == Data(entry.statement).base64EncodedString())

            let proof = try await client.send("GET", "/v1/records/1/proof")
            let read = try #require(LogProof(decoding: Array(proof.text.utf8)))
            let checkpoint = try #require(Checkpoint(note: read.note.bytes, signedBy: registry.log))
            #expect(read.index == 1 && read.proves(entry.statement, in: checkpoint))

            let fingerprint = try await client.raw("/v1/records/1/fingerprint")
            #expect(fingerprint.status == 200)
            #expect(try fingerprint.body == registry.fingerprintBytes(of: RecordingID(rawValue: 1)))
            let hash = SHA256Digest(of: fingerprint.body).hex
            #expect(try await client.raw("/v1/fingerprints/\(hash)").body == fingerprint.body)
            #expect(try await client.raw("/v1/records/1/statement").body == entry.statement)
        }
    }

    @Test func whatIsWithheldOrNotThereIsSaid() async throws {
        let made = try SoundRegistry()
        _ = try made.register(1, title: "Closed session", publication: .embargoed)
        _ = try made.register(2, title: "Keys alone", publication: .keys)
        try await made.served { client in
            for record in [1, 2] {
                let reply = try await client.send("GET", "/v1/records/\(record)/fingerprint")
                #expect(try reply.status == 403 && reply.problem == "withheld")
            }
            #expect(
                (try await client.send("GET", "/v1/records/2").object["fingerprint"] as? [String: Any])?["published"]
                    as? String == "keys")
            // Entry 0 is a publisher, and no record.
            for path in [
                "/v1/records/0", "/v1/records/99", "/v1/records/01", "/v1/records/-1", "/v1/records/x/proof",
                "/v1/fingerprints/00", "/v1/fingerprints/\(String(repeating: "0", count: 64))", "/v1/publishers/00",
                "/v1/log/entries/99", "/v1/log/entries/0?size=99", "/v1/log/consistency?from=1&to=99",
                "/v1/log/leaves/\(String(repeating: "0", count: 64))",
            ] {
                let reply = try await client.send("GET", path)
                #expect(try reply.status == 404 && reply.problem == "not-found", "\(path)")
            }
            for path in [
                "/v1/records?limit=0", "/v1/records?before=x", "/v1/log/entries?kind=x",
                "/v1/log/entries?about=zz", "/v1/log/entries?kind=keys&file=zz", "/v1/log/entries/0?size=0",
                "/v1/publishers?limit=101",
                "/v1/records?query=\(String(repeating: "q", count: 256))",
            ] {
                let reply = try await client.send("GET", path)
                #expect(try reply.status == 400 && reply.problem == "bad-request", "\(path)")
            }
            // Recordings where nothing is asked for; none from an entry on that the log has not.
            for (query, count) in [("", 2), ("?from=2", 1), ("?from=4294967295", 0), ("?from=3&size=1", 0)] {
                let entries = try await client.send("GET", "/v1/log/entries\(query)").object["entries"] as? [Any]
                #expect(entries?.count == count, "\(query)")
            }
        }
    }

    @Test func publishersAreReadWithTheHistoryOfTheirKeys() async throws {
        let made = try SoundRegistry()
        _ = try made.register(1, title: "Budget speech")
        let registry = try made.registry()
        let founder = try made.home.publisherKey().publicKey.keyID
        let next = try PrivateKey(generating: .ed25519)
        let rotate = KeyRotate(
            publisher: founder, replaces: founder, key: next.publicKey, proof: try KeyPossession(of: next, for: founder)
        )
        let signed = try Statement.keyRotate(rotate).signed(with: made.home.publisherKey(), issuedAt: 1_790_000_002)
        _ = try registry.append(
            [LogSubmission(try AdmittedStatement(signed, in: registry), loggedAt: 1_790_000_002)],
            signer: made.home.logSigner(for: registry.log))
        try await made.served { client in
            let list = try await client.send("GET", "/v1/publishers?query=speaker").object
            let found = try #require((list["publishers"] as? [[String: Any]])?.first)
            #expect(found["id"] as? String == founder.hex && found["domains"] as? [String] == ["parliament.example"])
            #expect(
                try await client.send("GET", "/v1/publishers?query=nobody").object["publishers"] as? [String] == [])
            // Either key leads to the publisher.
            for key in [founder, next.publicKey.keyID] {
                let publisher = try await client.send("GET", "/v1/publishers/\(key.hex)").object
                let keys = try #require(publisher["keys"] as? [[String: Any]])
                #expect(keys.count == 2 && publisher["id"] as? String == founder.hex)
                let end = try #require(keys[0]["end"] as? [String: Any])
                #expect(end["cause"] as? String == "replaced" && end["invalidFrom"] as? Int == 3)
                #expect(keys[1]["from"] as? Int == 3 && keys[1]["end"] == nil)
            }
        }
    }

    /// Each route of the description answers as it says there.
    @Test func everyRouteOfTheDescriptionAnswersAsItSays() async throws {
        let made = try SoundRegistry()
        _ = try made.register(1, title: "Budget speech")
        let registry = try made.registry()
        let key = try made.home.publisherKey().publicKey.keyID.hex
        let hash = try #require(try registry.fingerprintReference(at: 1)).sha256.hex
        try await made.served { client in
            let document = try await client.send("GET", "/openapi.json").object
            let paths = try #require(document["paths"] as? [String: [String: Any]])
            let rooms = ["/v1/records", "/v1/fingerprints", "/v1/publishers", "/v1/log", "/v1/candidates", "/v1/reg"]
            var asked = 0
            for path in paths.keys where rooms.contains(where: path.hasPrefix) && !path.hasSuffix("/pictures") {
                for (method, operation) in paths[path] ?? [:] where method != "parameters" {
                    let responses = try #require((operation as? [String: Any])?["responses"] as? [String: Any])
                    let place = path.replacing("{record}", with: "1").replacing("{index}", with: "1")
                        .replacing("{hash}", with: hash).replacing("{id}", with: key)
                    let query = path == "/v1/log/entries" ? "?kind=keys" : ""
                    let reply = try await client.send(
                        method.uppercased(), place + query, body: method == "post" ? "x" : nil)
                    #expect(responses["\(reply.status)"] != nil, "\(method) \(path) answered \(reply.status)")
                    asked += 1
                }
            }
            #expect(asked == 15)
        }
    }
}
