/// One picture in colour as it is shown: turned, flipped, with square pixels. Evidence for people; nothing is measured in it.
public struct StillFrame: Sendable, Hashable {
    /// Presentation time in milliseconds.
    public let time: Int
    public let width: Int
    public let height: Int
    /// `3 * width * height` values: red, green and blue of each pixel (sRGB's gamma, full range), rows from the top.
    public let rgb: [UInt8]

    public init(time: Int, width: Int, height: Int, rgb: [UInt8]) {
        precondition(rgb.count == 3 * width * height, "three values a pixel")
        self.time = time
        self.width = width
        self.height = height
        self.rgb = rgb
    }
}
