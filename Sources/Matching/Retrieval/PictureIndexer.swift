import Fingerprinting
import Media

/// Gathers the postings of a picture track, stretch by stretch, and leaves out what stands still or is excluded.
struct PictureIndexer {
    /// Grid points from one indexed picture to the next: 0.24 s.
    private static let stride = 2
    /// A picture whose key has not changed is indexed again after this many grid points, 1.92 s, so that offsets stay
    /// resolved in slow passages.
    private static let repeatInterval = 16

    private let recording: RecordingID
    /// In milliseconds.
    private let excluded: [Range<Int>]
    private var postings: [KeyedPosting] = []
    /// What each window, without and with bars, was last indexed under.
    private var last = [(bits: UInt32, time: Int)?](repeating: nil, count: 2 * PictureWindow.allCases.count)
    /// The picture that nothing has changed from since, and the postings of the time since: they count once something changes,
    /// unless that took too long.
    private var anchor: (cells: ArraySlice<UInt8>, time: Int)?
    private var waiting: [KeyedPosting] = []
    /// The grid point after the last sample.
    private var end = 0

    /// - Parameter excluded: passages that get no keys, in milliseconds.
    init(recording: RecordingID, excluded: [Range<Int>]) {
        self.recording = recording
        self.excluded = excluded
    }

    /// Where the stretch has bars it is indexed without them and with them: what looks like a bar here need not in a
    /// part of it.
    mutating func add(_ samples: PictureSamples) {
        var content = ContentBox(grid: samples.grid)
        for sample in 0..<samples.count { content.add(samples[sample]) }
        let frames = content.box == .full ? [.full] : [FrameBox.full, content.box]
        for sample in 0..<samples.count {
            let time = samples.firstIndex + sample
            if anchor.map({ !KeyFloor.isStill(samples[sample], against: $0.cells) }) ?? true {
                settle(at: time)
                anchor = (samples[sample], time)
            }
            let shown = time * PictureSamples.interval
            guard time % Self.stride == 0, !excluded.contains(where: { $0.contains(shown) }) else { continue }
            let image = IntegralImage(samples[sample], grid: samples.grid)
            for (variant, frame) in frames.enumerated() {
                for window in PictureWindow.allCases {
                    guard let hash = WindowHash(image, window.box.placed(in: frame)) else { continue }
                    let slot = variant * PictureWindow.allCases.count + Int(window.rawValue)
                    add(window.key(hash.bits), hash.bits, time: time, slot: slot)
                }
            }
        }
        end = samples.firstIndex + samples.count
        // The anchor's cells must not keep the whole stretch in memory.
        anchor = anchor.map { (Array($0.cells)[...], $0.time) }
    }

    /// The postings of all that was added.
    mutating func finish() -> [KeyedPosting] {
        settle(at: end)
        return postings
    }

    /// The picture changes at this grid point: what was shown since the last change was a still, or it counts.
    private mutating func settle(at time: Int) {
        if let anchor, time - anchor.time < KeyFloor.stillLength { postings += waiting }
        waiting = []
        anchor = nil
    }

    private mutating func add(_ key: RetrievalKey, _ bits: UInt32, time: Int, slot: Int) {
        if let last = last[slot], last.bits == bits, time - last.time < Self.repeatInterval { return }
        last[slot] = (bits, time)
        waiting.append(.init(key: key, posting: .init(recording: recording, time: UInt32(clamping: time))))
    }
}
