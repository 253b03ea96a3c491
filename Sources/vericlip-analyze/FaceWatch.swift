import Detection
import FaceDetection
import Media

/// Looks for faces in frame after frame: all over it once in a while, in between about those that were found.
struct FaceWatch {
    /// Milliseconds from one look at the whole frame to the next, at most: by so much later a face that comes in is seen.
    private static let whole = 2000

    private var detector: FaceDetector
    private var lastWhole: Int?
    private var places: [FaceCrop.Place] = []

    init(detector: FaceDetector) { self.detector = detector }

    /// The faces of a frame that are followed, the largest first.
    mutating func places(in picture: some ShownPicture) -> [FaceCrop.Place] {
        let factor = FaceDetector.factor(of: picture)
        guard min(picture.width, picture.height) >= factor else { return [] }
        let reduced = picture.reduced(by: factor)
        places = near(in: reduced, of: picture) ?? everywhere(in: reduced, of: picture)
        return places
    }

    private mutating func everywhere(in reduced: Bitmap, of picture: some ShownPicture) -> [FaceCrop.Place] {
        lastWhole = picture.time
        return Array(detector.places(in: reduced, of: picture).prefix(FaceLimits.mostFaces))
    }

    /// Nil where the whole frame is due, or one of the faces is not where it was.
    private mutating func near(in reduced: Bitmap, of picture: some ShownPicture) -> [FaceCrop.Place]? {
        guard let lastWhole, picture.time - lastWhole < Self.whole else { return nil }
        let boxes = places.map(\.box)
        guard let regions = FaceRegions.regions(about: boxes, width: reduced.width, height: reduced.height) else {
            return nil
        }
        let found = FaceRegions.distinct(
            regions.flatMap { detector.places(in: reduced, of: picture, within: $0) }
                .sorted { $0.box.height > $1.box.height })
        guard FaceRegions.all(of: boxes, areAmong: found.map(\.box)) else { return nil }
        return Array(found.prefix(FaceLimits.mostFaces))
    }
}
