import Foundation
import MediaDecoding
import Testing

/// Real footage that lies beside the project; it is not part of it.
struct SharedMediaTests {
    static let folder: URL? = {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let shared =
            ProcessInfo.processInfo.environment["VERICLIP_SHARED"].map { URL(filePath: $0) }
            ?? root.deletingLastPathComponent().appending(path: "shared")
        let folder = shared.appending(path: "media/authentic")
        if FileManager.default.fileExists(atPath: folder.path) { return folder }
        print("Skipped: the shared footage is not at \(folder.path).")
        return nil
    }()

    /// The first five files by name: a smoke test.
    @Test(.enabled(if: folder != nil)) func readsRealFootage() throws {
        let folder = try #require(Self.folder)
        let files = (FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? [])
            .filter { $0.hasSuffix(".mp4") }.sorted().prefix(5)
        #expect(!files.isEmpty)
        for file in files {
            let reading = try Reading(
                folder.appending(path: file).path, sampling: .nearest(everyMilliseconds: 120))
            #expect(reading.outcome.isComplete, "\(file)")
            #expect(reading.frames.count > 5, "\(file)")
        }
    }
}
