public import Media

/// A face in a picture, with the places of five points of it.
public struct PlacedFace: Sendable, Hashable {
    public var box: FrameBox
    /// 0 to 1.
    public var certainty: Double
    /// Both eyes, the nose, both corners of the mouth, from the left as seen; in pixels of the picture.
    public var points: [Point]

    public struct Point: Sendable, Hashable {
        public var x: Double
        public var y: Double
    }
}
