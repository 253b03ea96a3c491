import ClipAnalysis
import Comparison
import Detection
import Matching
import Media
import Testing
import Verification

/// What is examined, and what is said where nothing is: no detector is asked here.
@Suite struct ClipExaminerTests {
    private let examiner = ClipExaminer(analyzer: ClipAnalyzer(executable: "/nonexistent"))

    private func results(_ relation: Relation, segments: [Range<Int>] = [], video: Bool = true) async
        -> [DetectorResult]
    {
        var clip = ClipFacts(name: "clip.mp4", duration: 20_000)
        clip.description = MediaDescription(
            container: "mov", claimedDuration: 20_000,
            video: video ? MediaDescription.Video(stream: 0, codec: "h264", width: 640, height: 360) : nil, audio: nil,
            streamCount: 1)
        let verdict = Verdict(
            clip: clip, relation: relation,
            segments: segments.map {
                VerifiedSegment(
                    recording: RecordingID(rawValue: 1), clip: TimeRange(milliseconds: $0),
                    source: TimeRange(milliseconds: $0), picture: .same, sound: .same)
            })
        return await examiner.results(for: verdict, ofFile: "/nonexistent.mp4", withExperimental: true)
    }

    @Test(arguments: [Relation.same, .edited, .changed]) func aSourceCoversTheClip(_ relation: Relation) async {
        let results = await results(relation, segments: [0..<20_000])
        #expect(results.map(\.outcome) == [.doesNotApply(.coveredBySource)])
        #expect(results.allSatisfy { $0.ranges.isEmpty && $0.score == nil })
    }

    @Test func stretchesTooShortAreNotExamined() async {
        let results = await results(.mixed, segments: [0..<9000, 10_500..<19_000])
        #expect(results.map(\.reason) == [.coveredBySource])
    }

    @Test func nothingIsSaidOfWhatCouldNotBeAssessed() async {
        #expect(await results(.cannotAssess(Obstacle(.tooShort, "It is too short."))).isEmpty)
    }

    @Test func soundAloneIsNotSupported() async {
        #expect(await results(.noSource, video: false).map(\.reason) == [.unsupported])
    }

    /// Where the parts are missing, or the child does not start, there is a reason and no finding.
    @Test func aFailureIsNoFinding() async {
        for results in [await results(.noSource), await results(.mixed, segments: [0..<9000])] {
            #expect(results.count == 1)
            #expect([.notInstalled, .unusable].contains(results[0].reason))
            #expect(results[0].score == nil)
        }
    }
}
