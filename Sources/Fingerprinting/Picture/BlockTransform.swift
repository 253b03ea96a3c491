/// An 8 x 8 cosine transform in whole numbers.
///
/// Rows of the matrix are the cosine basis times 181 (ITU-T H.265, equation 8-279), so that two passes scale by 2^15;
/// without rounding in between, and orthonormal after it.
package enum BlockTransform {
    package typealias Row = SIMD8<Int32>

    /// Eight rows, or columns after `transposed`.
    package struct Block {
        package var r0, r1, r2, r3, r4, r5, r6, r7: Row

        package static let zero = Block(
            r0: .zero, r1: .zero, r2: .zero, r3: .zero, r4: .zero, r5: .zero, r6: .zero, r7: .zero)
    }

    /// Orthonormal coefficients times 2^15 of differences from -255 to 255; row = vertical frequency.
    @inline(__always)
    package static func forward(_ block: Block) -> Block {
        pass(transposed(pass(transposed(block))))
    }

    /// Differences from orthonormal coefficients, rounded; sums wrap where hostile bytes ask for more than 32 bits.
    @inline(__always)
    package static func inverse(_ block: Block) -> Block {
        let sums = inversePass(transposed(inversePass(transposed(block))))
        let half = Int32(1 << 14)
        return Block(
            r0: (sums.r0 &+ half) &>> 15, r1: (sums.r1 &+ half) &>> 15, r2: (sums.r2 &+ half) &>> 15,
            r3: (sums.r3 &+ half) &>> 15, r4: (sums.r4 &+ half) &>> 15, r5: (sums.r5 &+ half) &>> 15,
            r6: (sums.r6 &+ half) &>> 15, r7: (sums.r7 &+ half) &>> 15)
    }

    /// One cosine transform down each column.
    @inline(__always)
    private static func pass(_ b: Block) -> Block {
        let (s0, s1, s2, s3) = (b.r0 &+ b.r7, b.r1 &+ b.r6, b.r2 &+ b.r5, b.r3 &+ b.r4)
        let (d0, d1, d2, d3) = (b.r0 &- b.r7, b.r1 &- b.r6, b.r2 &- b.r5, b.r3 &- b.r4)
        let (e0, e1, f0, f1) = (s0 &+ s3, s1 &+ s2, s0 &- s3, s1 &- s2)
        return Block(
            r0: (e0 &+ e1) &* 64,
            r1: d0 &* 89 &+ d1 &* 75 &+ d2 &* 50 &+ d3 &* 18,
            r2: f0 &* 83 &+ f1 &* 36,
            r3: d0 &* 75 &- d1 &* 18 &- d2 &* 89 &- d3 &* 50,
            r4: (e0 &- e1) &* 64,
            r5: d0 &* 50 &- d1 &* 89 &+ d2 &* 18 &+ d3 &* 75,
            r6: f0 &* 36 &- f1 &* 83,
            r7: d0 &* 18 &- d1 &* 50 &+ d2 &* 75 &- d3 &* 89)
    }

    /// The transpose of `pass`.
    @inline(__always)
    private static func inversePass(_ b: Block) -> Block {
        let (e0, e1) = ((b.r0 &+ b.r4) &* 64, (b.r0 &- b.r4) &* 64)
        let (f0, f1) = (b.r2 &* 83 &+ b.r6 &* 36, b.r2 &* 36 &- b.r6 &* 83)
        let (s0, s1, s2, s3) = (e0 &+ f0, e1 &+ f1, e1 &- f1, e0 &- f0)
        let d0 = b.r1 &* 89 &+ b.r3 &* 75 &+ b.r5 &* 50 &+ b.r7 &* 18
        let d1 = b.r1 &* 75 &- b.r3 &* 18 &- b.r5 &* 89 &- b.r7 &* 50
        let d2 = b.r1 &* 50 &- b.r3 &* 89 &+ b.r5 &* 18 &+ b.r7 &* 75
        let d3 = b.r1 &* 18 &- b.r3 &* 50 &+ b.r5 &* 75 &- b.r7 &* 89
        return Block(
            r0: s0 &+ d0, r1: s1 &+ d1, r2: s2 &+ d2, r3: s3 &+ d3,
            r4: s3 &- d3, r5: s2 &- d2, r6: s1 &- d1, r7: s0 &- d0)
    }

    /// Swaps rows and columns: three rounds of interleaving.
    @inline(__always)
    static func transposed(_ b: Block) -> Block {
        let (a0, a1) = interleaved(b.r0, b.r4)
        let (a2, a3) = interleaved(b.r1, b.r5)
        let (a4, a5) = interleaved(b.r2, b.r6)
        let (a6, a7) = interleaved(b.r3, b.r7)
        let (c0, c1) = interleaved(a0, a4)
        let (c2, c3) = interleaved(a1, a5)
        let (c4, c5) = interleaved(a2, a6)
        let (c6, c7) = interleaved(a3, a7)
        let (t0, t1) = interleaved(c0, c4)
        let (t2, t3) = interleaved(c1, c5)
        let (t4, t5) = interleaved(c2, c6)
        let (t6, t7) = interleaved(c3, c7)
        return Block(r0: t0, r1: t1, r2: t2, r3: t3, r4: t4, r5: t5, r6: t6, r7: t7)
    }

    /// a0 b0 a1 b1 a2 b2 a3 b3 and a4 b4 a5 b5 a6 b6 a7 b7.
    @inline(__always)
    private static func interleaved(_ a: Row, _ b: Row) -> (Row, Row) {
        (
            Row(a[0], b[0], a[1], b[1], a[2], b[2], a[3], b[3]),
            Row(a[4], b[4], a[5], b[5], a[6], b[6], a[7], b[7])
        )
    }
}
