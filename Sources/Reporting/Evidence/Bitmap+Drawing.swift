import Media

/// What evidence pictures are made with: sampling, laying the original on the clip's frame, outlining a place.
extension Bitmap {
    /// The value at a point in pixels, between pixel centres by a Catmull-Rom cubic; the edge continues outwards.
    func cubic(_ x: Double, _ y: Double, channel: Int) -> UInt8 {
        let (column, row) = ((x - 0.5).rounded(.down), (y - 0.5).rounded(.down))
        let across = Self.weights(x - 0.5 - column)
        let down = Self.weights(y - 0.5 - row)
        var sum = 0.0
        for j in 0..<4 {
            let v = min(max(Int(row) + j - 1, 0), height - 1)
            var line = 0.0
            for i in 0..<4 {
                line += across[i] * Double(self[min(max(Int(column) + i - 1, 0), width - 1), v, channel])
            }
            sum += down[j] * line
        }
        return UInt8(min(max(sum.rounded(), 0), 255))
    }

    private static func weights(_ t: Double) -> SIMD4<Double> {
        let (t2, t3) = (t * t, t * t * t)
        return 0.5 * SIMD4(-t3 + 2 * t2 - t, 3 * t3 - 5 * t2 + 2, -3 * t3 + 4 * t2 + t, t3 - t2)
    }

    /// This picture resampled: `place` says for each point of the new frame where in this one it lies, both in fractions;
    /// hatched where it lies outside.
    func resampled(width: Int, height: Int, place: (SIMD2<Double>) -> SIMD2<Double>) -> Bitmap {
        var pixels: [UInt8] = []
        pixels.reserveCapacity(width * height * channels)
        let size = SIMD2(Double(self.width), Double(self.height))
        for y in 0..<height {
            for x in 0..<width {
                let point = place(SIMD2((Double(x) + 0.5) / Double(width), (Double(y) + 0.5) / Double(height)))
                let inside = point.x >= 0 && point.y >= 0 && point.x <= 1 && point.y <= 1
                for channel in 0..<channels {
                    pixels.append(
                        inside
                            ? cubic(point.x * size.x, point.y * size.y, channel: channel)
                            : (x + y) / 4 % 4 == 0 ? 150 : 120)
                }
            }
        }
        return Bitmap(width: width, height: height, channels: channels, pixels: pixels)
    }

    /// With a box outlined, just outside of it: white between two black lines, so that it is seen on any picture.
    func outlined(_ box: FrameBox) -> Bitmap {
        var result = self
        let line = max(2, height / 120)
        let left = Int((box.x * Double(width)).rounded())
        let top = Int((box.y * Double(height)).rounded())
        let right = Int(((box.x + box.width) * Double(width)).rounded())
        let bottom = Int(((box.y + box.height) * Double(height)).rounded())
        let outermost = line + 1
        for y in max(top - outermost, 0)..<min(max(bottom + outermost, 0), height) {
            for x in max(left - outermost, 0)..<min(max(right + outermost, 0), width) {
                let distance = max(left - x, x - right + 1, top - y, y - bottom + 1)
                guard distance >= 0, distance <= outermost else { continue }
                let value: UInt8 = distance == 0 || distance == outermost ? 0 : 255
                for channel in 0..<channels { result[x, y, channel] = value }
            }
        }
        return result
    }
}

/// A plane projective map of the unit square, row by row, that can be undone.
struct FrameMap {
    private let rows: [SIMD3<Double>]

    init?(_ values: [Double]) {
        guard values.count == 9, values.allSatisfy(\.isFinite) else { return nil }
        rows = stride(from: 0, to: 9, by: 3).map { SIMD3(values[$0], values[$0 + 1], values[$0 + 2]) }
    }

    /// Nothing where the map is flat.
    var inverse: FrameMap? {
        let (a, b, c) = (rows[0], rows[1], rows[2])
        let columns = [cross(b, c), cross(c, a), cross(a, b)]
        let determinant = (a * columns[0]).sum()
        guard abs(determinant) > 1e-9 else { return nil }
        return FrameMap((0..<3).flatMap { row in columns.map { $0[row] / determinant } })
    }

    func callAsFunction(_ point: SIMD2<Double>) -> SIMD2<Double> {
        let v = SIMD3(point.x, point.y, 1)
        let weight = (rows[2] * v).sum()
        // Behind the picture plane lies nothing.
        guard weight > 1e-9 else { return SIMD2(-1, -1) }
        return SIMD2((rows[0] * v).sum(), (rows[1] * v).sum()) / weight
    }

    private func cross(_ a: SIMD3<Double>, _ b: SIMD3<Double>) -> SIMD3<Double> {
        SIMD3(a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x)
    }
}
