import Foundation
import RegistryStorage
import Testing

/// A store of objects that checks every signature, and lives as long as the tests that use it (Tests/CommandLineTests/Helpers/s3.py).
final class S3Server: Sendable {
    /// The one that most tests share; nothing where it cannot be started.
    static let shared: S3Server? = {
        let server = S3Server()
        if server == nil { print("Tests on a store of objects are left out: its server could not be started here.") }
        return server
    }()

    static let credentials = S3Credentials(keyID: "test-key", secret: "test/secret+key")

    private let folder: URL
    /// As `http://127.0.0.1:PORT`.
    let endpoint: String
    /// The server ends when this is closed, as it is when this process ends.
    private let input: Pipe

    init?() {
        folder = FileManager.default.temporaryDirectory.appending(path: "vericlip-s3-\(UUID().uuidString)")
        let script = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "CommandLineTests/Helpers/s3.py").path
        try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let address = folder.appending(path: "s3.address")
        let process = Process()
        input = Pipe()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["python3", script, folder.path + "/s3"]
        process.standardInput = input
        guard (try? process.run()) != nil else { return nil }
        var text: String?
        for _ in 0..<600 where text == nil && process.isRunning {
            text = try? String(contentsOf: address, encoding: .utf8)
            if text == nil { Thread.sleep(forTimeInterval: 0.05) }
        }
        guard let text else { return nil }
        endpoint = text.trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// A place in it where nothing lies.
    func emptyPlace() throws -> S3Address {
        try #require(S3Address("s3://clips/\(UUID().uuidString)?endpoint=\(endpoint)"))
    }

    /// What goes wrong from now on (s3.py says what there is); nothing for nothing.
    func fail(_ fault: String?) throws {
        try (fault ?? "").write(to: folder.appending(path: "s3.fault"), atomically: true, encoding: .utf8)
    }

    /// The file that holds an object.
    func file(_ name: String, in place: S3Address) -> URL {
        let path = place.description.dropFirst("s3://".count).prefix { $0 != "?" }
        return folder.appending(path: "s3.objects/\(path)/\(name)")
    }

    func names(in place: S3Address) -> [String] {
        let folder = file("x", in: place).deletingLastPathComponent().path
        return ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
    }

    /// How often it was asked with this method.
    func count(_ method: String) throws -> Int {
        try String(contentsOf: folder.appending(path: "s3.asked"), encoding: .utf8).split(separator: "\n")
            .count { $0.hasPrefix(method) }
    }
}
