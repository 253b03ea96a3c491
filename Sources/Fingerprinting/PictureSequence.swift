/// All pictures of a stretch of media, small: what is compared where the media-time grid is too coarse, as lips are. Made on the
/// verifier's side only, never stored or signed.
public struct PictureSequence: Sendable {
    /// Cells of a picture, whatever the aspect: 320 x 180 at 16:9. A face of a tenth of the frame's height has 18 rows, twice
    /// what the band of a `FaceCode` needs.
    public static let area = 57_600

    /// Square cells of the picture as shown; never more than the frame has pixels.
    public let grid: GridSize
    /// Presentation times in milliseconds, ascending.
    public private(set) var times: [Int]
    /// `times.count * grid.area` values, 0 black to 255 white, rows from the top, picture after picture.
    public private(set) var luma: [UInt8]

    public init(grid: GridSize, times: [Int] = [], luma: [UInt8] = []) {
        precondition(luma.count == times.count * grid.area, "one value a cell and picture")
        self.grid = grid
        self.times = times
        self.luma = luma
    }

    public var count: Int { times.count }

    /// Makes room for so many pictures, so that those that are there need not move.
    public mutating func reserveCapacity(_ count: Int) {
        times.reserveCapacity(count)
        luma.reserveCapacity(count * grid.area)
    }

    /// The cells of one picture, `grid.area` values.
    public subscript(picture: Int) -> ArraySlice<UInt8> { luma[picture * grid.area..<(picture + 1) * grid.area] }

    public mutating func append(time: Int, luma picture: some Collection<UInt8>) {
        precondition(picture.count == grid.area, "one value a cell")
        times.append(time)
        luma += picture
    }
}
