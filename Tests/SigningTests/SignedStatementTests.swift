import Foundation
import SeededRandom
import Signing
import Testing

@Suite struct SignedStatementTests {
    /// Seed 40..5f, as in the vectors.
    static func vectorKey() throws -> PrivateKey { try PrivateKey(ed25519Seed: Array(0x40...0x5F)) }

    @Test func theSharedVectorHolds() throws {
        let bytes = try Vectors.bytes("log/statement.cose")
        let statement = try UnverifiedSignedStatement(decoding: bytes)
        let key = try Self.vectorKey()
        #expect(bytes.count == 562)
        #expect(statement.header.keyID.hex == "788de5096f8b530eef97a4015cffb7cfeb260c23795b846bf8112682a93b1101")
        #expect(statement.header.issuer == "did:web:parliament.example")
        #expect(statement.header.issuedAt == 1_790_000_000)
        #expect(statement.signedBytes.count == 506)
        #expect(statement.identity.hex.hasPrefix("25bae13d") && statement.identity.hex.hasSuffix("e942"))
        #expect(statement.verified(by: key.publicKey) != nil)
        // Ed25519 is deterministic: signing again gives the same bytes.
        let header = statement.header
        let again = try VerifiedSignedStatement(
            signing: statement.payload, contentType: header.contentType, issuer: header.issuer, subject: header.subject,
            issuedAt: header.issuedAt, with: key)
        #expect(again.statement.bytes == bytes)
    }

    @Test func aStatementIsVouchedForByItsKeyAlone() throws {
        let statement = try UnverifiedSignedStatement(decoding: try Vectors.bytes("log/statement.cose"))
        for algorithm in SignatureAlgorithm.allCases {
            let stranger = try PrivateKey(generating: algorithm)
            #expect(statement.verified(by: stranger.publicKey) == nil)
        }
    }

    /// Every byte of the statement, and every bit of it: nothing altered passes for signed, nothing crashes.
    @Test func noAlteredBitPasses() throws {
        let bytes = try Vectors.bytes("log/statement.cose")
        let key = try Self.vectorKey()
        for index in bytes.indices {
            for bit in 0..<8 {
                var altered = bytes
                altered[index] ^= 1 << UInt8(bit)
                let statement = try? UnverifiedSignedStatement(decoding: altered)
                #expect(statement?.verified(by: key.publicKey) == nil)
            }
        }
    }

    @Test func randomMutationsNeverCrash() throws {
        let bytes = try Vectors.bytes("log/statement.cose")
        var generator = SeededGenerator(seed: 5)
        for _ in 0..<20_000 {
            let mutated = bytes.mutated(using: &generator)
            guard let statement = try? UnverifiedSignedStatement(decoding: mutated) else { continue }
            // Whatever is read has one encoding.
            #expect(statement.bytes == mutated)
        }
    }

    @Test func whatIsNotInTheProfileIsRejected() throws {
        let good = try UnverifiedSignedStatement(decoding: try Vectors.bytes("log/statement.cose"))
        guard case .tagged(18, .array(let parts)) = try CBOR(decoding: good.bytes) else { return #expect(Bool(false)) }
        func rejected(_ value: CBOR) -> Bool { (try? UnverifiedSignedStatement(decoding: value.encoded)) == nil }

        #expect(!rejected(.tagged(18, .array(parts))))
        #expect(rejected(.array(parts)))
        #expect(rejected(.tagged(17, .array(parts))))
        #expect(rejected(.tagged(18, .array(parts + [.bytes([])]))))
        let unprotected = CBOR.map([.init(CBOR(4), .bytes([1]))])
        #expect(rejected(.tagged(18, .array([parts[0], unprotected, parts[2], parts[3]]))))
        #expect(
            rejected(.tagged(18, .array([parts[0], parts[1], parts[2], .bytes([UInt8](repeating: 0, count: 63))]))))
        #expect(rejected(.tagged(18, .array([.bytes([]), parts[1], parts[2], parts[3]]))))
        let large = CBOR.bytes([UInt8](repeating: 32, count: UnverifiedSignedStatement.byteLimit))
        #expect(rejected(.tagged(18, .array([parts[0], parts[1], large, parts[3]]))))
    }

    @Test func anUnknownAlgorithmIsNamed() throws {
        let good = try UnverifiedSignedStatement(decoding: try Vectors.bytes("log/statement.cose"))
        guard case .tagged(18, .array(let parts)) = try CBOR(decoding: good.bytes), case .bytes(let header) = parts[0],
            case .map(let members) = try CBOR(decoding: header)
        else { return #expect(Bool(false)) }
        let renumbered = CBOR.map(members.map { $0.key.integer == 1 ? .init($0.key, CBOR(-35)) : $0 }).encoded
        let bytes = CBOR.tagged(18, .array([.bytes(renumbered)] + parts.dropFirst())).encoded
        #expect(throws: SigningError.statement(.unsupportedAlgorithm(-35))) {
            try UnverifiedSignedStatement(decoding: bytes)
        }
    }

    @Test(arguments: SignatureAlgorithm.allCases)
    func openSSLAloneVerifiesAnExport(algorithm: SignatureAlgorithm) throws {
        let key = try PrivateKey(generating: algorithm)
        let signed = try VerifiedSignedStatement(
            signing: Array("{}".utf8), contentType: "application/json", issuer: "a", subject: "b", issuedAt: 0,
            with: key)
        let export = StatementExport(of: signed)
        try withTemporaryFolder { folder in
            for file in export.files { try Data(file.bytes).write(to: URL(filePath: "\(folder)/\(file.name)")) }
            let arguments = String(export.command.dropFirst("openssl ".count))
            #expect(try openssl(arguments, in: folder) == 0)
            try Data(export.files[0].bytes + [0]).write(to: URL(filePath: "\(folder)/tbs.bin"))
            #expect(try openssl(arguments, in: folder) != 0)
        }
    }
}

extension Array where Element == UInt8 {
    /// A few bytes altered, inserted, removed or repeated.
    func mutated(using generator: inout SeededGenerator) -> [UInt8] {
        var bytes = self
        for _ in 0..<Int.random(in: 1...4, using: &generator) {
            let index = Int.random(in: 0..<bytes.count, using: &generator)
            switch Int.random(in: 0..<4, using: &generator) {
            case 0: bytes[index] = UInt8.random(in: 0...255, using: &generator)
            case 1: bytes.insert(UInt8.random(in: 0...255, using: &generator), at: index)
            case 2 where bytes.count > 1: bytes.remove(at: index)
            default: bytes.insert(contentsOf: bytes[index..<Swift.min(index + 8, bytes.count)], at: index)
            }
        }
        return bytes
    }
}
