import Detection
import FaceDetection
import Media

extension FaceDetector {
    /// Most columns and rows of the picture in which faces are looked for, as in training.
    private static let look = 640
    /// Certainty from which on a face counts, as in training.
    private static let certain = 0.7

    /// By how much a frame is reduced for that.
    static func factor(of still: StillFrame) -> Int { (max(still.width, still.height) + look - 1) / look }

    /// The faces of a frame that are followed, the largest first.
    mutating func places(in still: StillFrame) -> [FaceCrop.Place] {
        let factor = Self.factor(of: still)
        return faces(in: FaceCrop.reduced(still, by: factor)).filter { $0.certainty >= Self.certain }
            .prefix(FaceLimits.mostFaces).map { face in
                FaceCrop.Place(
                    points: face.points.map { FaceCrop.Point(x: $0.x * Double(factor), y: $0.y * Double(factor)) },
                    box: face.box)
            }
    }

    /// The faces in a part of the reduced frame, placed in the whole one.
    mutating func places(in still: StillFrame, within region: FaceRegions.Region) -> [FaceCrop.Place] {
        let factor = Self.factor(of: still)
        let part = still.part(
            columns: region.columns.lowerBound * factor..<region.columns.upperBound * factor,
            rows: region.rows.lowerBound * factor..<region.rows.upperBound * factor)
        let (left, top) = (Double(region.columns.lowerBound * factor), Double(region.rows.lowerBound * factor))
        let (width, height) = (Double(still.width), Double(still.height))
        return faces(in: FaceCrop.reduced(part, by: factor)).filter { $0.certainty >= Self.certain }.map { face in
            FaceCrop.Place(
                points: face.points.map {
                    FaceCrop.Point(x: $0.x * Double(factor) + left, y: $0.y * Double(factor) + top)
                },
                box: FrameBox(
                    x: (face.box.x * Double(part.width) + left) / width,
                    y: (face.box.y * Double(part.height) + top) / height,
                    width: face.box.width * Double(part.width) / width,
                    height: face.box.height * Double(part.height) / height))
        }
    }
}
