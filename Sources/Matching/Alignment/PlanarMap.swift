/// A projective map of the plane: a 3x3 matrix on points of one unit square that gives points of another.
package struct PlanarMap: Sendable, Hashable {
    package var row0: SIMD3<Double>
    package var row1: SIMD3<Double>
    package var row2: SIMD3<Double>

    package init(row0: SIMD3<Double>, row1: SIMD3<Double>, row2: SIMD3<Double>) {
        self.row0 = row0
        self.row1 = row1
        self.row2 = row2
    }

    static let identity = PlanarMap(row0: [1, 0, 0], row1: [0, 1, 0], row2: [0, 0, 1])

    /// x goes to `scaleX * x + x0`, y to `scaleY * y + y0`.
    static func scaling(_ scaleX: Double, _ scaleY: Double, offset x0: Double, _ y0: Double) -> PlanarMap {
        PlanarMap(row0: [scaleX, 0, x0], row1: [0, scaleY, y0], row2: [0, 0, 1])
    }

    /// The nine elements, row after row.
    var elements: [Double] { [row0, row1, row2].flatMap { [$0.x, $0.y, $0.z] } }

    @inlinable
    package func apply(_ x: Double, _ y: Double) -> SIMD2<Double> {
        let w = row2.x * x + row2.y * y + row2.z
        let point = SIMD2(row0.x * x + row0.y * y + row0.z, row1.x * x + row1.y * y + row1.z)
        return point / (abs(w) < 1e-9 ? 1e-9 : w)
    }

    /// First `b`, then `a`; normalised so that the last element is 1.
    package static func * (a: PlanarMap, b: PlanarMap) -> PlanarMap {
        func row(_ r: SIMD3<Double>) -> SIMD3<Double> { b.row0 * r.x + b.row1 * r.y + b.row2 * r.z }
        let (r0, r1, r2) = (row(a.row0), row(a.row1), row(a.row2))
        let scale = abs(r2.z) < 1e-12 ? 1 : 1 / r2.z
        return PlanarMap(row0: r0 * scale, row1: r1 * scale, row2: r2 * scale)
    }

    /// The map back; nothing where the matrix is singular.
    package var inverse: PlanarMap? {
        let (a, b, c) = (row0, row1, row2)
        let c0 = cross(b, c)
        let c1 = cross(c, a)
        let c2 = cross(a, b)
        let determinant = (a * c0).sum()
        guard abs(determinant) > 1e-12, abs(c2.z / determinant) > 1e-12 else { return nil }
        let scale = 1 / c2.z
        return PlanarMap(
            row0: SIMD3(c0.x, c1.x, c2.x) * scale, row1: SIMD3(c0.y, c1.y, c2.y) * scale,
            row2: SIMD3(c0.z, c1.z, c2.z) * scale)
    }
}

private func cross(_ a: SIMD3<Double>, _ b: SIMD3<Double>) -> SIMD3<Double> {
    SIMD3(a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x)
}
