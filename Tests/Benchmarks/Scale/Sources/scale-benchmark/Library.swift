import Fingerprinting
import Matching

/// Many hours of postings made of a few: recordings of ten minutes, pieced together of stretches of the real ones whose keys
/// are changed a little.
///
/// A stretch keeps its rhythm, its near-repeats and much of its keys' uneven distribution, because each bit is flipped with
/// probability one quarter only.
struct Library {
    /// Postings of recordings that are indexed as they are; the rest is made of them.
    let originals: [[KeyedPosting]]
    private let lengths: [UInt32]
    static let recordingSeconds = 600
    private static let stretch = 20_000 / PictureSamples.interval

    init(originals: [[KeyedPosting]]) {
        self.originals = originals
        lengths = originals.map { ($0.map(\.posting.time).max() ?? 0) + 1 }
    }

    /// A stretch of an original, in samples.
    struct Stretch {
        /// Where it stands in the recording that is made.
        let start: UInt32
        let original: Int
        let from: UInt32
        /// The bits that are flipped in each of its keys.
        let mask: UInt32
    }

    func stretches(of recording: RecordingID) -> [Stretch] {
        var random = SeededGenerator(seed: UInt64(recording.rawValue))
        let count = UInt32(Self.recordingSeconds * 1000 / PictureSamples.interval)
        return stride(from: UInt32(0), to: count, by: Self.stretch).map { start in
            let original = Int.random(in: originals.indices, using: &random)
            let length = lengths[original]
            let from = UInt32.random(in: 0..<max(1, length - min(length, UInt32(Self.stretch))), using: &random)
            let mask = UInt32.random(in: 0..<1 << 24, using: &random) & UInt32.random(in: 0..<1 << 24, using: &random)
            return Stretch(start: start, original: original, from: from, mask: mask)
        }
    }

    func postings(of recording: RecordingID) -> [KeyedPosting] {
        stretches(of: recording).flatMap { stretch in
            let range = stretch.from..<stretch.from + UInt32(Self.stretch)
            return originals[stretch.original].filter { range.contains($0.posting.time) }.map { entry in
                let time = stretch.start + entry.posting.time - stretch.from
                return KeyedPosting(
                    key: RetrievalKey(rawValue: entry.key.rawValue ^ stretch.mask),
                    posting: .init(recording: recording, time: time))
            }
        }
    }
}
