import Detection
import Media
import Testing

/// The trace of an earlier encoding, in sizes that are made.
@Suite struct KeyFrameTraceTests {
    /// So many frames, a key frame first, predicted ones of 1000 bytes and 20 % about it after it, every third frame another; those at a
    /// distance are larger by a factor.
    private func frames(_ count: Int, every: Int? = nil, factor: Double = 2, seed: UInt64 = 1) -> [CodedFrame] {
        var state = seed
        return (0..<count).map { index in
            // Knuth's linear congruence: the same numbers in every run.
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let noise = Double(state >> 40) / Double(1 << 24)
            let isLarger = every.map { index % $0 == 4 % $0 && index > 0 } ?? false
            let kind: CodedFrame.Kind = index == 0 ? .key : isLarger || index % 3 != 0 ? .predicted : .other
            return CodedFrame(bytes: Int((800 + 400 * noise) * (isLarger ? factor : 1)), kind: kind)
        }
    }

    @Test(arguments: [12, 25, 30, 48]) func largerFramesAtADistance(every: Int) {
        #expect(KeyFrameTrace(in: frames(400, every: every))?.every == every)
    }

    @Test(arguments: 1...40) func noiseHasNone(seed: Int) {
        #expect(KeyFrameTrace(in: frames(400, seed: UInt64(seed))) == nil)
    }

    /// Cuts at no fixed distance, however large their frames; few frames; frames that only hardly differ; no predicted frames.
    @Test func otherwiseThereIsNone() {
        var cuts = frames(400)
        for place in [31, 70, 142, 190, 260, 301, 377] { cuts[place] = CodedFrame(bytes: 90_000, kind: .predicted) }
        #expect(KeyFrameTrace(in: cuts) == nil)
        #expect(KeyFrameTrace(in: frames(40, every: 12)) == nil)
        #expect(KeyFrameTrace(in: frames(400, every: 30, factor: 1.05)) == nil)
        #expect(KeyFrameTrace(in: (0..<400).map { _ in CodedFrame(bytes: 1000, kind: .key) }) == nil)
        #expect(KeyFrameTrace(in: []) == nil)
    }
}
