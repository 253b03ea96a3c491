import Media

/// Turns decoded frames into coarse pictures as shown: turned, flipped, with square cells.
struct PictureScaler {
    /// The grid of the picture as shown.
    let grid: GridSize
    private let rotation: Int
    private let mirrored: Bool
    /// For the size of the last frame; a stream may change its size midway.
    private var averager: AreaAverager?

    init(video: MediaDescription.Video, profile: FingerprintProfile) {
        grid = Self.grid(aspect: video.displayAspect, area: profile.gridArea)
        rotation = ((video.rotation % 360) + 360) % 360
        mirrored = video.mirrored
    }

    /// The grid of about `area` cells whose cells are as square as can be.
    static func grid(aspect: Double, area: Int) -> GridSize {
        let aspect = aspect.isFinite ? min(max(aspect, 1 / Double(area)), Double(area)) : 1
        let width = min(max(Int((Double(area) * aspect).squareRoot() + 0.5), 1), area)
        let height = min(max(Int((Double(area) / aspect).squareRoot() + 0.5), 1), area)
        return GridSize(width: width, height: height)
    }

    /// The coarse picture of a frame, as a frame of the grid's size.
    mutating func scale(_ frame: VideoFrame) -> VideoFrame {
        VideoFrame(time: frame.time, width: grid.width, height: grid.height, luma: cells(of: frame), range: .full)
    }

    private mutating func cells(of frame: VideoFrame) -> [UInt8] {
        let turned = rotation % 180 != 0
        let codedGrid = turned ? GridSize(width: grid.height, height: grid.width) : grid
        if averager?.width != frame.width || averager?.height != frame.height {
            averager = AreaAverager(width: frame.width, height: frame.height, grid: codedGrid)
        }
        let coded = averager!.average(frame.luma, range: frame.range)
        guard rotation != 0 || mirrored else { return coded }
        var shown = [UInt8](repeating: 0, count: grid.area)
        for y in 0..<grid.height {
            for x in 0..<grid.width {
                let column = mirrored ? grid.width - 1 - x : x
                // Where the cell shown at (column, y) stands in the coded picture, for a clockwise turn.
                let (codedX, codedY) =
                    switch rotation {
                    case 90: (y, codedGrid.height - 1 - column)
                    case 180: (codedGrid.width - 1 - column, codedGrid.height - 1 - y)
                    case 270: (codedGrid.width - 1 - y, column)
                    default: (column, y)
                    }
                shown[y * grid.width + x] = coded[codedY * codedGrid.width + codedX]
            }
        }
        return shown
    }
}
