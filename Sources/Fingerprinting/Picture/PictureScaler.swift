import Media

/// Turns decoded frames into coarse pictures as shown: turned, flipped, with square cells.
struct PictureScaler {
    /// The grid of the picture as shown.
    let grid: GridSize
    private let turn: PictureTurn
    /// For the size of the last frame; a stream may change its size midway.
    private var averager: AreaAverager?

    init(video: MediaDescription.Video, area: Int) {
        grid = Self.grid(aspect: video.displayAspect, area: area)
        turn = PictureTurn(rotation: video.rotation, mirrored: video.mirrored)
    }

    /// The grid of about `area` cells whose cells are as square as can be.
    static func grid(aspect: Double, area: Int) -> GridSize {
        let aspect = aspect.isFinite ? min(max(aspect, 1 / Double(area)), Double(area)) : 1
        let width = min(max(Int((Double(area) * aspect).squareRoot() + 0.5), 1), area)
        let height = min(max(Int((Double(area) / aspect).squareRoot() + 0.5), 1), area)
        return GridSize(width: width, height: height)
    }

    mutating func scale(_ frame: VideoFrame) -> [UInt8] {
        if averager?.width != frame.width || averager?.height != frame.height {
            averager = AreaAverager(width: frame.width, height: frame.height, grid: turn.coded(grid))
        }
        return turn.shown(averager!.average(frame.luma, range: frame.range), grid: grid)
    }
}
