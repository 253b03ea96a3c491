import Foundation
import Signing
import Testing

@Suite struct KeyTests {
    @Test(arguments: SignatureAlgorithm.allCases)
    func aSignatureHoldsForItsMessageAndKeyAlone(algorithm: SignatureAlgorithm) throws {
        let key = try PrivateKey(generating: algorithm)
        let other = try PrivateKey(generating: algorithm)
        let message = Array("a message".utf8)
        // ECDSA integers vary in length; some signatures have short ones.
        for _ in 0..<(algorithm == .es256 ? 300 : 1) {
            let signature = try key.signature(over: message)
            #expect(signature.count == 64)
            #expect(key.publicKey.verifies(signature: signature, over: message))
            #expect(!key.publicKey.verifies(signature: signature, over: message + [0]))
            #expect(!other.publicKey.verifies(signature: signature, over: message))
            #expect(!key.publicKey.verifies(signature: Array(signature.dropLast()), over: message))
        }
        #expect(!key.publicKey.verifies(signature: [UInt8](repeating: 0, count: 64), over: message))
        #expect(!key.publicKey.verifies(signature: [], over: message))
    }

    @Test(arguments: SignatureAlgorithm.allCases)
    func aPrivateKeyGoesThroughItsFile(algorithm: SignatureAlgorithm) throws {
        try withTemporaryFolder { folder in
            let path = folder + "/private/key.pem"
            let key = try PrivateKey(generating: algorithm)
            try KeyFile.createPrivate(path, key: key)
            let read = try KeyFile.readPrivate(path)
            #expect(read.publicKey == key.publicKey)

            let files = FileManager.default
            #expect(try files.attributesOfItem(atPath: path)[.posixPermissions] as? Int == 0o600)
            #expect(try files.attributesOfItem(atPath: folder + "/private")[.posixPermissions] as? Int == 0o700)
            expectError(.fileExists(path: path)) { () throws(SigningError) in try KeyFile.createPrivate(path, key: key)
            }

            try files.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
            expectError(.privateKeyExposed(path: path, mode: 0o640)) { () throws(SigningError) in
                _ = try KeyFile.readPrivate(path)
            }
        }
    }

    @Test func linksEncryptedKeysAndOtherFilesAreRefused() throws {
        try withTemporaryFolder { folder in
            let path = folder + "/key.pem"
            try KeyFile.createPrivate(path, key: try PrivateKey(generating: .ed25519))
            let link = folder + "/link.pem"
            try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: path)
            expectError(.cannotRead(path: link, code: ELOOP)) { () throws(SigningError) in
                _ = try KeyFile.readPrivate(link)
            }
            let other = try PrivateKey(generating: .ed25519)
            expectError(.fileExists(path: link)) { () throws(SigningError) in
                try KeyFile.createPrivate(link, key: other)
            }

            // Must fail, and must not ask anybody for the pass phrase.
            let encrypted = folder + "/encrypted.pem"
            #expect(try openssl("pkey -in key.pem -aes256 -passout pass:secret -out encrypted.pem", in: folder) == 0)
            expectError(.notAPrivateKey(path: encrypted)) { () throws(SigningError) in
                _ = try KeyFile.readPrivate(encrypted)
            }

            #expect(try openssl("ecparam -name secp384r1 -genkey -noout -out p384.pem", in: folder) == 0)
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: folder + "/p384.pem")
            expectError(.unsupportedKey) { () throws(SigningError) in _ = try KeyFile.readPrivate(folder + "/p384.pem")
            }
            expectError(.notAPrivateKey(path: folder)) { () throws(SigningError) in _ = try KeyFile.readPrivate(folder)
            }
        }
    }

    @Test(arguments: SignatureAlgorithm.allCases)
    func openSSLReadsThePublicKeyAndNamesItAlike(algorithm: SignatureAlgorithm) throws {
        try withTemporaryFolder { folder in
            let key = try PrivateKey(generating: algorithm)
            try KeyFile.createPublic(folder + "/p.pem", text: "Office of Somebody\n" + key.publicKey.pem)
            #expect(try openssl("pkey -pubin -in p.pem -outform DER -out p.der", in: folder) == 0)
            #expect(try SHA256Digest(ofFile: folder + "/p.der") == key.publicKey.keyID)
            #expect(try PublicKey(pem: try KeyFile.readPublic(folder + "/p.pem")) == key.publicKey)
        }
    }

    @Test func aKeyHasOneEncoding() throws {
        let der = try PrivateKey(generating: .es256).publicKey.derBytes
        var offCurve = der
        offCurve[der.count - 1] ^= 1
        #expect(throws: SigningError.notAPublicKey) { try PublicKey(derBytes: offCurve) }
        #expect(throws: SigningError.unsupportedKey) { try PublicKey(derBytes: der + [0]) }
        #expect(throws: SigningError.unsupportedKey) { try PublicKey(derBytes: []) }
        #expect(throws: SigningError.notAPublicKey) { try PublicKey(pem: "not a key") }
    }
}

/// Typed, so that no copy of a key is captured.
func expectError(
    _ expected: SigningError, _ body: () throws(SigningError) -> Void,
    sourceLocation: SourceLocation = #_sourceLocation
) {
    do {
        try body()
        Issue.record("no error, expected \(expected)", sourceLocation: sourceLocation)
    } catch {
        #expect(error == expected, sourceLocation: sourceLocation)
    }
}

func withTemporaryFolder(_ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "vericlip-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder.path)
}

/// Runs the system's own openssl, which shares no code with what is tested but the library's arithmetic.
func openssl(_ arguments: String, in folder: String) throws -> Int32 {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["openssl"] + arguments.split(separator: " ").map(String.init)
    process.currentDirectoryURL = URL(filePath: folder)
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    process.standardInput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return process.terminationStatus
}
