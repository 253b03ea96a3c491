/// What decides which faces are judged, and by how many looks.
public enum FaceLimits {
    /// Frames looked at in a clip, at most.
    public static let mostFrames = 48
    /// Milliseconds between two of them, at least: nearer frames of one film hardly differ.
    public static let shortestStep = 250
    /// Faces of a frame that are followed, the largest first.
    public static let mostFaces = 3
    /// Tracks that are judged, the longest first, and crops of all of them together: a network takes longer over a crop than all else does.
    static let mostTracks = 3
    private static let mostCrops = 12
    /// Fewer crops of a face are no basis: chosen beforehand (the brief for this signal asks for eight).
    public static let fewestCrops = 8
    /// Crops that are judged of each of so many tracks, at most.
    static func crops(ofEach tracks: Int) -> Int { max(mostCrops / max(tracks, 1), fewestCrops) }

    /// Rows of the face in the film. Chosen beforehand: below 60 no published or measured figure is better than chance.
    public static let smallestRows = 64
    /// Distances between the eyes. Chosen beforehand: beyond it one eye is hidden.
    static let mostTurn = 0.5
    /// Of 255. Chosen beforehand.
    static let leastLuma = 40.0
    /// On H.264's scale. Of the 24 clips that train and calibrate the coarsest has 35.1, save one that was distorted for a test of codecs
    /// (50.5); their copies at a constant quality of 42 have 36 to 47.
    static let mostQuantiser = 38.0
    /// Share of the scores of a track that is left out at either end of their mean.
    static let trimmed = 0.2
    /// Two boxes in frames that follow each other are one face where they share this much of what they cover together.
    static let sameFace = 0.3
    /// Frames that a face may be missing and still be the same.
    static let longestGap = 3

    /// Whether frames are quantised so coarsely, on average, that what was measured of the detectors does not hold; false where that is not
    /// known.
    public static func isRecompressed(_ quantiser: Double?) -> Bool { quantiser.map { $0 > mostQuantiser } ?? false }

    /// The times, in milliseconds, at which faces are looked for in some stretches of a clip: spread evenly over them together, each
    /// in the middle of its share.
    public static func times(in ranges: [Range<Int>]) -> [Int] {
        let total = ranges.reduce(0) { $0 + $1.count }
        guard total > 0 else { return [] }
        let count = min(max(total / shortestStep, 1), mostFrames)
        return (0..<count).map { index in
            var place = (2 * index + 1) * total / (2 * count)
            for range in ranges {
                if place < range.count { return range.lowerBound + place }
                place -= range.count
            }
            return ranges[ranges.count - 1].upperBound - 1
        }
    }
}
