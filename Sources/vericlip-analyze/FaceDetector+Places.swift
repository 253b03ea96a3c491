import Detection
import FaceDetection
import Media

extension FaceDetector {
    /// Most columns and rows of the picture in which faces are looked for, as in training.
    private static let look = 640
    /// Certainty from which on a face counts, as in training.
    private static let certain = 0.7

    /// The faces of a frame that are followed, the largest first.
    mutating func places(in still: StillFrame) -> [FaceCrop.Place] {
        let factor = (max(still.width, still.height) + Self.look - 1) / Self.look
        return faces(in: FaceCrop.reduced(still, by: factor)).filter { $0.certainty >= Self.certain }
            .prefix(FaceLimits.mostFaces).map { face in
                FaceCrop.Place(
                    points: face.points.map { FaceCrop.Point(x: $0.x * Double(factor), y: $0.y * Double(factor)) },
                    box: face.box)
            }
    }
}
