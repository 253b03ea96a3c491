import Fingerprinting
import Matching
import Media
import Testing

/// Search and alignment together, over recordings some of which cannot be read.
@Suite struct MatcherTests {
    private static let scene = AlignmentScene(seed: 1)
    private static let original = AlignmentClip(parts: [.init(scene: scene, from: 0, to: 16)]).fingerprint(.registered)
    private static let clip = AlignmentClip(parts: [.init(scene: scene, from: 5, to: 11)]).fingerprint(.query)
    private static let (whole, other) = (RecordingID(rawValue: 3), RecordingID(rawValue: 5))

    /// The same footage stands in the index twice.
    private static func index() throws -> InMemoryRetrievalIndex {
        let index = InMemoryRetrievalIndex()
        for recording in [whole, other] { index.insert(try KeyDeriver().postings(of: original, as: recording)) }
        return index
    }

    private struct Recordings: RecordingSource {
        let fingerprints: [RecordingID: Result<Fingerprint, FingerprintError>]

        func fingerprint(of recording: RecordingID) throws -> Fingerprint? { try fingerprints[recording]?.get() }
    }

    @Test func bothRegistrationsOfTheFootageAreFound() throws {
        let recordings = Recordings(
            fingerprints: [Self.whole: .success(Self.original), Self.other: .success(Self.original)])
        let matches = try Matcher().match(Self.clip, index: Self.index(), recordings: recordings)
        #expect(Set(matches.alignments.map(\.recording)) == [Self.whole, Self.other])
        #expect(matches.unreadable.isEmpty)
        #expect(!matches.isWeak(in: [Self.whole, Self.other]))
    }

    @Test func aNewerFingerprintIsNamedAndTheOthersAreCompared() throws {
        let recordings = Recordings(
            fingerprints: [
                Self.whole: .success(Self.original), Self.other: .failure(.newerFormat(minimumReader: 9)),
            ])
        let matches = try Matcher().match(Self.clip, index: Self.index(), recordings: recordings)
        #expect(matches.alignments.map(\.recording) == [Self.whole])
        #expect(matches.unreadable == [Self.other])
    }

    /// Header and tables hold, but the samples do not decode: seen only when they are asked for.
    @Test func aFingerprintWithBrokenSamplesIsNamed() throws {
        let broken = try #require(Self.broken(Self.original))
        let recordings = Recordings(fingerprints: [Self.whole: .success(broken), Self.other: .success(broken)])
        let matches = try Matcher().match(Self.clip, index: Self.index(), recordings: recordings)
        #expect(matches.alignments.isEmpty)
        #expect(matches.unreadable == [Self.whole, Self.other])
    }

    @Test func aWeakMatchCountsWhereItsRecordingIsUsed() {
        let matches = Matches(alignments: [
            Alignment(recording: Self.whole, segments: [], geometry: nil),
            Alignment(recording: Self.other, segments: [], geometry: nil, strength: .weak),
        ])
        #expect(!matches.isWeak(in: [Self.whole]))
        #expect(matches.isWeak(in: [Self.whole, Self.other]))
    }

    /// A registry that cannot be read is no matter of one recording.
    @Test func otherFailuresEndTheSearch() throws {
        struct Unreachable: Error {}
        struct Failing: RecordingSource {
            func fingerprint(of recording: RecordingID) throws -> Fingerprint? { throw Unreachable() }
        }
        let index = try Self.index()
        #expect(throws: Unreachable.self) { try Matcher().match(Self.clip, index: index, recordings: Failing()) }
    }

    /// The fingerprint with bytes overwritten such that it still opens, while its sound does not decode.
    private static func broken(_ fingerprint: Fingerprint) -> Fingerprint? {
        for start in stride(from: fingerprint.bytes.count - 64, to: 64, by: -16) {
            var bytes = fingerprint.bytes
            for i in start..<start + 16 { bytes[i] = 0xFF }
            guard let opened = try? Fingerprint(decoding: bytes), let sound = opened.sound else { continue }
            if (try? sound.samples()) == nil { return opened }
        }
        return nil
    }
}
