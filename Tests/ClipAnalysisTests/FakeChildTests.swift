import ClipAnalysis
import ContentCredentials
import Detection
import Fingerprinting
import Foundation
import Glibc
import Media
import TestMedia
import Testing

/// What the parent makes of children that crash, hang or lie. The children are shell scripts.
struct FakeChildTests {
    /// Scans a file that the child does not read.
    private func scan(child script: String, limits: AnalysisLimits = AnalysisLimits()) async throws
        -> ClipAnalysisError?
    {
        try await ask(child: script) { child, clip in
            _ = try await ClipAnalyzer(executable: child, limits: limits).scan(
                path: clip, profile: .query, findsFaces: false)
        }
    }

    /// Asks the child, which is this script, about a file that it does not read.
    private func ask(
        child script: String, _ question: (_ child: String, _ clip: String) async throws -> Void
    ) async throws -> ClipAnalysisError? {
        let folder = FileManager.default.temporaryDirectory.appending(path: "vericlip-fake-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let (child, clip) = (folder.appending(path: "child").path, folder.appending(path: "clip").path)
        try Data("#!/bin/sh\n\(script)\n".utf8).write(to: URL(filePath: child))
        try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: child)
        try Data("x".utf8).write(to: URL(filePath: clip))
        // Between its fork and its exec, a child of another test holds the script open for writing: the system starts no such file.
        for _ in 0..<100 {
            do {
                try await question(child, clip)
                return nil
            } catch let error as ClipAnalysisError {
                if case .analyzerFailed(let reason) = error, reason.contains("Text file busy") {
                    try await Task.sleep(for: .milliseconds(20))
                    continue
                }
                return error
            }
        }
        Issue.record("the script stayed busy")
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

    /// What the parent makes of pictures of a stretch from 100 to 200 ms, at most 1000 bytes of them.
    private func pictures(_ frames: [AnalysisFrame]) async throws -> ClipAnalysisError? {
        try await ask(child: print([try confinement()] + frames)) { child, clip in
            let analyzer = ClipAnalyzer(executable: child, limits: AnalysisLimits(pictureBytes: 1000))
            _ = try await analyzer.pictures(path: clip, range: 100..<200)
        }
    }

    private func picture(_ time: Int, width: Int = 16, height: Int = 9, values: Int? = nil) -> AnalysisFrame {
        let values = [UInt8](repeating: 7, count: values ?? width * height)
        return ImagePayload(time: time, width: width, height: height, values: values[...]).frame(.picture)
    }

    private func end(images: Int?) throws -> AnalysisFrame {
        try AnalysisFrame(.outcome, json: ScanOutcome(duration: 1, completeness: .init(), images: images))
    }

    private func description() throws -> AnalysisFrame {
        try AnalysisFrame(
            .description,
            json: MediaDescription(
                container: "mov", claimedDuration: nil,
                video: .init(stream: 0, codec: "h264", width: 16, height: 9), audio: nil, streamCount: 1))
    }

    @Test func takesPicturesThatItAskedFor() async throws {
        let media = try description()
        let error = try await pictures([media, picture(100), picture(199), end(images: 2)])
        #expect(error == nil, "\(error?.description ?? "")")
        #expect(try await pictures([media, end(images: 0)]) == nil)
        #expect(
            try await pictures([media, picture(100), end(images: nil)])
                == .limitExceeded(.pictures(allowed: 1000)))
    }

