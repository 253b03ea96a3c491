import Foundation
import Registry
import Signing
import Testing
import TransparencyLog

@Suite struct TrustedKeysTests {
    @Test func aFolderNamesKeysAndLogs() throws {
        try withTemporaryFolder { folder in
            let key = try PrivateKey(generating: .es256)
            let log = try NoteVerifierKey(
                name: "log.example/1", publicKey: try PrivateKey(generating: .ed25519).publicKey)
            try KeyFile.createPublic(folder + "/parliament.pem", text: key.publicKey.pem)
            try KeyFile.createPublic(folder + "/README.md", text: "what belongs here")
            try KeyFile.createPublic(folder + "/log.policy", text: "# ours\n\n" + TrustedKeys.policy(trusting: log))

            let keys = try TrustedKeys(folder: folder)
            #expect(keys.trust(in: key.publicKey.keyID) == .trusted(name: "parliament"))
            #expect(keys.trust(in: SHA256Digest(of: [])) == .unknown)
            #expect(keys.trust(in: log) == .trusted(name: "log.example/1"))
        }
    }

    @Test func noFolderIsAnEmptyOne() throws {
        #expect(try TrustedKeys(folder: "/nowhere/at/all").entries.isEmpty)
    }

    @Test func anUnusableFileFailsTheWhole() throws {
        try withTemporaryFolder { folder in
            let path = folder + "/broken.pem"
            try KeyFile.createPublic(path, text: "not a key")
            #expect(throws: RegistryError.unusableKeyFile(path: path, .notAPublicKey)) {
                try TrustedKeys(folder: folder)
            }
        }
    }

    /// A policy that asks for what cannot be checked must not pass for one that was honoured.
    @Test(arguments: ["witness w1 x+00000000+AA==", "quorum all", "group g any w1", "quorum", "nonsense"])
    func aPolicyThatCannotBeHonouredIsRefused(line: String) throws {
        try withTemporaryFolder { folder in
            let path = folder + "/log.policy"
            try KeyFile.createPublic(path, text: "# comment\n\(line)\n")
            do {
                _ = try TrustedKeys(folder: folder)
                Issue.record("taken")
            } catch {
                guard case RegistryError.unusablePolicy(path, let defect) = error else { throw error }
                #expect(defect.line == 2)
            }
        }
    }
}

func withTemporaryFolder(_ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "vericlip-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder.path)
}
