import ContentCredentials
import Foundation
import Signing
import Testing

/// Files of others that lie beside the project; what C2PA's reference reader (c2pa-python 0.38.1, no trust list) says of each.
struct FixtureTests {
    static let folder: URL? = {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let shared =
            ProcessInfo.processInfo.environment["VERICLIP_SHARED"].map { URL(filePath: $0) }
            ?? root.deletingLastPathComponent().appending(path: "shared")
        let folder = shared.appending(path: "c2pa")
        if FileManager.default.fileExists(atPath: folder.path) { return folder }
        print("Skipped: the shared files with Content Credentials are not at \(folder.path).")
        return nil
    }()

    private func read(_ name: String, change: (inout [UInt8]) -> Void = { _ in }) throws -> ContentCredentials {
        var bytes = Array(try Data(contentsOf: try #require(Self.folder).appending(path: name)))
        change(&bytes)
        return ContentCredentials(in: bytes)
    }

    @Test(
        .enabled(if: folder != nil),
        arguments: [
            ("C.jpg", .valid, []), ("CA.jpg", .valid, []),
            ("E-sig-CA.jpg", .invalid, ["claimSignature.mismatch"]), ("legacy.mp4", .valid, []),
            ("video1.mp4", .valid, []), ("dashinit.mp4", .invalid, ["assertion.bmffHash.mismatch"]),
        ] as [(String, ContentCredentials.State, Set<String>)])
    func asTheReferenceHasIt(name: String, state: ContentCredentials.State, failures: Set<String>) throws {
        let read = try read(name)
        #expect(read.state == state)
        #expect(read.failures == failures.union(["signingCredential.untrusted"]))
    }

    @Test(.enabled(if: folder != nil)) func aFlippedBit() throws {
        let video = try read("video1.mp4") { $0[400_000] ^= 1 }
        #expect(video.failures == ["assertion.bmffHash.mismatch", "signingCredential.untrusted"])
        let picture = try read("CA.jpg") { $0[$0.count - 100] ^= 1 }
        #expect(picture.failures == ["assertion.dataHash.mismatch", "signingCredential.untrusted"])
        #expect([video.state, picture.state] == [.invalid, .invalid])
    }

    @Test(.enabled(if: folder != nil)) func aFileCutShort() throws {
        let read = try read("video1.mp4") { $0.removeLast(1000) }
        #expect(read.state != .valid && read.reason != nil)
    }

    @Test(.enabled(if: folder != nil)) func filesWithoutAManifest() throws {
        #expect(try read("video1_no_manifest.mp4") == ContentCredentials(state: .none))
        #expect(try read("dash1.m4s") == ContentCredentials(state: .none))
        let nested = try read("nested_moov_1000.mp4")
        #expect(nested.state == .none && nested.reason == "its boxes are nested deeper than 32")
    }

    /// The fragments of a stream lie in files of their own; all of them together would make one file, one alone does not.
    @Test(.enabled(if: folder != nil)) func oneFragmentOfEleven() throws {
        let fragment = try Data(contentsOf: try #require(Self.folder).appending(path: "dash1.m4s"))
        let read = try read("dashinit.mp4") { $0 += fragment }
        #expect(read.failures.contains("assertion.bmffHash.mismatch"))
    }
}
