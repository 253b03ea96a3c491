import Foundation

/// Where a worker keeps what goes with its jobs while it does them: a folder of its own, for nobody else, gone when it ends.
final class WorkFolder: Sendable {
    let path: String

    init() throws(Failure) {
        let parent = FileManager.default.temporaryDirectory.path
        path = "\(parent)/vericlip-work-\(UUID().uuidString)"
        do {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
        } catch {
            throw Failure(
                "There can be no folder in \(parent): \(error.localizedDescription)", next: "TMPDIR=… vericlip work.")
        }
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// Runs `body` with the path of a file that is gone afterwards.
    func withFile<Value>(_ body: (_ path: String) async throws -> Value) async throws -> Value {
        let file = "\(path)/\(UUID().uuidString)"
        guard FileManager.default.createFile(atPath: file, contents: nil, attributes: [.posixPermissions: 0o600]) else {
            throw CocoaError(.fileWriteUnknown)
        }
        defer { try? FileManager.default.removeItem(atPath: file) }
        return try await body(file)
    }
}
