/// Encodes samples as they come, holding no more than one group of them.
struct PictureTrackEncoder {
    let grid: GridSize
    let format: PictureFormat
    private var group: PictureGroupEncoder
    private var sampleCount = 0
    private var lengths: [UInt32] = []
    private var payload: [UInt8] = []
    /// What the last sample showed: a group begins with it in full although the frame is the same.
    private var lastLuma: [UInt8] = []

    init(grid: GridSize, format: PictureFormat) {
        self.grid = grid
        self.format = format
        group = PictureGroupEncoder(grid: grid, format: format, firstIndex: 0)
    }

    /// - Parameters:
    ///   - time: Presentation time of the frame in milliseconds.
    ///   - luma: Nothing where the frame is the same as for the sample before.
    mutating func add(time: Int, luma: [UInt8]?) {
        if let luma { lastLuma = luma }
        let isFirst = group.samples.isEmpty
        group.add(time: time, luma: isFirst ? lastLuma[...] : luma?[...])
        sampleCount += 1
        if group.samples.count == PictureCoding.groupLength { closeGroup() }
    }

    /// The track, or nothing if no sample came.
    consuming func finish() -> [UInt8]? {
        if !group.samples.isEmpty { closeGroup() }
        guard sampleCount > 0 else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(PictureCoding.headerSize + lengths.count * 4 + payload.count)
        bytes.append(littleEndian: UInt16(grid.width))
        bytes.append(littleEndian: UInt16(grid.height))
        bytes.append(littleEndian: UInt32(sampleCount))
        bytes.append(littleEndian: UInt16(format.interval))
        bytes.append(littleEndian: UInt16(PictureCoding.groupLength))
        for length in lengths { bytes.append(littleEndian: length) }
        bytes += payload
        return bytes
    }

    private mutating func closeGroup() {
        let bytes = group.encode()
        lengths.append(UInt32(bytes.count))
        payload += bytes
        group = PictureGroupEncoder(grid: grid, format: format, firstIndex: sampleCount)
    }
}
