/// Decoded samples of a track of pictures: coarse luma at points of the media-time grid.
public struct PictureSamples: Sendable, Hashable {
    /// Milliseconds from one point of the media-time grid to the next.
    public static let interval = 120

    public let grid: GridSize
    /// Milliseconds from one sample to the next.
    public let interval: Int
    /// Index of the first sample: it stands for the time `firstIndex * interval` milliseconds.
    public let firstIndex: Int
    /// For each sample the presentation time, in milliseconds, of the frame nearest to its grid point.
    public let times: [Int]
    /// `times.count * grid.area` luma values, 0 black to 255 white, rows from the top, sample after sample.
    public let luma: [UInt8]

    public init(grid: GridSize, interval: Int = Self.interval, firstIndex: Int, times: [Int], luma: [UInt8]) {
        precondition(luma.count == times.count * grid.area, "one value a cell and sample")
        self.grid = grid
        self.interval = interval
        self.firstIndex = firstIndex
        self.times = times
        self.luma = luma
    }

    public var count: Int { times.count }

    /// The cells of one sample, `grid.area` values.
    public subscript(sample: Int) -> ArraySlice<UInt8> {
        luma[sample * grid.area..<(sample + 1) * grid.area]
    }
}
