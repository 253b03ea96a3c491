public import Media

/// Finds faces in a picture of luma. Implementations adapt a detector; the fingerprint records its name.
public protocol FaceFinder {
    /// Name and version, printable ASCII, at most 32 bytes.
    var name: String { get }
    /// Smallest face found, in rows of the picture that it is given.
    var smallestRows: Int { get }
    /// The faces in a picture, most certain first. A failure of the detector is no faces.
    /// - Parameter luma: `grid.area` values, rows from the top, 0 black to 255 white.
    mutating func faces(in luma: ArraySlice<UInt8>, grid: GridSize) -> [FoundFace]
}

/// A face that a detector found.
public struct FoundFace: Sendable, Hashable {
    /// In fractions of the picture.
    public var box: FrameBox
    /// 0 to 1, as the detector states it.
    public var certainty: Double

    public init(box: FrameBox, certainty: Double) {
        self.box = box
        self.certainty = certainty
    }
}
