import ClipAnalysis
import Detection
import Foundation
import TestMedia
import Testing

/// What the real child makes of faces and voices of people, where the networks are installed.
struct PeopleTests {
    static let isInstalled: Bool = {
        let environment = ProcessInfo.processInfo.environment
        let data = environment["XDG_DATA_HOME"] ?? (environment["HOME"] ?? "") + "/.local/share"
        let folder = environment["VERICLIP_DETECTORS"] ?? data + "/vericlip/detectors"
        let isThere = FileManager.default.fileExists(atPath: folder + "/\(IdentityModel.version).onnx")
        if !isThere { print("Skipped: there is no network at \(folder); scripts/setup --people fetches it.") }
        return isThere
    }()

    private func media(_ path: String) throws -> String {
        let first = try #require(FaceJudgingTests.obama)
        return first.replacing("hieubkvn123__face_recognition/videos/obama.mp4", with: path)
    }

    private func face(_ path: String, seconds: Int) async throws -> FaceExamination {
        let plan = ExaminationPlan(faces: [0..<seconds * 1000])
        let seen = try #require(
            try await ClipAnalyzer().examination(path: path, plan: plan, tellsPeople: true).people
        ).get()
        #expect(seen.isSane && seen.looks.allSatisfy { $0.score == nil })
        return seen
    }

    private func voice(_ path: String, _ stretches: [Range<Int>]) async throws -> VoiceExamination {
        let seen = try await ClipAnalyzer().examination(path: path, plan: ExaminationPlan(voices: stretches))
        return try #require(seen.voices).get()
    }

    /// One person in two recordings years apart, and another. dlib's own program gives 0.30 for the first two.
    @Test(.enabled(if: isInstalled && FaceJudgingTests.obama != nil)) func onePersonInTwoRecordings() async throws {
        let first = try await face(try media("hieubkvn123__face_recognition/videos/obama.mp4"), seconds: 5)
        let mean = try PersonSignal.mainFace(in: first).get()
        let person = PersonReferences(name: "X", recordings: [.init(record: 1, fingerprint: "", face: mean)])
        let again = PersonSignal.face(
            try await face(try media("TaoKai__subtitleEffect/obama.mp4"), seconds: 60), as: person, in: [])
        #expect(again.outcome == .consistent && abs((again.measure ?? 0) - 0.3) < 0.05)
        let other = PersonSignal.face(
            try await face(try media("hieubkvn123__face_recognition/videos/biden.mp4"), seconds: 7), as: person, in: [])
        #expect(other.outcome == .notConsistent)
    }

    @Test(.enabled(if: isInstalled && FaceJudgingTests.obama != nil)) func aVoiceInRealFootage() async throws {
        let heard = try await voice(
            try media("TaoKai__subtitleEffect/obama.mp4"), [0..<12_000, 20_000..<32_000])
        #expect(heard.isSane && heard.obstacle == nil && heard.windows >= 15)
        #expect(Double(heard.agreeing) > 0.9 * Double(heard.windows))
    }

    /// A steady tone is no speech, and neither is silence.
    @Test(.enabled(if: isInstalled && TestMedia.isAvailable)) func soundsThatAreNoSpeech() async throws {
        let media = try #require(TestMedia.shared)
        let tone = try media.make("tone-12s.wav", "-f lavfi -i sine=f=300:d=12 -ar 44100")
        let heard = try await voice(tone, [0..<12_000])
        #expect(heard.windows >= 12 && heard.obstacle == .music)
        let silence = try media.make("silence-12s.wav", "-f lavfi -i anullsrc=r=48000 -t 12")
        let nothing = try await voice(silence, [0..<12_000])
        #expect(nothing.obstacle == .noSpeech)
    }

    @Test(.enabled(if: isInstalled)) func theChildLoadsWhatIsPinned() async throws {
        #expect(try await ClipAnalyzer().obstacleToTellingFaces() == nil)
        #expect(try await ClipAnalyzer().obstacleToTellingVoices() == nil)
    }

    /// Faces, lips and voices of one clip by one child come to what each comes to alone.
    @Test(.enabled(if: isInstalled && FaceJudgingTests.isInstalled && FaceJudgingTests.obama != nil))
    func allInOneDecoding() async throws {
        let path = try media("TaoKai__subtitleEffect/obama.mp4")
        let parts = [4000..<12_000, 40_000..<48_000]
        let all = try await ClipAnalyzer().examination(
            path: path, plan: ExaminationPlan(faces: parts, lips: parts, voices: parts), judges: [.face],
            tellsPeople: true)
        let lips = try await ClipAnalyzer().examination(path: path, plan: ExaminationPlan(lips: parts))
        let voices = try await voice(path, parts)
        #expect(try all.lips?.get() == lips.lips?.get())
        // Sound that is read from elsewhere on begins by some samples elsewhere.
        let heard = try #require(all.voices).get()
        #expect(abs(heard.windows - voices.windows) <= 1 && VoiceModel.cosine(heard.values, voices.values) > 0.98)
        let (judged, people) = (try all.judged[0].get(), try #require(all.people).get())
        #expect(judged.isSane && people.isSane && judged.frames == people.frames && (40...48).contains(judged.frames))
        #expect(judged.looks.count { $0.score != nil } == people.identities.reduce(0) { $0 + $1.looks })
        #expect(judged.looks.allSatisfy { look in parts.contains { $0.contains(look.time) } })
    }

    /// Voices are heard in sound that has no picture, and where the picture ends before the sound.
    @Test(.enabled(if: isInstalled && FaceJudgingTests.obama != nil && TestMedia.isAvailable))
    func voicesWithoutAPicture() async throws {
        let path = try media("TaoKai__subtitleEffect/obama.mp4")
        let sound = try #require(TestMedia.shared).make("speech.m4a", "-i \(path) -t 14 -vn -c:a copy")
        let heard = try await voice(sound, [0..<12_000])
        let beside = try await voice(path, [0..<12_000])
        #expect(heard.obstacle == nil && heard.windows == beside.windows)
    }
}
