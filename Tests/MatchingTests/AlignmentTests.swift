import Fingerprinting
import Matching
import Media
import Testing

/// The whole aligner on made-up footage whose time map is known.
@Suite struct AlignmentTests {
    private static let scene = AlignmentScene(seed: 1)
    private static let original = AlignmentClip(parts: [.init(scene: scene, from: 0, to: 24)])
        .fingerprint(.registered)

    /// Lays a clip on the original, told roughly where its parts lie: each offset holds for an equal share of the clip.
    private func align(_ clip: AlignmentClip, offsets: [Double]) throws -> Alignment? {
        let query = clip.fingerprint(.query)
        let candidate = Candidate(
            recording: RecordingID(rawValue: 3),
            offsets: offsets.enumerated().map { index, offset in
                let share = query.duration / offsets.count
                return CandidateOffset(
                    milliseconds: Int(offset * 1000), score: 50, pictureVotes: 5, soundVotes: 5,
                    clip: TimeRange(milliseconds: index * share..<(index + 1) * share))
            }, score: 50, pictureVotes: 5, soundVotes: 5, view: nil)
        return try Aligner().align(query: query, to: Self.original, candidate: candidate)
    }

    private func expect(
        _ segment: AlignedSegment, clip: ClosedRange<Double>, source: Double, speed: Double = 1,
        within tolerance: Double = 0.1
    ) {
        #expect(abs(segment.clip.start.seconds - clip.lowerBound) <= tolerance)
        #expect(abs(segment.clip.end.seconds - clip.upperBound) <= tolerance)
        let start = segment.source.start.seconds - (segment.clip.start.seconds - clip.lowerBound) * segment.speed
        #expect(abs(start - source) <= 0.04, "source \(start) instead of \(source)")
        #expect(abs(segment.speed - speed) <= 0.02 * speed)
    }

    @Test func aPlainExcerptIsOneSegmentAtSpeedOne() throws {
        let clip = AlignmentClip(parts: [.init(scene: Self.scene, from: 7.03, to: 14.03)])
        let alignment = try #require(try align(clip, offsets: [7.1]))
        try #require(alignment.segments.count == 1)
        expect(alignment.segments[0], clip: 0...7, source: 7.03)
        #expect(alignment.segments[0].speed == 1)
        #expect(alignment.segments[0].picture == .supports)
        #expect(alignment.segments[0].sound == .supports)
        #expect(try #require(alignment.geometry).correlation > 0.95)
        #expect(alignment.strength == .firm)
    }

    /// Without noise a single blob that wanders by a hundredth of the frame suffices; what does not move at all is not named.
    @Test func slightMotionSufficesAndNoneDoesNot() throws {
        var strengths: [MatchStrength?] = []
        for sway in [0.3, 0.04, 0.01, 0] {
            let scene = AlignmentScene(seed: 4, sway: sway)
            let reference = AlignmentClip(parts: [.init(scene: scene, from: 0, to: 14)], sound: false)
                .fingerprint(.registered)
            let query = AlignmentClip(parts: [.init(scene: scene, from: 4, to: 10)], sound: false).fingerprint(.query)
            let candidate = Candidate(
                recording: RecordingID(rawValue: 3),
                offsets: [
                    CandidateOffset(
                        milliseconds: 4000, score: 50, pictureVotes: 5, soundVotes: 0,
                        clip: TimeRange(milliseconds: 0..<6000))
                ], score: 50, pictureVotes: 5, soundVotes: 0, view: nil)
            let alignment = try Aligner().align(query: query, to: reference, candidate: candidate)
            strengths.append(alignment?.strength)
            if let alignment {
                try #require(alignment.segments.count == 1, "sway \(sway)")
                #expect(abs(alignment.segments[0].source.start.seconds - 4) <= 0.25, "sway \(sway)")
            }
        }
        #expect(strengths == [.firm, .firm, .firm, nil])
    }

    @Test func cropAndMirrorAreRecovered() throws {
        // The clip shows x 0.12...0.92, y 0.1...0.9 of the scene, mirrored.
        var clip = AlignmentClip(parts: [.init(scene: Self.scene, from: 5, to: 11)])
        clip.look = { (0.92 - 0.8 * $0, 0.1 + 0.8 * $1) }
        let alignment = try #require(try align(clip, offsets: [4.9]))
        let geometry = try #require(alignment.geometry)
        #expect(geometry.mirrored)
        #expect(abs(geometry.visible.x - 0.12) < 0.015)
        #expect(abs(geometry.visible.y - 0.1) < 0.015)
        #expect(abs(geometry.visible.width - 0.8) < 0.02)
        #expect(abs(geometry.visible.height - 0.8) < 0.02)
        try #require(alignment.segments.count == 1)
        expect(alignment.segments[0], clip: 0...6, source: 5)
    }

    @Test func barsAreLeftOutOfTheContentBox() throws {
        var clip = AlignmentClip(parts: [.init(scene: Self.scene, from: 5, to: 10)])
        clip.look = { x, y in
            let point = ((x - 0.125) / 0.75, (y - 0.125) / 0.75)
            return abs(point.0 - 0.5) < 0.5 && abs(point.1 - 0.5) < 0.5 ? point : nil
        }
        let geometry = try #require(try align(clip, offsets: [5])?.geometry)
        #expect(abs(geometry.content.x - 0.125) < 0.02)
        #expect(abs(geometry.content.y - 0.125) < 0.02)
        #expect(abs(geometry.content.height - 0.75) < 0.04)
        #expect(abs(geometry.visible.height - 1) < 0.05)
    }

