import Comparison
import Matching
import Media
import Testing
import Verification

@Suite struct CompositionTests {
    @Test func oneRecordingIsTakenAsItIs() {
        var composition = Composition()
        composition.add(compared(1, clip: 0..<10_000, at: 5000, inserted: 10_000..<14_000))
        #expect(composition.segments.map(\.clip) == [TimeRange(milliseconds: 0..<10_000)])
        #expect(composition.differences.map(\.kind) == [.inserted])
    }

    @Test func aSecondRecordingFillsWhatIsOpenAndTheJointIsACut() {
        var composition = Composition()
        composition.add(compared(1, clip: 0..<10_000, at: 5000, inserted: 10_000..<14_000))
        composition.add(compared(2, clip: 10_040..<14_000, at: 90_000, inserted: 0..<10_040))
        #expect(composition.segments.map(\.recording.rawValue) == [1, 2])
        #expect(composition.differences.map(\.kind) == [.cut])
        #expect(composition.differences[0].clip.start == MediaTime(milliseconds: 10_040))
        #expect(composition.differences[0].isJoint)
    }

    @Test func whatIsAlreadyCoveredIsNotTakenAgain() {
        var composition = Composition()
        composition.add(compared(1, clip: 0..<10_000, at: 5000, inserted: 10_000..<14_000))
        let later = compared(2, clip: 0..<12_000, at: 50_000, inserted: 12_000..<14_000)
        #expect(composition.contribution(of: later.alignment).map(\.clip) == [TimeRange(milliseconds: 10_000..<12_000)])
        composition.add(later)
        #expect(composition.segments.count == 2)
        #expect(composition.segments[1].source == TimeRange(milliseconds: 60_000..<62_000))
        #expect(composition.differences.map(\.kind) == [.cut, .inserted])
        #expect(composition.differences[1].clip == TimeRange(milliseconds: 12_000..<14_000))
    }

    @Test func aSliverIsNotAnotherSource() {
        var composition = Composition()
        composition.add(compared(1, clip: 0..<10_000, at: 0))
        composition.add(compared(2, clip: 9000..<10_900, at: 0))
        #expect(composition.segments.count == 1)
        #expect(composition.differences.isEmpty)
    }

    @Test func differencesOfALaterRecordingCountOnlyWhereItIsUsed() {
        var composition = Composition()
        composition.add(compared(1, clip: 0..<5000, at: 0))
        composition.add(compared(2, clip: 0..<9000, at: 0, soundReplaced: 4000..<6000))
        let sound = composition.differences.filter { $0.track == .sound }
        #expect(sound.map(\.clip) == [TimeRange(milliseconds: 5000..<6000)])
    }

    private func compared(
        _ recording: UInt32, clip: Range<Int>, at source: Int, inserted: Range<Int>? = nil,
        soundReplaced: Range<Int>? = nil
    ) -> ComparedAlignment {
        let id = RecordingID(rawValue: recording)
        let segment = AlignedSegment(
            clip: TimeRange(milliseconds: clip), source: TimeRange(milliseconds: source..<source + clip.count),
            speed: 1, picture: .supports, sound: .supports)
        let differences = [
            inserted.map { ($0, Difference.Track.timeline, Difference.Kind.inserted) },
            soundReplaced.map { ($0, Difference.Track.sound, Difference.Kind.replaced) },
        ].compactMap(\.self).map { range, track, kind in
            Difference(
                track: track, kind: kind, clip: TimeRange(milliseconds: range), source: nil, recording: id,
                strength: .strong)
        }
        return ComparedAlignment(
            alignment: Alignment(recording: id, segments: [segment], geometry: nil), picture: [.notChecked],
            sound: [.same], differences: differences, adjustments: [])
    }
}
