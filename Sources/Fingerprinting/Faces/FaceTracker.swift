import Media

/// Follows faces from look to look and encodes what they and their surroundings look like.
///
/// Holds what is encoded, and for each of at most four faces the samples since it was last found.
struct FaceTracker {
    /// Certainty from which a face is followed on: the detector states less than at first for a while when a face turns or is half
    /// covered.
    private static let stayCertainty = 0.5
    /// Looks in a row that may miss a face: 0.36 s of a registered recording, a blink of the detector or a gesture before the face.
    private static let allowedMisses = 3
    /// Least overlap (intersection over union) of a face with its own box one look before: a head that moves by half its
    /// width between looks has a third.
    static let leastOverlap = 0.3
    /// Least time for which a face is followed, in points of the grid: 0.48 s. What is shorter is too short to compare a
    /// mouth in, and mostly no face.
    private static let leastPoints = 4
    /// Area by which a face must exceed the smallest of four to take its place.
    private static let displacing = 1.5

    private let video: MediaDescription.Video
    private let startCertainty: Double
    private var paths: [Path] = []
    private var finished: [(order: Int, path: EncodedFacePath)] = []
    private var started = 0

    init(video: MediaDescription.Video, startCertainty: Double) {
        self.video = video
        self.startCertainty = startCertainty
    }

    /// Where the faces are that are followed.
    var places: [FrameBox] { paths.map(\.smooth) }

    /// Takes the frame of the next point of the grid.
    /// - Parameters:
    ///   - frame: Nothing where it is the same as for the point before.
    ///   - found: What a look at it found; nothing where there was none.
    mutating func add(index: Int, frame: VideoFrame?, found: [FoundFace]?) {
        guard let frame else {
            for path in paths.indices { paths[path].repeatLast() }
            return
        }
        var unlinked = found?.filter { $0.certainty >= Self.stayCertainty } ?? []
        for path in paths.indices {
            if found != nil { paths[path].look(at: Self.takeBest(for: paths[path].smooth, from: &unlinked)) }
        }
        // A path that was cut short gives its face back: another person's, perhaps.
        var kept: [Path] = []
        for var path in paths {
            if path.misses <= Self.allowedMisses, path.addSample(of: frame, video) {
                kept.append(path)
            } else {
                if let face = path.foundNow { unlinked.append(face) }
                close(path)
            }
        }
        paths = kept
        start(unlinked, at: index, frame)
    }

    /// The face of `faces` that overlaps most with `box`, taken out of them.
    private static func takeBest(for box: FrameBox, from faces: inout [FoundFace]) -> FoundFace? {
        let overlaps = faces.map { $0.box.overlap(with: box) }
        guard let best = overlaps.indices.max(by: { overlaps[$0] < overlaps[$1] }), overlaps[best] >= leastOverlap
        else { return nil }
        return faces.remove(at: best)
    }

    /// Follows new faces, the largest first.
    private mutating func start(_ faces: [FoundFace], at index: Int, _ frame: VideoFrame) {
        // A path that makes way has a sample of this frame: the place is free from the next look on.
        var places = FaceCoding.maximumFaces - paths.count
        for face in faces.sorted(by: { $0.box.area > $1.box.area }) where face.certainty >= startCertainty {
            guard !paths.contains(where: { $0.smooth.overlap(with: face.box) > Self.leastOverlap }) else { continue }
            guard places > 0 else {
                let smallest = paths.indices.min { paths[$0].smooth.area < paths[$1].smooth.area }
                if let smallest, face.box.area > paths[smallest].smooth.area * Self.displacing {
                    close(paths.remove(at: smallest))
                }
                continue
            }
            guard var path = Path(face, index: index, order: started) else { continue }
            _ = path.addSample(of: frame, video)
            paths.append(path)
            started += 1
            places -= 1
        }
    }

    private mutating func close(_ path: Path) {
        guard path.encoder.count >= Self.leastPoints else { return }
        finished.append((path.order, path.encoder.finish()))
    }

    consuming func finish() -> [EncodedFacePath] {
        for path in paths { close(path) }
        return finished.sorted { $0.order < $1.order }.map(\.path)
    }
}

extension FrameBox {
    var area: Double { width * height }

    /// Intersection over union.
    func overlap(with other: FrameBox) -> Double {
        let common =
            max(0, min(x + width, other.x + other.width) - max(x, other.x))
            * max(0, min(y + height, other.y + other.height) - max(y, other.y))
        return common > 0 ? common / (area + other.area - common) : 0
    }
}
