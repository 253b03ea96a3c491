import Detection
import FaceDetection
import Media

/// Looks for faces in frame after frame: all over it once a second, in between about those that were found.
struct FaceWatch {
    /// Milliseconds from one look at the whole frame to the next, at most: by so much later a face that comes in is seen.
    private static let whole = 1000

    private var detector: FaceDetector
    private var lastWhole: Int?
    private var places: [FaceCrop.Place] = []

    init(detector: FaceDetector) { self.detector = detector }

    /// The faces of a frame that are followed, the largest first.
    mutating func places(in still: StillFrame) -> [FaceCrop.Place] {
        let found = near(in: still) ?? everywhere(in: still)
        places = found
        return found
    }

    private mutating func everywhere(in still: StillFrame) -> [FaceCrop.Place] {
        lastWhole = still.time
        return detector.places(in: still)
    }

    /// Nil where the whole frame is due, or one of the faces is not where it was.
    private mutating func near(in still: StillFrame) -> [FaceCrop.Place]? {
        guard let lastWhole, still.time - lastWhole < Self.whole else { return nil }
        let factor = FaceDetector.factor(of: still)
        let boxes = places.map(\.box)
        guard
            let regions = FaceRegions.regions(
                about: boxes, width: still.width / factor, height: still.height / factor)
        else { return nil }
        let found = FaceRegions.distinct(
            regions.flatMap { detector.places(in: still, within: $0) }.sorted { $0.box.height > $1.box.height })
        guard FaceRegions.all(of: boxes, areAmong: found.map(\.box)) else { return nil }
        return Array(found.prefix(FaceLimits.mostFaces))
    }
}
