import Comparison
import Matching
import Media
import Testing
import Verification

/// Which of several recordings over the same clip it comes from.
@Suite struct RivalsTests {
    private static let (whole, cut) = (RecordingID(rawValue: 1), RecordingID(rawValue: 2))
    private static let registration = Registration(
        originalToClip: [1, 0, 0, 0, 1, 0, 0, 0, 1], mirrored: false, content: .full, visible: .full, correlation: 1)

    private func alignment(_ recording: RecordingID, _ clip: [Range<Int>], isShown: Bool = true) -> Alignment {
        Alignment(
            recording: recording,
            segments: clip.map {
                AlignedSegment(
                    clip: TimeRange(milliseconds: $0),
                    source: TimeRange(milliseconds: $0.lowerBound + 5000..<$0.upperBound + 5000), speed: 1,
                    picture: .supports, sound: .supports)
            }, geometry: isShown ? Self.registration : nil)
    }

    private func distance(
        _ recording: RecordingID, isDerived: Bool, adjustments: Set<Adjustment> = [],
        _ kinds: [(Difference.Track, Difference.Kind)] = [], unclear: Range<Int>? = nil
    ) -> [Int] {
        let gaps = unclear.map { [PictureGap(clip: TimeRange(milliseconds: $0), reason: .faceUnclear)] } ?? []
        let compared = ComparedAlignment(
            alignment: alignment(recording, [0..<10_000]), picture: [.same], sound: [.same],
            differences: kinds.map {
                Difference(
                    track: $0.0, kind: $0.1, clip: TimeRange(milliseconds: 2000..<4000),
                    source: TimeRange(milliseconds: 7000..<9000), recording: recording, strength: .strong)
            }, adjustments: adjustments, pictures: PictureFindings(gaps: gaps))
        return Rivals.distance(compared, isDerived: isDerived)
    }

    @Test func theVersionThatNeedsTheLeastIsTheNearest() {
        let cut = distance(Self.cut, isDerived: true)
        for further in [
            distance(Self.whole, isDerived: false, adjustments: [.captioned]),
            distance(Self.whole, isDerived: false, adjustments: [.cropped, .logo]),
            distance(Self.whole, isDerived: false, [(.timeline, .cut)]),
            distance(Self.whole, isDerived: false, [(.picture, .region)]),
        ] {
            #expect(cut.lexicographicallyPrecedes(further))
        }
    }

    @Test func theWholeDecidesWhereBothNeedTheSame() {
        let whole = distance(Self.whole, isDerived: false, adjustments: [.recompressed])
        #expect(whole.lexicographicallyPrecedes(distance(Self.cut, isDerived: true)))
    }

    @Test func anAlteredVersionIsFurtherThanAnEditedOne() {
        let edited = distance(Self.whole, isDerived: false, adjustments: [.cropped])
        #expect(edited.lexicographicallyPrecedes(distance(Self.cut, isDerived: true, [(.sound, .replaced)])))
    }

    /// Another speaker before the same background: nothing is said to differ, since the face cannot be compared at all.
    @Test func aFaceThatCannotBeComparedThroughoutIsFurtherThanAnotherMouthForTwoSeconds() {
        let altered = distance(Self.whole, isDerived: false, [(.picture, .region)])
        #expect(altered.first == 2)
        let another = distance(Self.cut, isDerived: false, unclear: 0..<10_000)
        #expect(another.first == 10 && altered.lexicographicallyPrecedes(another))
        // What overlaps counts once.
        #expect(distance(Self.cut, isDerived: false, [(.picture, .region)], unclear: 1000..<4500).first == 3)
        // Less than a second is no reason by itself.
        #expect(distance(Self.cut, isDerived: false, unclear: 0..<900).first == 0)
    }

    @Test func recordingsThatShowTheSameStretchAreRivals() {
        let first = alignment(Self.whole, [0..<4000, 5000..<10_000])
        #expect(alignment(Self.cut, [0..<10_000]).showsAll(of: first))
        #expect(alignment(Self.cut, [0..<3200, 5000..<10_000]).showsAll(of: first))
        #expect(!alignment(Self.cut, [0..<3000, 5000..<10_000]).showsAll(of: first))
        // By their sound alone none can be told by comparing pictures.
        #expect(!alignment(Self.cut, [0..<10_000], isShown: false).showsAll(of: first))
        #expect(!alignment(Self.cut, [0..<10_000]).showsAll(of: alignment(Self.whole, [0..<10_000], isShown: false)))
    }
}
