internal import Media

/// Puts looks together that follow one face, and chooses which of them are judged.
public struct FaceTracks {
    private struct Track {
        var last: FrameBox
        var lastFrame: Int
        var looks: [Int]
    }

    private var tracks: [Track] = []
    private var frame = 0
    public private(set) var looks: [FaceLook] = []

    public init() {}

    /// Adds the faces of the next frame; each gets the number of its track.
    public mutating func add(_ faces: [FaceLook]) {
        var free = Set(tracks.indices.filter { frame - tracks[$0].lastFrame <= FaceLimits.longestGap })
        for face in faces {
            let nearest = free.map { ($0, tracks[$0].last.overlap(with: face.box)) }
                .filter { $0.1 >= FaceLimits.sameFace }.max { ($0.1, $1.0) < ($1.1, $0.0) }?.0
            let number = nearest ?? tracks.count
            if nearest == nil { tracks.append(Track(last: face.box, lastFrame: frame, looks: [])) }
            free.remove(number)
            tracks[number].last = face.box
            tracks[number].lastFrame = frame
            tracks[number].looks.append(looks.count)
            looks.append(face)
            looks[looks.count - 1].track = number
        }
        frame += 1
    }

    /// Places in `looks` to judge: of the tracks with the most looks that can be judged, so many spread evenly.
    public var chosen: [Int] {
        let usable = tracks.map { track in track.looks.filter { looks[$0].obstacle == nil } }
            .filter { $0.count >= FaceLimits.fewestCrops }
            .sorted { ($1.count, $0[0]) < ($0.count, $1[0]) }.prefix(FaceLimits.mostTracks)
        return usable.flatMap { Self.spread($0, FaceLimits.crops(ofEach: usable.count)) }
    }

    private static func spread(_ all: [Int], _ most: Int) -> [Int] {
        let count = min(all.count, most)
        return (0..<count).map { all[(2 * $0 + 1) * all.count / (2 * count)] }
    }

    public mutating func set(score: Double, isAnimation: Bool, ofLook place: Int) {
        looks[place].score = score
        looks[place].isAnimation = isAnimation
    }
}

extension FrameBox {
    /// Share of what both cover together that both cover.
    func overlap(with other: FrameBox) -> Double {
        let across = min(x + width, other.x + other.width) - max(x, other.x)
        let down = min(y + height, other.y + other.height) - max(y, other.y)
        guard across > 0, down > 0 else { return 0 }
        let both = across * down
        return both / (width * height + other.width * other.height - both)
    }
}
