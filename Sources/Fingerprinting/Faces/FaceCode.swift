/// A patch of luma within a narrow band: the 36 lowest coefficients (u + v < 8) of the orthonormal 24 x 24 DCT, quantised.
public struct FaceCode: Sendable, Hashable {
    /// Cells a side of the patch.
    public static let side = 24
    /// Coefficients with u + v below it are kept.
    public static let band = 8
    /// Coefficients kept.
    public static let count = band * (band + 1) / 2
    /// Step of the quantiser, in units of the orthonormal transform of grey levels 0 to 255.
    public static let step = 12

    /// Quantised coefficients, `count` of them: v = 0 first, in it u = 0 first (u counts columns).
    public let levels: [Int16]

    public init(levels: [Int16]) {
        precondition(levels.count == Self.count, "one level a coefficient")
        self.levels = levels
    }
}
