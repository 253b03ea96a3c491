import Foundation
import HTTPClient
import RegistryStorage
import Signing
import Testing
import TransparencyLog
import VericlipServer

/// A witness asked over HTTP, on this machine alone.
@Suite struct WitnessServerTests {
    private static func log() throws(SigningError) -> LogSigner {
        try LogSigner(origin: "log.example/1", key: try PrivateKey(ed25519Seed: Array(0x00...0x1F)))
    }

    private func note(_ size: Int) throws -> UnverifiedNote {
        let leaves = (0..<size).map { MerkleTree.leafHash(of: [UInt8($0)]) }
        let root = try MerkleTree.root(of: size) { address throws(CancellationError) in
            HashTile.root(of: leaves[address.index << address.level..<(address.index + 1) << address.level])
        }
        return try UnverifiedNote(
            decoding: try Self.log().note(of: Checkpoint(origin: "log.example/1", size: size, root: root)))
    }

    /// Runs `body` against a witness that stops afterwards.
    private func withWitness(_ body: (String, WitnessKey) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "vericlip-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let key = try PrivateKey(generating: .ed25519)
        let verifier = try WitnessKey(name: "witness.example/w1", publicKey: key.publicKey)
        let server = WitnessServer(
            store: try WitnessStore(path: folder.appending(path: "witness.db").path),
            logs: [try Self.log().verifierKey], name: verifier.name, key: key)
        let (ports, continuation) = AsyncStream<Int>.makeStream()
        let serving = Task {
            defer { continuation.finish() }
            try await server.run(host: "127.0.0.1", port: 0) { continuation.yield($0) }
        }
        var iterator = ports.makeAsyncIterator()
        let port = try #require(await iterator.next())
        try await body("http://127.0.0.1:\(port)", verifier)
        serving.cancel()
        _ = await serving.result
    }

    @Test func aCheckpointIsCosignedAndCanBeFetched() async throws {
        try await withWitness { (address, verifier) async throws in
            let client = HTTPClient(seconds: 60, byteLimit: 65_536)
            let first = try note(3)
            let reply = try await client.post(
                "\(address)/add-checkpoint", body: WitnessRequest(oldSize: 0, proof: [], note: first).bytes)
            #expect(reply.status == 200)
            let cosigned = try UnverifiedNote(decoding: first.bytes + reply.body)
            #expect(cosigned.cosignatures(by: [verifier]).count == 1)
            let hash = SHA256Digest(of: Array("log.example/1".utf8)).hex
            let fetched = try await client.get("\(address)/\(hash)/checkpoint")
            #expect(fetched.status == 200 && fetched.body == cosigned.bytes)

            // From nothing once more: the witness says how far it is.
            let again = try await client.post(
                "\(address)/add-checkpoint", body: WitnessRequest(oldSize: 0, proof: [], note: try note(4)).bytes)
            #expect(again.status == 409 && again.body == Array("3\n".utf8))
        }
    }

    @Test func whatIsNoRequestIsRefused() async throws {
        try await withWitness { (address, _) async throws in
            let client = HTTPClient(seconds: 60, byteLimit: 65_536)
            #expect(try await client.post("\(address)/add-checkpoint", body: [1, 2, 3]).status == 400)
            let large = [UInt8](repeating: 0x41, count: 1 << 20)
            #expect(try await client.post("\(address)/add-checkpoint", body: large).status == 413)
            #expect(try await client.get("\(address)/nothing/checkpoint").status == 404)
            #expect(try await client.get("\(address)/").status == 404)
        }
    }

    @Test func whereNobodyAnswersOrTooMuchComesBackItSaysSo() async throws {
        let client = HTTPClient(seconds: 60, byteLimit: 8)
        do {
            _ = try await client.get("http://127.0.0.1:9/")
            Issue.record("answered")
        } catch {
            guard case .unreachable = error else { throw error }
        }
        for address in ["file:///etc/hostname", "ftp://127.0.0.1/", "", "http://\0"] {
            await #expect(throws: HTTPClientError.self) { try await client.get(address) }
        }
        try await withWitness { (address, _) async throws in
            await #expect(throws: HTTPClientError.tooLarge(address: "\(address)/x/checkpoint", limit: 8)) {
                try await client.get("\(address)/x/checkpoint")
            }
        }
    }
}
