public import Fingerprinting
import Media

/// The keys under which a recording is registered.
public struct KeyDeriver: Sendable {
    /// Samples decoded at a time: 30 s.
    private static let batch = 250

    public init() {}

    /// - Parameter excluded: passages that are not to be found by, in milliseconds.
    /// - Returns: the postings of a recording, each once, in no particular order. Stretches below `KeyFloor` have none.
    public func postings(
        of fingerprint: Fingerprint, as recording: RecordingID, excluding excluded: [Range<Int>] = []
    ) throws(FingerprintError) -> [KeyedPosting] {
        var postings: [KeyedPosting] = []
        if let picture = fingerprint.picture {
            var indexer = PictureIndexer(recording: recording, excluded: excluded)
            for start in Swift.stride(from: 0, to: picture.sampleCount, by: Self.batch) {
                indexer.add(try picture.samples(start..<min(start + Self.batch, picture.sampleCount)))
            }
            postings = indexer.finish()
        }
        if let sound = fingerprint.sound {
            postings += self.postings(of: try sound.samples(), as: recording, excluding: excluded)
        }
        return postings
    }

    /// The keys of a stretch of a picture track.
    public func postings(of picture: PictureSamples, as recording: RecordingID) -> [KeyedPosting] {
        var indexer = PictureIndexer(recording: recording, excluded: [])
        indexer.add(picture)
        return indexer.finish()
    }

    /// The keys of a sound track.
    public func postings(
        of sound: SoundSamples, as recording: RecordingID, excluding excluded: [Range<Int>] = []
    ) -> [KeyedPosting] {
        let interval = SoundSamples.hop * SoundSamples.hopsPerLevel
        var postings: [KeyedPosting] = []
        for frame in 0..<max(0, sound.levelCount - SoundHash.frameCount + 1) {
            let start = sound.start + frame * interval
            let heard = start..<start + SoundHash.frameCount * interval
            guard KeyFloor.isAudible(sound, frames: frame..<frame + SoundHash.frameCount),
                !excluded.contains(where: { $0.overlaps(heard) }), let hash = SoundHash(sound, at: frame)
            else { continue }
            let time = UInt32(clamping: sound.gridTime(ofLevel: frame))
            postings.append(.init(key: SoundHash.key(hash.bits), posting: .init(recording: recording, time: time)))
        }
        return postings
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
