import Fingerprinting
import Media

/// The squares about faces in the clip's pictures, one picture after another. Moments that lie close together mostly have one place:
/// what each of them sees there is worked out once.
struct FaceSquares: Sendable {
    /// What a picture shows about a face.
    struct Square: Sendable {
        /// Rows from the top, in sixteenths of a grey level; `FaceCrop.side` squared.
        let cells: [Int16]
        /// Shares of face and ring that lie outside of what the clip shows.
        let faceOutside: Double
        let ringOutside: Double
    }

    private let placement: ClipPlacement
    private var crops: [FrameBox: FaceCrop] = [:]
    /// Of the picture at hand.
    private var squares: [FrameBox: Square] = [:]

    init(placement: ClipPlacement) {
        self.placement = placement
    }

    /// Goes on to the next picture. A place that the last one was not asked for is not asked for again.
    mutating func advance() {
        if squares.count < crops.count { crops = crops.filter { squares[$0.key] != nil } }
        squares.removeAll(keepingCapacity: true)
    }

    /// - Parameters:
    ///   - face: in fractions of the original's frame.
    ///   - picture: the same one until `advance()`.
    mutating func square(about face: FrameBox, in picture: ArraySlice<UInt8>, grid: GridSize) -> Square {
        if let known = squares[face] { return known }
        let crop = crops[face] ?? FaceCrop(face: face, placement: placement, grid: grid)
        let square = Square(
            cells: crop.apply(picture), faceOutside: crop.faceOutside, ringOutside: crop.ringOutside)
        crops[face] = crop
        squares[face] = square
        return square
    }
}
