import Media

/// The box of a face as a fingerprint stores it: in 4096ths of the frame's width and height.
///
/// A face of a fortieth of the frame's height is four units a cell high, so that no stored edge is more than an eighth of a
/// cell off.
struct FaceBox: Sendable, Hashable {
    static let unit = 4096

    /// The left edge, and the top one: from `-unit` to `unit`; some part lies within the frame.
    let x: Int
    let y: Int
    /// 1 to `unit`.
    let width: Int
    let height: Int

    /// Nothing where the box leaves the frame altogether or is larger.
    init?(x: Int, y: Int, width: Int, height: Int) {
        guard 1...Self.unit ~= width, 1...Self.unit ~= height, x > -width, y > -height, x < Self.unit, y < Self.unit
        else { return nil }
        self.x = x
        self.y = y
        self.width = width
        self.height = height
    }

    /// The nearest box; nothing where that is none.
    init?(_ box: FrameBox) {
        func units(_ value: Double) -> Int { Int((min(max(value, -2), 2) * Double(Self.unit)).rounded()) }
        guard box.x.isFinite, box.y.isFinite, box.width.isFinite, box.height.isFinite else { return nil }
        self.init(x: units(box.x), y: units(box.y), width: units(box.width), height: units(box.height))
    }

    var frameBox: FrameBox {
        func fraction(_ value: Int) -> Double { Double(value) / Double(Self.unit) }
        return FrameBox(x: fraction(x), y: fraction(y), width: fraction(width), height: fraction(height))
    }
}
