/// A still picture as pixels: grey or colour, without stride.
public struct Bitmap: Sendable, Hashable {
    public let width: Int
    public let height: Int
    /// Values a pixel: 1 grey, 3 red, green, blue (sRGB).
    public let channels: Int
    /// `width * height * channels` values, rows from the top.
    public private(set) var pixels: [UInt8]

    public init(width: Int, height: Int, channels: Int, pixels: [UInt8]) {
        precondition(width > 0 && height > 0 && (channels == 1 || channels == 3), "a picture, grey or colour")
        precondition(pixels.count == width * height * channels, "pixels without stride")
        self.width = width
        self.height = height
        self.channels = channels
        self.pixels = pixels
    }

    /// One value of one pixel.
    public subscript(x: Int, y: Int, channel: Int = 0) -> UInt8 {
        get { pixels[(y * width + x) * channels + channel] }
        set { pixels[(y * width + x) * channels + channel] = newValue }
    }
}
