/// What decides which lips are compared with the sound, and how.
public enum LipLimits {
    /// Milliseconds from one step of the grid to the next, on which lips and sound are compared.
    public static let step = 40
    /// Milliseconds between two frames, at least: all of them up to 30 a second.
    public static let shortestFrame = 33
    /// Milliseconds between two looks for faces, at least; in between they lie between the places at both.
    static let look = 195
    /// Milliseconds by which the sound may lie before or behind the lips: so much of it is heard at either side.
    public static let reach = 1000
    /// Steps of that.
    public static let reachSteps = reach / step
    /// Steps of a window: 4 s. Of 3 s, 10 in 100 more were in the wrong order.
    public static let window = 100
    /// Steps from one window to the next.
    static let windowStep = 50
    /// Milliseconds of a part of a clip that is examined, where not all of it is.
    static let part = 12_000
    /// Parts of a clip, at least and at most; in between they take two fifths of it. So examining a clip costs less than decoding it did.
    static let fewestParts = 2
    static let mostParts = 5
    /// Faces that a child may tell of, and the steps of each.
    public static let mostFaces = 64
    static let mostSteps = mostParts * part / step + 1
    /// Deviation of the opening, in pixels of a crop, below which a mouth is at rest: between the lowest of people who speak (0.31) and
    /// the highest of those who do not (0.21) among the training clips.
    static let leastOpening = 0.25
    /// Loudness, as a natural logarithm of `Spectrum`'s energy, that a tenth of the sound has to exceed: a tone at 50 dB below full scale.
    /// Chosen beforehand.
    static let leastLoudness = 25.9
    /// Deviation of the levels, as natural logarithms, below which the sound does not rise and fall as syllables make it. Chosen
    /// beforehand; the lowest of speech among the training clips is 0.8.
    package static let leastModulation = 0.6

    /// The stretches, in milliseconds, that are examined of some stretches of a clip; shorter ones than a window are not.
    public static func stretches(in ranges: [Range<Int>]) -> [Range<Int>] {
        let usable = ranges.filter { $0.count >= window * step }
        let total = usable.reduce(0) { $0 + $1.count }
        guard total > fewestParts * part else { return usable }
        let parts = min(max(total * 2 / 5 / part, fewestParts), mostParts)
        return (0..<parts).compactMap { index in
            var place = (2 * index + 1) * total / (2 * parts)
            for range in usable {
                if place < range.count { return stretch(of: range, around: range.lowerBound + place) }
                place -= range.count
            }
            return nil
        }
    }

    private static func stretch(of range: Range<Int>, around middle: Int) -> Range<Int> {
        let start = max(range.lowerBound, min(middle - part / 2, range.upperBound - part))
        return start..<min(range.upperBound, start + part)
    }
}
