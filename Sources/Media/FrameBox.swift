/// A rectangle in fractions of a frame, origin top left.
public struct FrameBox: Sendable, Hashable, Codable {
    public var x: Double
    public var y: Double
    public var width: Double
    public var height: Double

    public init(x: Double, y: Double, width: Double, height: Double) {
        self.x = x
        self.y = y
        self.width = width
        self.height = height
    }

    public static let full = FrameBox(x: 0, y: 0, width: 1, height: 1)
}
