import Media

/// How a coded picture is turned, then flipped, to be shown.
struct PictureTurn {
    /// Clockwise, 0, 90, 180 or 270 degrees.
    let rotation: Int
    let mirrored: Bool

    init(rotation: Int, mirrored: Bool) {
        self.rotation = ((rotation % 360) + 360) % 360
        self.mirrored = mirrored
    }

    /// The size before the turn of what is shown in `grid`.
    func coded(_ grid: GridSize) -> GridSize {
        rotation % 180 == 0 ? grid : GridSize(width: grid.height, height: grid.width)
    }

    /// The place before turn and flip of a box as shown.
    func coded(_ box: FrameBox) -> FrameBox {
        let x = mirrored ? 1 - box.x - box.width : box.x
        return switch rotation {
        case 90: FrameBox(x: box.y, y: 1 - x - box.width, width: box.height, height: box.width)
        case 180: FrameBox(x: 1 - x - box.width, y: 1 - box.y - box.height, width: box.width, height: box.height)
        case 270: FrameBox(x: 1 - box.y - box.height, y: x, width: box.height, height: box.width)
        default: FrameBox(x: x, y: box.y, width: box.width, height: box.height)
        }
    }

    /// The cells as shown.
    /// - Parameter grid: The size as shown.
    func shown<Cell>(_ cells: [Cell], grid: GridSize) -> [Cell] {
        guard rotation != 0 || mirrored else { return cells }
        let codedGrid = coded(grid)
        var shown: [Cell] = []
        shown.reserveCapacity(grid.area)
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
                shown.append(cells[codedY * codedGrid.width + codedX])
            }
        }
        return shown
    }
}
