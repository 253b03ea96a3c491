public import Fingerprinting
import Media

/// The keys under which a recording is registered.
public struct KeyDeriver: Sendable {
    /// Grid points from one indexed picture to the next: 0.24 s.
    private static let stride = 2
    /// A picture whose key has not changed is indexed again after this many grid points, 1.92 s, so that offsets stay
    /// resolved in still passages.
    private static let repeatInterval = 16
    /// Samples decoded at a time: 30 s.
    private static let batch = 250

    public init() {}

    /// - Returns: the postings of a recording, each once, in no particular order.
    public func postings(of fingerprint: Fingerprint, as recording: RecordingID) throws(FingerprintError)
        -> [KeyedPosting]
    {
        var postings: [KeyedPosting] = []
        if let picture = fingerprint.picture {
            var indexer = PictureIndexer(recording: recording)
            for start in Swift.stride(from: 0, to: picture.sampleCount, by: Self.batch) {
                indexer.add(try picture.samples(start..<min(start + Self.batch, picture.sampleCount)))
            }
            postings = indexer.postings
        }
        if let sound = fingerprint.sound { postings += self.postings(of: try sound.samples(), as: recording) }
        return postings
    }

    /// The keys of a stretch of a picture track.
    public func postings(of picture: PictureSamples, as recording: RecordingID) -> [KeyedPosting] {
        var indexer = PictureIndexer(recording: recording)
        indexer.add(picture)
        return indexer.postings
    }

    /// The keys of a sound track.
    public func postings(of sound: SoundSamples, as recording: RecordingID) -> [KeyedPosting] {
        var postings: [KeyedPosting] = []
        for frame in 0..<max(0, sound.levelCount - SoundHash.frameCount + 1) {
            guard let hash = SoundHash(sound, at: frame) else { continue }
            let time = UInt32(clamping: sound.gridTime(ofLevel: frame))
            postings.append(.init(key: SoundHash.key(hash.bits), posting: .init(recording: recording, time: time)))
        }
        return postings
    }

    /// Gathers the postings of a picture track, stretch by stretch.
    private struct PictureIndexer {
        let recording: RecordingID
        private(set) var postings: [KeyedPosting] = []
        /// What each window, without and with bars, was last indexed under.
        private var last = [(bits: UInt32, time: Int)?](repeating: nil, count: 2 * PictureWindow.allCases.count)

        init(recording: RecordingID) { self.recording = recording }

        /// Where the stretch has bars it is indexed without them and with them: what looks like a bar here need not in a
        /// part of it.
        mutating func add(_ samples: PictureSamples) {
            var content = ContentBox(grid: samples.grid)
            for sample in 0..<samples.count { content.add(samples[sample]) }
            let frames = content.box == .full ? [.full] : [FrameBox.full, content.box]
            for sample in 0..<samples.count where (samples.firstIndex + sample) % KeyDeriver.stride == 0 {
                let image = IntegralImage(samples[sample], grid: samples.grid)
                for (variant, frame) in frames.enumerated() {
                    for window in PictureWindow.allCases {
                        guard let hash = WindowHash(image, window.box.placed(in: frame)) else { continue }
                        let slot = variant * PictureWindow.allCases.count + Int(window.rawValue)
                        add(window.key(hash.bits), hash.bits, time: samples.firstIndex + sample, slot: slot)
                    }
                }
            }
        }

        private mutating func add(_ key: RetrievalKey, _ bits: UInt32, time: Int, slot: Int) {
            if let last = last[slot], last.bits == bits, time - last.time < KeyDeriver.repeatInterval { return }
            last[slot] = (bits, time)
            postings.append(.init(key: key, posting: .init(recording: recording, time: UInt32(clamping: time))))
        }
    }
}

extension FrameBox {
    /// This box, in fractions of another box, as fractions of the frame that holds the other.
    func placed(in other: FrameBox) -> FrameBox {
        FrameBox(
            x: other.x + x * other.width, y: other.y + y * other.height, width: width * other.width,
            height: height * other.height)
    }
}

extension SoundSamples {
    /// The grid point nearest to the start of a set of levels.
    func gridTime(ofLevel level: Int) -> Int {
        (start + level * Self.hop * Self.hopsPerLevel + PictureSamples.interval / 2) / PictureSamples.interval
    }
}
