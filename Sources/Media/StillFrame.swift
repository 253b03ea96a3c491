/// One picture in colour as it is shown: turned, flipped, with square pixels. Evidence for people; nothing is measured in it.
public struct StillFrame: Sendable, Hashable {
    /// Presentation time in milliseconds.
    public let time: Int
    public let width: Int
    public let height: Int
    /// `3 * width * height` values: red, green and blue of each pixel (sRGB's gamma, full range), rows from the top.
    public let rgb: [UInt8]
    /// How coarsely the frame was quantised when it was last encoded, on H.264's scale (0 to 51); nil where that is not known.
    public let quantiser: Double?

    public init(time: Int, width: Int, height: Int, rgb: [UInt8], quantiser: Double? = nil) {
        precondition(rgb.count == 3 * width * height, "three values a pixel")
        self.time = time
        self.width = width
        self.height = height
        self.rgb = rgb
        self.quantiser = quantiser
    }

    /// Cut out of it.
    public func part(columns: Range<Int>, rows: Range<Int>) -> StillFrame {
        var pixels: [UInt8] = []
        pixels.reserveCapacity(3 * columns.count * rows.count)
        for row in rows {
            pixels += rgb[3 * (row * width + columns.lowerBound)..<3 * (row * width + columns.upperBound)]
        }
        return StillFrame(
            time: time, width: columns.count, height: rows.count, rgb: pixels, quantiser: quantiser)
    }
}
