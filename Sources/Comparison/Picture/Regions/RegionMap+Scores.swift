import Fingerprinting
import Matching
import Media

extension RegionMap {
    /// Columns over the clip's frame; as many rows as make the cells about as wide as high.
    private static let columns = 48

    /// - Parameter grid: of the clip's pictures.
    init(grid: GridSize, pictures: [Picture]) {
        let size = Self.size(for: grid)
        self.init(columns: size.width, rows: size.height, threshold: 1, pictures: pictures)
    }

    private static func size(for clip: GridSize) -> GridSize {
        let rows = Double(columns) * Double(clip.height) / Double(clip.width)
        return GridSize(width: columns, height: max(1, Int(rows.rounded())))
    }

    /// Where the recording's cells lie in the map.
    struct Places {
        /// Columns and rows of the map.
        let size: GridSize
        /// For each cell of the recording the cell of the map; nothing outside of the clip's frame.
        let cells: [Int?]

        init(of grid: GridSize, in clip: GridSize, map: PlanarMap) {
            let size = RegionMap.size(for: clip)
            self.size = size
            cells = (0..<grid.area).map { cell in
                let point = map.apply(
                    (Double(cell % grid.width) + 0.5) / Double(grid.width),
                    (Double(cell / grid.width) + 0.5) / Double(grid.height))
                guard all(point .>= .zero), all(point .< .one) else { return nil }
                return Int(point.y * Double(size.height)) * size.width + Int(point.x * Double(size.width))
            }
        }
    }
}

extension RegionMap.Picture {
    /// The highest score of those that lie in each cell of the map.
    init(_ moment: RegionMoment, scores: RegionScores, places: RegionMap.Places) {
        var highest = [Float](repeating: .nan, count: places.size.area)
        for (cell, place) in places.cells.enumerated() {
            guard let place, !scores.cells[cell].isNaN else { continue }
            // Of deviations rather than variances; 1 is the threshold of both.
            let score = scores.cells[cell].squareRoot()
            highest[place] = highest[place].isNaN ? score : max(highest[place], score)
        }
        self.init(time: MediaTime(milliseconds: moment.time), scores: highest)
    }
}
