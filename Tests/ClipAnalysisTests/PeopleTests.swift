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
        let judging = try await ClipAnalyzer().facesOfPeople(
            path: path, times: FaceLimits.times(in: [0..<seconds * 1000]))
        guard case .done(let seen) = judging else {
            Issue.record("\(judging)")
            return FaceExamination(looks: [], frames: 0)
        }
        #expect(seen.isSane && seen.looks.allSatisfy { $0.score == nil })
        return seen
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
        let hearing = try await ClipAnalyzer().voice(
            path: try media("TaoKai__subtitleEffect/obama.mp4"), stretches: [0..<12_000, 20_000..<32_000])
        guard case .done(let heard) = hearing else {
            Issue.record("\(hearing)")
            return
        }
        #expect(heard.isSane && heard.obstacle == nil && heard.windows >= 15)
        #expect(Double(heard.agreeing) > 0.9 * Double(heard.windows))
    }

    /// A steady tone is no speech, and neither is silence.
    @Test(.enabled(if: isInstalled && TestMedia.isAvailable)) func soundsThatAreNoSpeech() async throws {
        let media = try #require(TestMedia.shared)
        let tone = try media.make("tone-12s.wav", "-f lavfi -i sine=f=300:d=12 -ar 44100")
        guard case .done(let heard) = try await ClipAnalyzer().voice(path: tone, stretches: [0..<12_000]) else {
            Issue.record("a tone was not heard")
            return
        }
        #expect(heard.windows >= 12 && heard.obstacle == .music)
        let silence = try media.make("silence-12s.wav", "-f lavfi -i anullsrc=r=48000 -t 12")
        guard case .done(let nothing) = try await ClipAnalyzer().voice(path: silence, stretches: [0..<12_000]) else {
            Issue.record("silence was not heard")
            return
        }
        #expect(nothing.obstacle == .noSpeech)
    }

    @Test(.enabled(if: isInstalled)) func theChildLoadsWhatIsPinned() async throws {
        #expect(try await ClipAnalyzer().peopleTelling() == .done(FaceExamination(looks: [], frames: 0)))
        guard case .done = try await ClipAnalyzer().voiceTelling() else {
            Issue.record("the network for voices does not load")
            return
        }
    }
}