    @Test func refusesHostilePictures() async throws {
        let (media, end) = (try description(), try end(images: 1))
        #expect(isFailure(try await pictures([picture(100), media, end])))
        #expect(isFailure(try await pictures([media, picture(99), end])))
        #expect(isFailure(try await pictures([media, picture(200), end])))
        #expect(isFailure(try await pictures([media, picture(-1), end])))
        #expect(isFailure(try await pictures([media, picture(150), picture(150), try self.end(images: 2)])))
        #expect(isFailure(try await pictures([media, picture(150), picture(120), try self.end(images: 2)])))
        #expect(isFailure(try await pictures([media, picture(150, width: 0, height: 9), end])))
        #expect(isFailure(try await pictures([media, picture(150, values: 143), end])))
        #expect(isFailure(try await pictures([media, picture(150, values: 145), end])))
        #expect(
            isFailure(
                try await pictures([media, picture(150), picture(160, width: 9, height: 16), try self.end(images: 2)])))
        #expect(isFailure(try await pictures([media, picture(150), try self.end(images: 2)])))
        #expect(isFailure(try await pictures([media, picture(150, width: 100, height: 11), end])))
        #expect(isFailure(try await pictures([media] + (100..<107).map { picture($0) } + [try self.end(images: 7)])))
        #expect(isFailure(try await pictures([media, AnalysisFrame(.picture, [1, 2, 3]), end])))
        #expect(isFailure(try await pictures([media, AnalysisFrame(.fingerprint, [1, 2, 3]), end])))
        let still = ImagePayload(time: 150, width: 1, height: 1, values: [1, 2, 3]).frame(.still)
        #expect(isFailure(try await pictures([media, still, end])))
        // A length of a gigabyte is refused before a byte of it has come.
        #expect(
            isFailure(
                try await ask(
                    child: "\(print([try confinement(), media])); printf '\\007\\000\\000\\000\\100'; sleep 60"
                ) {
                    _ = try await ClipAnalyzer(executable: $0).pictures(path: $1, range: 0..<10)
                }))
    }

    @Test func refusesHostileStills() async throws {
        func stills(_ images: [ImagePayload], _ count: Int) async throws -> ClipAnalysisError? {
            let frames =
                [try confinement(), try description()] + images.map { $0.frame(.still) } + [try end(images: count)]
            return try await ask(child: print(frames)) {
                _ = try await ClipAnalyzer(executable: $0).frames(path: $1, times: [0, 40], height: 4)
            }
        }
        func still(_ time: Int, _ height: Int = 2) -> ImagePayload {
            ImagePayload(time: time, width: 2, height: height, values: [UInt8](repeating: 9, count: 6 * height)[...])
        }
        #expect(try await stills([still(0), still(40)], 2) == nil)
        #expect(isFailure(try await stills([still(0), still(0)], 2)))
        #expect(isFailure(try await stills([still(0), still(40), still(80)], 3)))
        #expect(isFailure(try await stills([still(0, 5)], 1)))
    }

    /// What the parent makes of Content Credentials.
    private func credentials(_ frames: [AnalysisFrame]) async throws -> ClipAnalysisError? {
        try await ask(child: print([try confinement()] + frames)) {
            _ = try await ClipAnalyzer(executable: $0).contentCredentials(path: $1)
        }
    }

    @Test func takesContentCredentials() async throws {
        let answer = try AnalysisFrame(.credentials, json: ContentCredentials(state: .none, reason: "not there"))
        #expect(try await credentials([answer]) == nil)
        #expect(try await credentials([.hashed(bytes: 1), .hashed(bytes: 9), answer]) == nil)
    }

    @Test func refusesHostileContentCredentials() async throws {
        let answer = try AnalysisFrame(.credentials, json: ContentCredentials(state: .valid))
        let colour = try AnalysisFrame(
            .credentials, json: ContentCredentials(state: .invalid, reason: "\u{1b}[31mred"))
        let long = try AnalysisFrame(
            .credentials, json: ContentCredentials(state: .valid, title: String(repeating: "x", count: 513)))
        let many = try AnalysisFrame(
            .credentials,
            json: ContentCredentials(
                state: .valid, statuses: [ValidationStatus](repeating: .init(.hashedURIMatch), count: 257)))
        for frames in [
            [.hashed(bytes: 9), .hashed(bytes: 9), answer], [colour], [long], [many],
            [AnalysisFrame(.credentials, Array(#"{"state":"perfect"}"#.utf8))], [AnalysisFrame(.hashed, [1]), answer],
            [try description(), answer],
        ] {
            #expect(isFailure(try await credentials(frames)))
        }
        // Nobody asked for them.
        #expect(isFailure(try await pictures([answer, try description(), try end(images: 0)])))
    }

    /// What the parent makes of facts in a scan for a query, which ends without a fingerprint.
    @Test func refusesHostileFacts() async throws {
        func scan(_ frames: [AnalysisFrame]) async throws -> ClipAnalysisError? {
            try await self.scan(child: print([try confinement(), try description()] + frames))
        }
        let good = try AnalysisFrame(.facts, json: [FileFact.place])
        // The scan itself fails: no fingerprint follows.
        #expect(try await scan([good]) == .analyzerFailed(reason: "it ended with status 0 before it had answered"))
        let long = try AnalysisFrame(.facts, json: [FileFact.device(String(repeating: "x", count: 201))])
        let many = try AnalysisFrame(.facts, json: [FileFact](repeating: .place, count: FileFact.most + 1))
        let odd = AnalysisFrame(.facts, Array(#"[{"guess":{}}]"#.utf8))
        for frames in [[good, good], [long], [many], [odd]] {
            let error = try await scan(frames)
            #expect(
                isFailure(error) && error != .analyzerFailed(reason: "it ended with status 0 before it had answered"))
        }
        // Nobody asked for them.
        #expect(isFailure(try await pictures([try description(), good, try end(images: 0)])))
    }

    private func ready(networks: Int = 0) throws -> AnalysisFrame {
        var parts = PartStates()
        parts.detector = .ready(name: "finder-1")
        parts.faceNetworks = [DetectorState](repeating: .ready(name: "network"), count: networks)
        return try AnalysisFrame(.parts, json: parts)
    }

    /// What the parent makes of what a child says that it saw of lips.
    private func lips(_ frames: [AnalysisFrame]) async throws -> ClipAnalysisError? {
        try await ask(child: print([try confinement(), try ready()] + frames)) {
            _ = try await ClipAnalyzer(executable: $0).examination(
                path: $1, plan: ExaminationPlan(lips: [0..<10_000]))
        }
    }

    /// A mouth at rest for as long as can be compared, in silence.
    private func mouth(steps: Int = LipLimits.window) -> LipTrack {
        LipTrack(
            first: 0, steps: steps, opening: [Int](repeating: 0, count: steps),
            darkness: [Int](repeating: 0, count: steps), box: FrameBox(x: 0.4, y: 0.3, width: 0.2, height: 0.3),
            rows: 200, turn: 0, luma: 120)
    }

    @Test(.enabled(if: LipsTests.isInstalled)) func refusesHostileLips() async throws {
        func seen(_ faces: [LipTrack], _ values: [Int] = [0, 0, 0, 0]) throws -> AnalysisFrame {
            try AnalysisFrame(
                .lips, json: LipExamination(faces: faces, sounds: [SpeechLevels(first: 0, values: values)]))
        }
        let (media, good, end) = (try description(), try seen([mouth()]), try end(images: nil))
        let error = try await lips([media, good, end])
        #expect(error == nil, "\(error?.description ?? "")")
        var (wild, far, odd) = (mouth(), mouth(), mouth())
        wild.opening[7] = .max
        far.box = FrameBox(x: 1e300, y: 0, width: 1, height: 1)
        odd.darkness.removeLast()
        for frames in [
            // Cut short in the middle of a value, of another kind, of nothing.
            [media, AnalysisFrame(.lips, Array(good.payload.dropLast(40)) as [UInt8]), end],
            [media, AnalysisFrame(.lips, Array(#"{"faces":[{"first":"x"}],"sounds":[]}"#.utf8)), end],
            [media, AnalysisFrame(.lips, []), end], [media, AnalysisFrame(.lips, [0xff, 0xfe, 0, 1]), end],
            // What cannot have been seen or heard.
            [media, try seen([wild]), end], [media, try seen([far]), end], [media, try seen([odd]), end],
            [media, try seen([mouth()], [0, 0, 0]), end], [media, try seen([mouth()], [0, 0, 0, 1 << 40]), end],
            [media, try seen([LipTrack](repeating: mouth(), count: LipLimits.mostFaces + 1)), end],
            // Twice, before the file is described, behind the end, and what nobody asked for.
            [media, good, good, end], [good, media, end], [media, end, good],
            [media, try AnalysisFrame(.faces, json: FaceExamination(looks: [], frames: 0)), end],
        ] {
            #expect(isFailure(try await lips(frames)))
        }
        // More than may be told of lips is refused before a byte of it has come; nobody else is told of them.
        #expect(
            isFailure(
                try await ask(
                    child:
                        "\(print([try confinement(), try ready(), media])); printf '\\016\\001\\000\\010\\000'; sleep 60"
                ) {
                    _ = try await ClipAnalyzer(executable: $0).examination(
                        path: $1, plan: ExaminationPlan(lips: [0..<10_000]))
                }))
        #expect(isFailure(try await pictures([media, good, try self.end(images: 0)])))
    }

    /// One state for each part that was named, and none for others.
    @Test(.enabled(if: LipsTests.isInstalled)) func refusesHostileStatesOfParts() async throws {
        let (media, end) = (try description(), try end(images: nil))
        var (voices, silent) = (PartStates(), PartStates())
        voices.detector = .ready(name: "finder-1")
        voices.voices = .ready(name: "voice")
        silent.detector = .ready(name: String(repeating: "x", count: 33))
        for parts in [voices, silent, PartStates()] {
            let frames = [try confinement(), try AnalysisFrame(.parts, json: parts), media, end]
            #expect(
                isFailure(
                    try await ask(child: print(frames)) {
                        _ = try await ClipAnalyzer(executable: $0).examination(
                            path: $1, plan: ExaminationPlan(lips: [0..<10_000]))
                    }))
        }
        #expect(isFailure(try await lips([try ready(networks: 1), media, end])))
    }

    @Test func refusesADetectorNobodyAskedFor() async throws {
        #expect(isFailure(try await pictures([try ready(), try description(), try end(images: 0)])))
    }

    @Test func namesAMissingAnalyzer() async {
        await #expect(throws: ClipAnalysisError.analyzerMissing(tried: ["/nowhere/vericlip-analyze"])) {
            _ = try await ClipAnalyzer(executable: "/nowhere/vericlip-analyze").scan(
                path: "/etc/hostname", profile: .query)
        }
    }

    @Test func leavesNoDescriptorAndNoChild() async throws {
        let before = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count
        for _ in 0..<300 { _ = try await scan(child: "exit 1") }
        let after = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count
        // Other tests run at the same time and hold some dozens of their own; one left behind by each child would be 300.
        #expect(after < before + 200)
    }

    @Test func cancellingEndsTheScan() async throws {
        let task = Task { try await scan(child: "exec sleep 600") }
        task.cancel()
        #expect(try await task.value == .cancelled)
    }
}
