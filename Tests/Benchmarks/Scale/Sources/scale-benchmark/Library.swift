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
    static let recordingSeconds = 600
    private static let stretch = 20_000 / PictureSamples.interval

    func postings(of recording: RecordingID) -> [KeyedPosting] {
        var random = SeededGenerator(seed: UInt64(recording.rawValue))
        let count = UInt32(Self.recordingSeconds * 1000 / PictureSamples.interval)
        var result: [KeyedPosting] = []
        for start in stride(from: UInt32(0), to: count, by: Self.stretch) {
            let original = originals[Int.random(in: originals.indices, using: &random)]
            let length = (original.map(\.posting.time).max() ?? 0) + 1
            let from = UInt32.random(in: 0..<max(1, length - min(length, UInt32(Self.stretch))), using: &random)
            let mask = UInt32.random(in: 0..<1 << 24, using: &random) & UInt32.random(in: 0..<1 << 24, using: &random)
            for entry in original where entry.posting.time >= from && entry.posting.time < from + UInt32(Self.stretch) {
                let key = RetrievalKey(rawValue: entry.key.rawValue ^ mask)
                result.append(
                    .init(key: key, posting: .init(recording: recording, time: start + entry.posting.time - from)))
            }
        }
        return result
    }
}
