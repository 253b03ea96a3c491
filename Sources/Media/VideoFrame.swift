/// One decoded picture: its luma plane as the decoder gave it, without stride.
public struct VideoFrame: Sendable {
    /// Presentation time, counted from the start of the presentation.
    public let time: MediaTime
    /// Size in coded pixels, before rotation and pixel aspect are applied.
    public let width: Int
    public let height: Int
    /// `width * height` values, rows from the top; more than 8 bits are shifted down to 8.
    public let luma: [UInt8]
    public let range: LumaRange

    public init(time: MediaTime, width: Int, height: Int, luma: [UInt8], range: LumaRange) {
        precondition(luma.count == width * height, "a plane without stride")
        self.time = time
        self.width = width
        self.height = height
        self.luma = luma
        self.range = range
    }
}

/// What the luma codes mean (ITU-R BT.601/709): black and white at 16 and 235, or at 0 and 255.
public enum LumaRange: String, Sendable, Codable {
    case limited
    case full
}
