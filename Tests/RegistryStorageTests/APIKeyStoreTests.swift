import Foundation
import RegistryStorage
import Testing

/// Keys of a server's API: shown once, kept as hashes, and good as long as their operator says.
@Suite struct APIKeyStoreTests {
    private let folder = FileManager.default.temporaryDirectory.appending(path: "vericlip-\(UUID().uuidString)").path

    private func withStore(_ body: (APIKeyStore, _ path: String) throws -> Void) throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let path = "\(folder)/api-keys.db"
        try body(try APIKeyStore(path: path), path)
    }

    @Test func neitherKeysNorSessionsAreInTheFile() throws {
        try withStore { (store, path) throws in
            let secret = try #require(try store.add(name: "desk", scopes: [.lookup], at: 100, expiresAt: 200))
            let key = try #require(try store.key(shown: secret, at: 150))
            let session = try store.openSession(of: key, at: 150, expiresAt: 160)
            #expect(secret.count == "vericlip_".count + 64 && session.count == 64)
            var bytes = Data()
            for file in try FileManager.default.contentsOfDirectory(atPath: folder) {
                bytes += try #require(FileManager.default.contents(atPath: "\(folder)/\(file)"))
                let mode = try FileManager.default.attributesOfItem(atPath: "\(folder)/\(file)")[.posixPermissions]
                #expect(mode as? Int == 0o600, "\(file)")
            }
            let text = String(decoding: bytes, as: UTF8.self)
            #expect(text.contains("desk") && !text.contains(secret.dropFirst(9)) && !text.contains(session))
            #expect(!bytes.contains(Data(hex: secret.dropFirst(9))) && !bytes.contains(Data(hex: session[...])))
            #expect(path.hasPrefix(folder))
        }
    }

    @Test func aKeyIsKnownByItselfAlone() throws {
        try withStore { (store, path) throws in
            let secret = try #require(
                try store.add(name: "desk", scopes: [.lookup, .register], at: 100, expiresAt: 200))
            #expect(try store.add(name: "desk", scopes: [.admin], at: 100, expiresAt: 200) == nil)
            let other = try #require(try store.add(name: "other", scopes: [.admin], at: 100, expiresAt: 200))
            #expect(secret != other)
            for wrong in ["", "vericlip_", String(secret.dropLast()), secret + "0", secret.uppercased()] {
                #expect(try store.key(shown: wrong, at: 150) == nil)
            }
            // Another process: the command line beside a server.
            let found = try #require(try APIKeyStore(path: path).key(shown: secret, at: 150))
            #expect(found.name == "desk" && found.scopes == [.lookup, .register] && !found.isExpired(at: 199))
            #expect(found.isExpired(at: 200) && found.allows(.register) && !found.allows(.admin))
            #expect(try store.keys().map(\.lastUsedAt) == [150, nil])
            #expect(try store.remove(name: "desk"))
            #expect(try !store.remove(name: "desk"))
            #expect(try store.key(shown: secret, at: 150) == nil)
            let again = try #require(try store.add(name: "desk", scopes: [.lookup], at: 100, expiresAt: 200))
            #expect(try store.key(shown: again, at: 150)?.number ?? 0 > 2, "no number is given twice")
        }
    }

    @Test func aSessionEndsWithItsTimeItsKeyOrWhenItIsClosed() throws {
        try withStore { (store, _) throws in
            let secret = try #require(try store.add(name: "desk", scopes: [.lookup], at: 0, expiresAt: 100))
            let key = try #require(try store.key(shown: secret, at: 0))
            let sessions = try (0..<3).map { _ in try store.openSession(of: key, at: 0, expiresAt: 50) }
            #expect(try store.key(ofSession: sessions[0], at: 49)?.name == "desk")
            #expect(try store.key(ofSession: sessions[0], at: 50) == nil)
            #expect(try store.key(ofSession: secret, at: 0) == nil && store.key(shown: sessions[0], at: 0) == nil)
            try store.closeSession(sessions[0])
            #expect(
                try store.key(ofSession: sessions[0], at: 0) == nil && store.key(ofSession: sessions[1], at: 0) != nil)
            let long = try store.openSession(of: key, at: 0, expiresAt: 500)
            #expect(try store.key(ofSession: long, at: 99) != nil && store.key(ofSession: long, at: 100) == nil)
            _ = try store.remove(name: "desk")
            #expect(try store.key(ofSession: sessions[1], at: 0) == nil)
        }
    }

    @Test func aDaysUseIsCountedUpToItsLimit() throws {
        try withStore { (store, path) throws in
            let more = APIKeyStore.Usage(clips: 1, bytes: 40)
            #expect(try store.charge(more, to: 1, on: "2026-01-01", clips: 2, bytes: 100)?.bytes == 40)
            #expect(try store.charge(more, to: 1, on: "2026-01-01", clips: 2, bytes: 100)?.bytes == 80)
            #expect(try store.charge(more, to: 1, on: "2026-01-01", clips: nil, bytes: 100) == nil)
            #expect(try store.charge(more, to: 1, on: "2026-01-01", clips: 2, bytes: nil) == nil)
            // A restart forgets nothing, and what was refused was not counted.
            #expect(try APIKeyStore(path: path).usage(of: 1, on: "2026-01-01") == .init(clips: 2, bytes: 80))
            #expect(try store.charge(more, to: 2, on: "2026-01-01", clips: 1, bytes: nil)?.clips == 1)
            #expect(try store.charge(more, to: 1, on: "2026-01-02", clips: 2, bytes: 100)?.clips == 1)
            #expect(try store.usage(of: 1, on: "2026-01-01") == .init())
        }
    }
}

extension Data {
    fileprivate init(hex: Substring) {
        var rest = hex
        self.init()
        while rest.count >= 2 {
            append(UInt8(rest.prefix(2), radix: 16) ?? 0)
            rest = rest.dropFirst(2)
        }
    }

    fileprivate func contains(_ other: Data) -> Bool { range(of: other) != nil }
}
