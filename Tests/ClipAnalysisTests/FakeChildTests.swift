import ClipAnalysis
import Fingerprinting
import Foundation
import TestMedia
import Testing

/// What the parent makes of children that crash, hang or lie. The children are shell scripts.
struct FakeChildTests {
    /// Scans a file that the child does not read.
    private func scan(child script: String, limits: AnalysisLimits = AnalysisLimits()) async throws
        -> ClipAnalysisError?
    {
        let folder = FileManager.default.temporaryDirectory.appending(path: "vericlip-fake-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let (child, clip) = (folder.appending(path: "child").path, folder.appending(path: "clip").path)
        try Data("#!/bin/sh\n\(script)\n".utf8).write(to: URL(filePath: child))
        try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: child)
        try Data("x".utf8).write(to: URL(filePath: clip))
        do {
            _ = try await ClipAnalyzer(executable: child, limits: limits).scan(path: clip, profile: .query)
        } catch {
            return error
        }
        return nil
    }

    /// A shell command that prints these bytes.
    private func print(_ frames: [AnalysisFrame], dropping: Int = 0) -> String {
        let bytes = frames.flatMap(\.bytes).dropLast(dropping)
        return "printf '\(bytes.map { "\\" + String(1 << 9 | Int($0), radix: 8).dropFirst() }.joined())'"
    }

    private func confinement() throws -> AnalysisFrame {
        try AnalysisFrame(.confinement, json: Confinement(resourceLimits: true, systemCallFilter: true))
    }

    private func isFailure(_ error: ClipAnalysisError?) -> Bool {
        if case .analyzerFailed = error { return true }
        return false
    }

    @Test func namesTheSignalOfACrash() async throws {
        #expect(try await scan(child: "kill -SEGV $$") == .decoderCrashed(signal: SIGSEGV))
        #expect(
            try await scan(child: "\(print([try confinement()])); kill -ABRT $$") == .decoderCrashed(signal: SIGABRT))
    }

    @Test func stopsAChildThatHangs() async throws {
        #expect(try await scan(child: "exec sleep 600", limits: AnalysisLimits(silence: 1)) == .timeout(seconds: 1))
    }

    @Test func refusesGarbage() async throws {
        #expect(isFailure(try await scan(child: "echo Hello, parent")))
        #expect(isFailure(try await scan(child: "head -c 100000 /dev/urandom")))
        #expect(isFailure(try await scan(child: "printf '\\001\\377\\377\\377\\377'")))
        #expect(isFailure(try await scan(child: "exit 3")))
        #expect(isFailure(try await scan(child: ":")))
    }

    @Test func refusesFramesCutShortOrOutOfOrder() async throws {
        let confinement = try confinement()
        #expect(isFailure(try await scan(child: print([confinement], dropping: 3))))
        #expect(isFailure(try await scan(child: print([.progress(milliseconds: 4)]))))
        #expect(isFailure(try await scan(child: print([confinement, confinement]))))
        #expect(isFailure(try await scan(child: print([confinement, .progress(milliseconds: 4)]))))
        #expect(isFailure(try await scan(child: print([confinement, AnalysisFrame(.outcome, [])]))))
        #expect(isFailure(try await scan(child: print([confinement, AnalysisFrame(.fingerprint, [1, 2, 3])]))))
    }

    @Test func believesOnlyErrorsAboutTheContent() async throws {
        let (first, media) = (try confinement(), try AnalysisFrame(.failure, json: ClipAnalysisError.notMedia))
        #expect(try await scan(child: print([first, media])) == .notMedia)
        let other = try AnalysisFrame(.failure, json: ClipAnalysisError.missingFile)
        #expect(isFailure(try await scan(child: print([first, other]))))
        let colour = try AnalysisFrame(.failure, json: ClipAnalysisError.unsupportedCodec("\u{1b}[31mred"))
        #expect(isFailure(try await scan(child: print([first, colour]))))
    }

    @Test func refusesALargeFingerprint() async throws {
        let header = "printf '\\004\\000\\000\\000\\100'"
        #expect(
            try await scan(
                child: "\(print([try confinement()])); \(header)", limits: AnalysisLimits(fingerprintBytes: 1000))
                == .limitExceeded(.fingerprint(allowed: 1000)))
    }

    @Test func namesAMissingAnalyzer() async {
        await #expect(throws: ClipAnalysisError.analyzerMissing(tried: ["/nowhere/vericlip-analyze"])) {
            _ = try await ClipAnalyzer(executable: "/nowhere/vericlip-analyze").scan(
                path: "/etc/hostname", profile: .query)
        }
    }

    @Test func leavesNoDescriptorAndNoChild() async throws {
        let before = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count
        for _ in 0..<30 { _ = try await scan(child: "exit 1") }
        let after = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count
        // Other tests run at the same time and hold a few of their own.
        #expect(after < before + 25)
    }

    @Test func cancellingEndsTheScan() async throws {
        let task = Task { try await scan(child: "exec sleep 600") }
        task.cancel()
        #expect(try await task.value == .cancelled)
    }
}
