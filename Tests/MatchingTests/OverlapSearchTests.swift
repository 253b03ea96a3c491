import Fingerprinting
import Matching
import Media
import Testing

@Suite struct OverlapSearchTests {
    private static let (shared, own) = (AlignmentScene(seed: 1), AlignmentScene(seed: 2))
    private static let registered = RecordingID(rawValue: 3)
    private static let original = AlignmentClip(parts: [.init(scene: shared, from: 0, to: 30)]).fingerprint(.registered)

    private struct Recordings: RecordingSource {
        func fingerprint(of recording: RecordingID) throws -> Fingerprint? {
            recording == OverlapSearchTests.registered ? OverlapSearchTests.original : nil
        }
    }

    private func overlaps(_ parts: [AlignmentClip.Part], skipping: Set<RecordingID> = []) throws -> [Overlap] {
        let index = InMemoryRetrievalIndex()
        index.insert(try KeyDeriver().postings(of: Self.original, as: Self.registered))
        return try OverlapSearch().overlaps(
            of: AlignmentClip(parts: parts).fingerprint(.registered), skipping: skipping, index: index,
            recordings: Recordings())
    }

    @Test func whatIsSharedIsFoundWithItsTimesAndJoined() throws {
        let parts: [AlignmentClip.Part] = [
            .init(scene: Self.own, from: 0, to: 8), .init(scene: Self.shared, from: 4, to: 29),
        ]
        let found = try overlaps(parts)
        #expect(found.count == 1)
        let overlap = try #require(found.first)
        #expect(overlap.recording == Self.registered)
        #expect(abs(overlap.here.start.milliseconds - 8000) < 600 && abs(overlap.here.end.milliseconds - 33_000) < 600)
        #expect(
            abs(overlap.source.start.milliseconds - 4000) < 600 && abs(overlap.source.end.milliseconds - 29_000) < 600)
        #expect(try overlaps(parts, skipping: [Self.registered]).isEmpty)
    }

    @Test func otherFootageOverlapsWithNothing() throws {
        #expect(try overlaps([.init(scene: Self.own, from: 0, to: 20)]).isEmpty)
    }

    @Test func onlyWhatGoesOnIsJoined() {
        func overlap(_ here: Range<Int>, _ source: Int) -> Overlap {
            Overlap(
                recording: Self.registered, here: TimeRange(milliseconds: here),
                source: TimeRange(milliseconds: source..<source + here.count))
        }
        let pieces = [overlap(0..<20_000, 5000), overlap(20_000..<40_000, 25_100), overlap(40_000..<60_000, 90_000)]
        #expect(OverlapSearch.joined(pieces, within: 20_000).map(\.here.end.milliseconds) == [40_000, 60_000])
        #expect(
            OverlapSearch.joined([pieces[0], overlap(50_000..<60_000, 55_000)], within: 20_000).count == 2)
    }
}
