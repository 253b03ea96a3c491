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
}

extension StillFrame: ShownPicture {
    public init(_ picture: some ShownPicture) {
        self.init(
            time: picture.time, width: picture.width, height: picture.height, rgb: picture.colour.pixels,
            quantiser: picture.quantiser)
    }

    public var colour: Bitmap { Bitmap(width: width, height: height, channels: 3, pixels: rgb) }

    public func reduced(by factor: Int) -> Bitmap { colour.reduced(by: factor) }

    public func luma(columns: Range<Int>, rows: Range<Int>) -> Bitmap { colour.part(columns: columns, rows: rows).luma }
}
