import ClipAnalysis
import Comparison
import Detection
import Matching
import Media
import Testing
import Verification

/// What is examined, and what is said where nothing is: no detector is asked here.
@Suite struct ClipExaminerTests {
    private func results(
        _ relation: Relation, segments: [Range<Int>] = [], video: Bool = true, audio: Bool = true,
        experimental: Bool = true, detectors: [ClipDetector] = ClipDetector.own
    ) async -> [DetectorResult] {
        await examined(
            relation, segments: segments, video: video, audio: audio, experimental: experimental, detectors: detectors
        ).detectors
    }

    private func examined(
        _ relation: Relation, segments: [Range<Int>] = [], video: Bool = true, audio: Bool = true,
        experimental: Bool = true, detectors: [ClipDetector] = ClipDetector.own, people: [PersonReferences] = []
    ) async -> Verdict {
        var clip = ClipFacts(name: "clip.mp4", duration: 20_000)
        clip.description = MediaDescription(
            container: "mov", claimedDuration: 20_000,
            video: video ? MediaDescription.Video(stream: 0, codec: "h264", width: 640, height: 360) : nil,
            audio: audio ? MediaDescription.Audio(stream: 1, codec: "aac", sampleRate: 48_000, channels: 2) : nil,
            streamCount: 2)
        let verdict = Verdict(
            clip: clip, relation: relation,
            segments: segments.map {
                VerifiedSegment(
                    recording: RecordingID(rawValue: 1), clip: TimeRange(milliseconds: $0),
                    source: TimeRange(milliseconds: $0), picture: .same, sound: .same)
            })
        let examiner = ClipExaminer(
            analyzer: ClipAnalyzer(executable: "/nonexistent"), detectors: detectors, withExperimental: experimental,
            people: people)
        return await examiner.examined(verdict, ofFile: "/nonexistent.mp4")
    }

    @Test(arguments: [Relation.same, .edited, .changed]) func aSourceCoversTheClip(_ relation: Relation) async {
        let results = await results(relation, segments: [0..<20_000])
        #expect(
            results.map(\.outcome) == [DetectorResult.Outcome](repeating: .doesNotApply(.coveredBySource), count: 3))
        #expect(results.allSatisfy { $0.ranges.isEmpty && $0.score == nil })
    }

    @Test func stretchesTooShortAreNotExamined() async {
        let results = await results(.mixed, segments: [0..<9000, 10_500..<19_000])
        #expect(results.map(\.reason) == [DetectorReason](repeating: .coveredBySource, count: 3))
    }

    @Test func nothingIsSaidOfWhatCouldNotBeAssessed() async {
        #expect(await results(.cannotAssess(Obstacle(.tooShort, "It is too short."))).isEmpty)
    }

    @Test func soundAloneIsNotSupported() async {
        #expect(
            await results(.noSource, video: false).map(\.reason) == [DetectorReason](repeating: .unsupported, count: 3))
    }

    /// Lips are compared with sound: without it there is nothing to ask.
    @Test func lipsNeedSound() async {
        #expect(await results(.noSource, audio: false, detectors: [.lipsAndSound]).map(\.reason) == [.unsupported])
    }

    @Test func experimentalOnesAreAskedOnRequest() async {
        let results = await results(.noSource, experimental: false)
        #expect(results.map(\.outcome) == [DetectorResult.Outcome](repeating: .doesNotApply(.experimental), count: 3))
    }

    /// Lips are compared over four seconds: shorter stretches are told so, and no child is asked.
    @Test func stretchesTooShortForLips() async {
        let results = await results(.mixed, segments: [0..<9000, 12_000..<20_000], detectors: [.lipsAndSound])
        #expect(results.map(\.outcome) == [.cannotAssess(.tooFewFrames)] && results[0].ranges.count == 1)
    }

    /// Where the parts are missing, or the child does not start, there is a reason and no finding.
    @Test func aFailureIsNoFinding() async {
        for results in [await results(.noSource), await results(.mixed, segments: [0..<9000])] {
            #expect(results.map(\.name) == ["face", "mouth", "lips-and-sound"])
            #expect(results.allSatisfy { [.notInstalled, .unusable].contains($0.reason) && $0.score == nil })
        }
    }

    /// A face and a voice of each person, whatever keeps them from being compared.
    @Test func peopleToo() async {
        let people = [PersonReferences(name: "A"), PersonReferences(name: "B")]
        let covered = await examined(.same, segments: [0..<20_000], detectors: [], people: people).people
        #expect(covered.map(\.reason) == [DetectorReason](repeating: .coveredBySource, count: 4))
        #expect(
            covered.map(\.person) == ["A", "A", "B", "B"] && covered.map(\.signal) == [.face, .voice, .face, .voice])
        let silent = await examined(.noSource, audio: false, detectors: [], people: people).people
        #expect(silent[1].reason == .unsupported && [.notInstalled, .unusable].contains(silent[0].reason))
        #expect(await examined(.noSource).people.isEmpty)
    }
}