    @Test func aCutOfFourTenthsIsFound() throws {
        let clip = AlignmentClip(parts: [
            .init(scene: Self.scene, from: 4, to: 8), .init(scene: Self.scene, from: 8.4, to: 12.4),
        ])
        let alignment = try #require(try align(clip, offsets: [4]))
        try #require(alignment.segments.count == 2)
        expect(alignment.segments[0], clip: 0...4, source: 4)
        expect(alignment.segments[1], clip: 4...8, source: 8.4)
    }

    /// A single blob moves a little, a caption covers a part, and the retrieval found another offset besides.
    @Test func aNearlyStillClipPlaysStraightOn() throws {
        let scene = AlignmentScene(seed: 4, sway: 0.3)
        let reference = AlignmentClip(parts: [.init(scene: scene, from: 0, to: 14)], sound: false)
            .fingerprint(.registered)
        let query = AlignmentClip(
            parts: [.init(scene: scene, from: 4, to: 10)], sound: false, look: { $1 > 0.84 ? nil : ($0, $1) }
        ).fingerprint(.query)
        let offsets = [6100, 4000].map { offset in
            CandidateOffset(
                milliseconds: offset, score: 50, pictureVotes: 5, soundVotes: 0,
                clip: TimeRange(milliseconds: 0..<6000))
        }
        let candidate = Candidate(
            recording: RecordingID(rawValue: 3), offsets: offsets, score: 50, pictureVotes: 5, soundVotes: 0, view: nil)
        let alignment = try #require(try Aligner().align(query: query, to: reference, candidate: candidate))
        try #require(alignment.segments.count == 1)
        expect(alignment.segments[0], clip: 0...6, source: 4)
        #expect(alignment.segments[0].speed == 1)
    }

    @Test func aCutInAStillPictureIsFoundByItsSound() throws {
        let still = AlignmentScene(seed: 1, moves: false)
        let reference = AlignmentClip(parts: [.init(scene: still, from: 0, to: 20)]).fingerprint(.registered)
        let query = AlignmentClip(parts: [.init(scene: still, from: 4, to: 8), .init(scene: still, from: 9, to: 13)])
            .fingerprint(.query)
        let candidate = Candidate(
            recording: RecordingID(rawValue: 3),
            offsets: [
                CandidateOffset(
                    milliseconds: 4000, score: 50, pictureVotes: 0, soundVotes: 9,
                    clip: TimeRange(milliseconds: 0..<8000))
            ], score: 50, pictureVotes: 0, soundVotes: 9, view: nil)
        let alignment = try #require(try Aligner().align(query: query, to: reference, candidate: candidate))
        try #require(alignment.segments.count == 2)
        expect(alignment.segments[1], clip: 4...8, source: 9)
        #expect(alignment.segments[0].picture == .undecided)
    }

    @Test func reorderingAndForeignPassagesAreFound() throws {
        let clip = AlignmentClip(parts: [
            .init(scene: Self.scene, from: 12, to: 15), .init(scene: AlignmentScene(seed: 9), from: 2, to: 3.2),
            .init(scene: Self.scene, from: 3, to: 6),
        ])
        let alignment = try #require(try align(clip, offsets: [12, -1.2]))
        try #require(alignment.segments.count == 2)
        expect(alignment.segments[0], clip: 0...3, source: 12, within: 0.15)
        expect(alignment.segments[1], clip: 4.2...7.2, source: 3, within: 0.15)
    }

    @Test(arguments: [0.75, 1.0427]) func speedIsMeasured(speed: Double) throws {
        let clip = AlignmentClip(
            parts: [.init(scene: Self.scene, from: 6, to: 14, speed: speed)], sound: false)
        let middles = (0..<6).map { (Double($0) + 0.5) / 6 * 8 / speed }
        let alignment = try #require(try align(clip, offsets: middles.map { 6 + $0 * (speed - 1) }))
        try #require(alignment.segments.count == 1)
        expect(alignment.segments[0], clip: 0...(8 / speed), source: 6, speed: speed)
    }

    @Test func otherFootageIsNotConfirmed() throws {
        let other = AlignmentClip(parts: [.init(scene: AlignmentScene(seed: 9), from: 2, to: 10)])
        #expect(try align(other, offsets: [0, 4, 9]) == nil)
        // The same scene, where only the places of the blobs differ: another take in the same studio.
        let take = AlignmentClip(
            parts: [.init(scene: AlignmentScene(seed: 1, moves: false), from: 50, to: 58)], sound: false)
        #expect(try align(take, offsets: [0, 9]) == nil)
    }

    @Test func soundAloneSuffices() throws {
        let clip = AlignmentClip(parts: [.init(scene: Self.scene, from: 9, to: 15)], picture: false)
        let alignment = try #require(try align(clip, offsets: [9.1]))
        #expect(alignment.geometry == nil)
        try #require(alignment.segments.count == 1)
        expect(alignment.segments[0], clip: 0...6, source: 9)
        #expect(alignment.segments[0].picture == .absent)
    }
}
