import Detection
import FaceDetection
import Media

extension FaceDetector {
    /// Most columns and rows of the picture in which faces are looked for, as in training.
    private static let look = 640
    /// Certainty from which on a face counts, as in training.
    private static let certain = 0.7

    /// By how much a frame is reduced for that.
    static func factor(of picture: some ShownPicture) -> Int { (max(picture.width, picture.height) + look - 1) / look }

    /// The faces in a part of a reduced frame, or in all of it, placed in the frame; the largest first.
    mutating func places(
        in reduced: Bitmap, of picture: some ShownPicture, within region: FaceRegions.Region? = nil
    ) -> [FaceCrop.Place] {
        let factor = Double(Self.factor(of: picture))
        let part = region.map { reduced.part(columns: $0.columns, rows: $0.rows) } ?? reduced
        let (left, top) = (Double(region?.columns.lowerBound ?? 0), Double(region?.rows.lowerBound ?? 0))
        let (width, height) = (Double(picture.width), Double(picture.height))
        return faces(in: part).filter { $0.certainty >= Self.certain }.map { face in
            FaceCrop.Place(
                points: face.points.map { FaceCrop.Point(x: ($0.x + left) * factor, y: ($0.y + top) * factor) },
                box: FrameBox(
                    x: (face.box.x * Double(part.width) + left) * factor / width,
                    y: (face.box.y * Double(part.height) + top) * factor / height,
                    width: face.box.width * Double(part.width) * factor / width,
                    height: face.box.height * Double(part.height) * factor / height))
        }
    }
}
