import Detection
import Media
import Testing

/// Repeated and standing pictures in made frames.
@Suite struct FrameRepeatsTests {
    private static let (width, height) = (320, 180)

    /// A textured frame that differs from one of another number everywhere; `noise` is added to every second pixel.
    private func frame(_ number: Int, at time: Int, noise: Int = 0, mouth: Int = 0) -> VideoFrame {
        var luma = [UInt8](repeating: 0, count: Self.width * Self.height)
        for y in 0..<Self.height {
            for x in 0..<Self.width {
                var value = 60 + (x * 7 + y * 13 + number * 41) % 120
                if (x + y) % 2 == 0 { value += noise }
                // A sixteenth of the height, as a mouth of a face that fills half of the frame.
                if (100..<111).contains(y), (140..<160).contains(x) { value += mouth }
                luma[y * Self.width + x] = UInt8(clamping: value)
            }
        }
        return VideoFrame(
            time: MediaTime(milliseconds: time), width: Self.width, height: Self.height, luma: luma, range: .limited)
    }

    private func seen(_ frames: [VideoFrame]) -> FrameRepeats {
        var repeats = FrameRepeats()
        for frame in frames { repeats.add(frame) }
        repeats.finish(at: (frames.last?.time.milliseconds ?? 0) + 40)
        return repeats
    }

    @Test func movingPicturesRepeatNothing() {
        let found = seen((0..<50).map { frame($0, at: $0 * 40) })
        #expect(found.frames == 50 && found.repeats == 0 && found.stills.isEmpty && found.every == nil)
    }

    @Test func everyFifthFrameOfAConversion() {
        // Four pictures in five frames, as from 24 to 30 a second.
        let found = seen((0..<100).map { frame($0 - ($0 + 1) / 5, at: $0 * 33) })
        #expect(found.repeats == 20)
        #expect(found.every == 5)
        #expect(found.stills.isEmpty)
    }

    @Test func repeatsAtNoFixedDistance() {
        let held: Set = [3, 5, 11, 13, 20, 29, 31, 40]
        var number = 0
        let frames = (0..<50).map { index in
            if !held.contains(index) { number += 1 }
            return frame(number, at: index * 40)
        }
        let found = seen(frames)
        #expect(found.repeats == held.count && found.every == nil)
    }

    @Test func repeatsInARowAreNoPattern() {
        let found = seen((0..<60).map { frame($0 < 40 ? $0 / 10 * 10 : $0, at: $0 * 40) })
        #expect(found.repeats == 36 && found.every == nil)
    }

    @Test func aPictureThatStands() {
        let frames =
            (0..<25).map { frame($0, at: $0 * 40) } + (25..<75).map { frame(24, at: $0 * 40, noise: $0 % 2 * 5) }
            + (75..<100).map { frame($0, at: $0 * 40) }
        let found = seen(frames)
        #expect(found.stills == [960..<3000])
        #expect(found.repeats == 0)
        // Looked at eight times a second it stands just as long, to the step.
        let sampled = seen(frames.enumerated().filter { $0.offset % 3 == 0 }.map(\.element))
        #expect(sampled.stills == [960..<3000])
    }

    @Test func aMouthThatMovesIsNoStandingPicture() {
        let found = seen((0..<50).map { frame(1, at: $0 * 40, mouth: $0 % 2 * 30) })
        #expect(found.repeats == 0 && found.stills.isEmpty)
    }

    @Test func tinyFramesAndOthersInSize() {
        func plain(_ width: Int, _ time: Int) -> VideoFrame {
            VideoFrame(
                time: MediaTime(milliseconds: time), width: width, height: 2,
                luma: Array(repeating: 9, count: width * 2),
                range: .full)
        }
        // A change of size is a change of picture.
        #expect(seen([plain(2, 0), plain(4, 40), plain(4, 80)]).repeats == 1)
    }
}
