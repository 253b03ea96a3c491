import Signing
import Testing

/// Keys on a token, with SoftHSM (Debian's package softhsm2).
@Suite(.serialized, .enabled(if: SoftToken.isAtHand, "softhsm2 is not installed"))
struct TokenTests {
    private static func open(
        _ key: String, token: String = SoftToken.label, module: String = SoftToken.module
    ) throws -> PrivateKey {
        _ = try SoftToken.shared.get()
        return try PrivateKey(on: TokenKeyReference(module: module, token: token, key: key), pin: SoftToken.pin)
    }

    @Test(arguments: [("p256", SignatureAlgorithm.es256), ("ed25519", .ed25519)])
    func aKeyOnATokenSignsWhatOthersCheck(name: String, algorithm: SignatureAlgorithm) throws {
        let key = try Self.open(name)
        #expect(key.publicKey.algorithm == algorithm)
        #expect(key.publicKey == (try SoftToken.shared.get().publicKey(name)))
        for length in [0, 1, 4000] {
            let message = [UInt8](repeating: 7, count: length)
            let signature = try key.signature(over: message)
            #expect(signature.count == 64)
            #expect(key.publicKey.verifies(signature: signature, over: message))
            #expect(!key.publicKey.verifies(signature: signature, over: message + [0]))
        }
        let statement = try VerifiedSignedStatement(
            signing: [1, 2], contentType: "a", issuer: "b", subject: "c", issuedAt: 1, with: key)
        #expect(statement.statement.verified(by: key.publicKey) != nil)
    }

    @Test func severalThreadsSignWithOneKey() async throws {
        let shared = Shared(key: try Self.open("p256"))
        await withTaskGroup(of: Bool.self) { group in
            for number in 0..<16 {
                group.addTask {
                    let message = [UInt8](repeating: UInt8(number), count: 100)
                    let signature = try? shared.key.signature(over: message)
                    return signature.map { shared.key.publicKey.verifies(signature: $0, over: message) } ?? false
                }
            }
            for await holds in group { #expect(holds) }
        }
    }

    private final class Shared: Sendable {
        let key: PrivateKey
        init(key: consuming PrivateKey) { self.key = key }
    }

    @Test func whatIsWrongIsNamed() throws {
        func failure(_ body: () throws -> PrivateKey) throws -> TokenFailure? {
            do {
                _ = try body()
                return nil
            } catch SigningError.token(let failure) {
                return failure
            }
        }
        #expect(try failure { try Self.open("p256", token: "other") } == .noToken(label: "other"))
        #expect(try failure { try Self.open("none") } == .noKey(label: "none", matches: 0))
        guard case .module? = try failure({ try Self.open("p256", module: "/nonexistent.so") }),
            case .module? = try failure({ try Self.open("p256", module: "libc.so.6") })
        else { return #expect(Bool(false)) }
        let key = try Self.open("ed25519")
        #expect(throws: SigningError.token(.staysOnToken)) {
            try KeyFile.createPrivate("/nonexistent/never-written.pem", key: key)
        }
    }
}

@Suite struct TokenKeyReferenceTests {
    @Test func whatIsWrittenIsRead() {
        let whole = TokenKeyReference(module: "/a b/m.so", token: "My token", key: "k 1", pinFile: "/pin")
        #expect(TokenKeyReference(text: whole.text) == whole)
        let short = TokenKeyReference(module: "m", token: "t", key: "k")
        #expect(TokenKeyReference(text: short.text) == short)
    }

    @Test(
        arguments: [
            "", "module m\ntoken t\n", "module m\ntoken t\nkey k\nkey l\n", "module m\ntoken t\nkey k\npin 1\n",
            "module \ntoken t\nkey k\n", "module\ntoken t\nkey k\n",
        ])
    func anythingElseIsNot(text: String) { #expect(TokenKeyReference(text: text) == nil) }
}
