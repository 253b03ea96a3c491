import Fingerprinting

/// What a stretch of a recording must hold to be found by it.
///
/// Black, bars, slates, stills and silence are in a thousand recordings: keys of them would vote for all of these whenever a clip
/// shows the like. Plain and striped pictures fail `WindowHash` by themselves; this is about what does not change.
public enum KeyFloor {
    /// Steps of 0.75 dB of one band's level that count as audible. Digital silence is 0, the dither and the hum of an unplugged
    /// line stay below.
    public static let leastLevel: UInt8 = 40

    /// Grid points, 3 s, from which on an unchanged picture is a still: longer than anybody who speaks into a camera holds still.
    static let stillLength = 25

    /// Grey levels by which a cell of an unchanged picture may vary: room for the noise of coding. With it none of 15,999 keys of
    /// the pictures of 46 recordings of people and streets was lost, and stills through MPEG-4 have none.
    static let stillness = 5

    static func isStill(_ picture: ArraySlice<UInt8>, against anchor: ArraySlice<UInt8>) -> Bool {
        zip(picture, anchor).allSatisfy { abs(Int($0) - Int($1)) <= stillness }
    }

    /// - Parameter frames: sets of levels.
    static func isAudible(_ sound: SoundSamples, frames: Range<Int>) -> Bool {
        sound.levels[frames.lowerBound * SoundSamples.bands..<frames.upperBound * SoundSamples.bands]
            .contains { $0 >= leastLevel }
    }
}

extension KeyFloor {
    /// Moments with keys that a recording must have. A tone's beginning and end, or the cut from one bar to the next, give two or
    /// three; 2 s of moving picture or 1.2 s of speech give more.
    private static let leastMoments = 4

    /// Whether a recording can be found at all.
    /// - Parameter postings: of this recording.
    public static func isReached(by postings: [KeyedPosting]) -> Bool {
        Set(postings.map(\.posting.time)).count >= leastMoments
    }

    /// Stretches that hold nothing to be found by: longer ones than this are worth saying, in milliseconds.
    private static let worthSaying = 3000

    /// Where a recording has no keys, in milliseconds: a clip of such a stretch alone will not be found.
    ///
    /// - Parameters:
    ///   - postings: of this recording.
    ///   - excluded: passages that have none because the publisher wants it so; they are not named again.
    public static func bareStretches(
        of postings: [KeyedPosting], duration: Int, excluding excluded: [Range<Int>] = []
    ) -> [Range<Int>] {
        var times = Set(postings.map { Int($0.posting.time) * PictureSamples.interval })
        for passage in excluded { times.formUnion([passage.lowerBound, min(passage.upperBound, duration)]) }
        let marks = ([0] + times.sorted() + [duration]).filter { $0 <= duration }
        return zip(marks, marks.dropFirst()).filter { $1 - $0 > worthSaying }.map { $0..<$1 }
            .filter { stretch in !excluded.contains { $0.contains((stretch.lowerBound + stretch.upperBound) / 2) } }
    }
}
