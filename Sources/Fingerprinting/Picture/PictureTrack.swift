/// Pictures of a fingerprint: coarse luma at even times, decoded group by group when asked for.
public struct PictureTrack: Sendable {
    public let grid: GridSize
    /// Milliseconds between samples: sample `i` stands for `i * interval`, a point of the media-time grid.
    public let interval: Int
    public let sampleCount: Int
    /// The fingerprint that holds the track.
    private let bytes: [UInt8]
    /// Where each group begins, and where the last one ends.
    private let groupStarts: [Int]

    /// Reads the track's header and table of groups.
    init(bytes: [UInt8], range: Range<Int>, interval: Int) throws(FingerprintError) {
        let start = range.lowerBound
        guard range.count >= PictureCoding.headerSize else {
            throw .malformed(reason: "truncated picture track", offset: start)
        }
        let width = Int(bytes.field(UInt16.self, at: start))
        let height = Int(bytes.field(UInt16.self, at: start + 2))
        guard width > 0, height > 0, width <= PictureCoding.maximumSide, height <= PictureCoding.maximumSide,
            width * height <= PictureCoding.maximumArea
        else { throw .malformed(reason: "size of the grid", offset: start) }
        grid = GridSize(width: width, height: height)
        sampleCount = Int(bytes.field(UInt32.self, at: start + 4))
        guard sampleCount > 0, sampleCount <= Fingerprint.maximumDuration / interval + 1 else {
            throw .malformed(reason: "count of samples", offset: start + 4)
        }
        guard bytes.field(UInt16.self, at: start + 8) == interval,
            bytes.field(UInt16.self, at: start + 10) == PictureCoding.groupLength
        else { throw .malformed(reason: "sampling", offset: start + 8) }
        let groups = (sampleCount + PictureCoding.groupLength - 1) / PictureCoding.groupLength
        let table = start + PictureCoding.headerSize
        guard range.upperBound - table >= groups * 4 else {
            throw .malformed(reason: "truncated table of groups", offset: table)
        }
        var starts: [Int] = []
        starts.reserveCapacity(groups + 1)
        var next = table + groups * 4
        for group in 0..<groups {
            starts.append(next)
            next += Int(bytes.field(UInt32.self, at: table + group * 4))
            guard next <= range.upperBound else {
                throw .malformed(reason: "length of a group", offset: table + group * 4)
            }
        }
        guard next == range.upperBound else { throw .malformed(reason: "bytes after the last group", offset: next) }
        starts.append(next)
        groupStarts = starts
        self.interval = interval
        self.bytes = bytes
    }

    /// Samples of a range of grid points; decodes only the groups that hold them.
    public func samples(_ range: Range<Int>) throws(FingerprintError) -> PictureSamples {
        guard range.lowerBound >= 0, range.upperBound <= sampleCount else {
            throw .outOfRange(asked: range, available: sampleCount)
        }
        var times: [Int] = []
        var luma: [UInt8] = []
        times.reserveCapacity(range.count)
        luma.reserveCapacity(range.count * grid.area)
        let length = PictureCoding.groupLength
        let decoder = PictureGroupDecoder(grid: grid, interval: interval, bytes: bytes)
        var group = range.lowerBound / length
        while group * length < range.upperBound {
            let first = group * length
            try decoder.decode(
                range: groupStarts[group]..<groupStarts[group + 1], count: min(length, sampleCount - first),
                firstIndex: first,
                wanted: max(range.lowerBound - first, 0)..<min(range.upperBound - first, length),
                times: &times, luma: &luma)
            group += 1
        }
        return PictureSamples(
            grid: grid, interval: interval, firstIndex: range.lowerBound, times: times, luma: luma)
    }

    /// Step of the quantiser with which a sample was coded, in grey levels of the orthonormal transform: how coarse it is.
    public func step(ofSample index: Int) throws(FingerprintError) -> Int {
        guard index >= 0, index < sampleCount else {
            throw .outOfRange(asked: index..<index + 1, available: sampleCount)
        }
        let start = groupStarts[index / PictureCoding.groupLength]
        guard start < bytes.count, PictureCoding.steps.indices.contains(Int(bytes[start])) else {
            throw .malformed(reason: "quantiser step", offset: start)
        }
        return PictureCoding.steps[Int(bytes[start])]
    }

    /// All samples: memory of the track's length times the grid's area, so for tests and short clips.
    public func samples() throws(FingerprintError) -> PictureSamples { try samples(0..<sampleCount) }
}
