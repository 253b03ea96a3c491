import Fingerprinting

/// The recording's pictures on the source axis, as feature cells: means of 2 by 2 cells of its fingerprint.
struct ReferencePictures: Sendable {
    /// Presentation time of each picture, in milliseconds, ascending within a region.
    let times: [Int]
    /// `columns * rows` values a picture.
    let cells: [Float]
    let columns: Int
    let rows: Int
    let grid: GridSize
    /// For each region of the axis its pictures.
    let ranges: [Range<Int>]
    private let luma: [UInt8]

    var cellCount: Int { columns * rows }

    init(track: PictureTrack, axis: SourceAxis) throws(FingerprintError) {
        var times: [Int] = []
        var luma: [UInt8] = []
        var ranges: [Range<Int>] = []
        for region in axis.regions {
            let low = max(0, region.start / PictureSamples.interval - 2)
            let high = min(track.sampleCount, region.end / PictureSamples.interval + 3)
            let first = times.count
            if low < high {
                let samples = try track.samples(low..<high)
                times += samples.times
                luma += samples.luma
            }
            ranges.append(first..<times.count)
        }
        self.times = times
        self.luma = luma
        self.ranges = ranges
        grid = track.grid
        columns = grid.width / 2
        rows = grid.height / 2
        cells = Self.binned(luma, count: times.count, grid: track.grid)
    }

    /// Full-resolution cells of one picture.
    func picture(_ index: Int) -> [UInt8] { Array(luma[index * grid.area..<(index + 1) * grid.area]) }

    /// The pictures before and after a source time within a region, and how far between them it lies, 0 to 1.
    func locate(_ time: Double, region: Int) -> (index: Int, fraction: Float)? {
        let range = ranges[region]
        guard range.count >= 2 else { return nil }
        let guess = Int((time - Double(times[range.lowerBound])) / Double(PictureSamples.interval))
        var index = min(max(range.lowerBound + guess, range.lowerBound), range.upperBound - 2)
        while index > range.lowerBound, Double(times[index]) > time { index -= 1 }
        while index < range.upperBound - 2, Double(times[index + 1]) <= time { index += 1 }
        let span = Double(max(times[index + 1] - times[index], 1))
        return (index, Float(min(max((time - Double(times[index])) / span, 0), 1)))
    }

    /// Index of the picture nearest to a source time; nothing outside of the axis.
    func nearest(_ time: Double, axis: SourceAxis) -> Int? {
        guard
            let region = axis.regions.firstIndex(where: { time >= Double($0.start) - 60 && time <= Double($0.end) + 60 }
            ),
            let place = locate(time, region: region)
        else { return nil }
        return place.fraction < 0.5 ? place.index : place.index + 1
    }

    private static func binned(_ luma: [UInt8], count: Int, grid: GridSize) -> [Float] {
        let (columns, rows) = (grid.width / 2, grid.height / 2)
        var cells: [Float] = []
        cells.reserveCapacity(count * columns * rows)
        for picture in 0..<count {
            for row in 0..<rows {
                var i = picture * grid.area + 2 * row * grid.width
                for _ in 0..<columns {
                    let sum =
                        Int(luma[i]) + Int(luma[i + 1]) + Int(luma[i + grid.width]) + Int(luma[i + grid.width + 1])
                    cells.append(Float(sum) * 0.25)
                    i += 2
                }
            }
        }
        return cells
    }
}
