import Comparison
import Matching
import Media
import Testing
import Verification

/// Excluded passages, and records of which only the keys are published.
@Suite struct PublicationTests {
    private static let whole = RecordingID(rawValue: 1)

    private func alignment(_ recording: RecordingID, _ segments: [(clip: Range<Int>, source: Int)]) -> Alignment {
        Alignment(
            recording: recording,
            segments: segments.map {
                AlignedSegment(
                    clip: TimeRange(milliseconds: $0.clip),
                    source: TimeRange(milliseconds: $0.source..<$0.source + $0.clip.count), speed: 1,
                    picture: .supports, sound: .supports)
            }, geometry: nil)
    }

    @Test func aClipWithinExcludedPassagesIsNoMatch() {
        let passages = [
            SourceRecord.Passage(range: TimeRange(milliseconds: 0..<12_000), why: "anthem"),
            SourceRecord.Passage(range: TimeRange(milliseconds: 60_000..<70_000), why: "title-card"),
        ]
        #expect(alignment(Self.whole, [(0..<5000, 4000)]).liesWithin(passages))
        #expect(alignment(Self.whole, [(0..<5000, 7500)]).liesWithin(passages))
        #expect(alignment(Self.whole, [(0..<5000, 4000), (5000..<9000, 61_000)]).liesWithin(passages))
        #expect(!alignment(Self.whole, [(0..<5000, 9000)]).liesWithin(passages))
        #expect(!alignment(Self.whole, [(0..<5000, 4000), (5000..<9000, 30_000)]).liesWithin(passages))
        #expect(!alignment(Self.whole, [(0..<5000, 4000)]).liesWithin([]))
    }

    @Test func whereAClipLiesInAnExcludedPassageIsSaidOnItsOwnClock() {
        let segment = VerifiedSegment(
            recording: Self.whole, clip: TimeRange(milliseconds: 2000..<12_000),
            source: TimeRange(milliseconds: 9000..<29_000), speed: 2, picture: .same, sound: .same)
        let passages = [
            SourceRecord.Passage(range: TimeRange(milliseconds: 0..<13_000), why: "anthem"),
            SourceRecord.Passage(range: TimeRange(milliseconds: 28_800..<40_000), why: "brief"),
        ]
        let stretches = segment.stretches(in: passages)
        #expect(stretches.map(\.clip) == [TimeRange(milliseconds: 2000..<4000)])
        #expect(stretches.map(\.why) == ["anthem"])
    }

    @Test(arguments: [false, true]) func aRecordingKnownByItsKeysAloneIsNamedAndNotCompared(isPublished: Bool) {
        let offset = CandidateOffset(
            milliseconds: 30_000, score: 900, pictureVotes: 40, soundVotes: 60,
            clip: TimeRange(milliseconds: 1000..<9000))
        let candidate = Candidate(
            recording: Self.whole, offsets: [offset], score: 900, pictureVotes: 40, soundVotes: 60, view: nil)
        var record = SourceRecord(
            recording: Self.whole, publisher: nil, signature: .holds, trust: .trusted, logIndex: 1, inclusion: .holds)
        record.isPublished = isPublished
        var verdict = Verdict(clip: ClipFacts(name: "clip"), relation: .noSource)
        verdict.name(candidate, record)
        #expect(verdict.isNamedOnly)
        #expect(verdict.confidence == .possible(isPublished ? .fingerprintNotHere : .fingerprintNotPublished))
        #expect(verdict.segments.map(\.source) == [TimeRange(milliseconds: 31_000..<39_000)])
        #expect(verdict.segments.allSatisfy { $0.picture != .same && $0.sound != .same })
        #expect(
            verdict.limits
                == [isPublished ? .missingFingerprint(Self.whole) : .unpublishedFingerprint(Self.whole)])
        #expect(!verdict.recordFails)
    }
}
