/// Decodes one group of samples from bytes that are not trusted.
struct PictureGroupDecoder {
    let grid: GridSize
    /// Milliseconds between grid points.
    let interval: Int
    let bytes: [UInt8]

    /// Decodes samples `0..<end` of a group and appends those of `wanted`.
    ///
    /// - Parameters:
    ///   - range: Where the group lies in `bytes`.
    ///   - count: Samples in the group.
    ///   - firstIndex: Grid index of the group's first sample.
    func decode(
        range: Range<Int>, count: Int, firstIndex: Int, wanted: Range<Int>, times: inout [Int], luma: inout [UInt8]
    ) throws(FingerprintError) {
        func malformed(_ reason: String) -> FingerprintError { .malformed(reason: reason, offset: range.lowerBound) }
        var reader = BitReader(bytes, range: range)
        reader.refill()
        let stepIndex = reader.read(8)
        guard stepIndex < PictureCoding.steps.count else { throw malformed("quantiser step") }
        let step = Int32(PictureCoding.steps[stepIndex])
        let intra = PictureTables.intra
        let delta = PictureTables.delta
        var plane = PicturePlane(grid: grid)
        var time = 0
        var lead: Int?
        for position in 0..<min(count, wanted.upperBound) {
            let point = (firstIndex + position) * interval
            reader.refill()
            if position == 0 || reader.read(1) == 0 {
                guard let next = Self.readLead(previous: lead, from: &reader) else {
                    throw malformed("time of a sample")
                }
                guard point + next >= 0, position == 0 || point + next > time else { throw malformed("order of times") }
                lead = next
                time = point + next
                var origin = 0
                for _ in 0..<plane.blockRows {
                    for column in 0..<plane.blockColumns {
                        guard
                            Self.decodeBlock(
                                at: origin + column * 8, isFirst: position == 0, step: step, intra: intra, delta: delta,
                                plane: &plane, reader: &reader)
                        else { throw malformed("coefficients") }
                    }
                    origin += plane.stride * 8
                }
                guard !reader.isExhausted else { throw malformed("truncated group") }
            }
            if wanted.contains(position) {
                times.append(time)
                plane.appendLuma(to: &luma)
            }
        }
        if wanted.upperBound >= count {
            guard reader.isAtCanonicalEnd else { throw malformed("end of a group") }
        }
    }

    private static func readLead(previous: Int?, from reader: inout BitReader) -> Int? {
        reader.refill()
        if let previous, reader.read(1) == 1 { return previous }
        guard let lead = reader.readSignedGolomb(order: 5) else { return nil }
        return lead == previous || abs(lead) > Fingerprint.maximumDuration ? nil : lead
    }

    /// - Returns: Whether the block makes sense.
    @inline(__always)
    private static func decodeBlock(
        at origin: Int, isFirst: Bool, step: Int32, intra: EventCode, delta: EventCode, plane: inout PicturePlane,
        reader: inout BitReader
    ) -> Bool {
        reader.refill()
        var isIntra = isFirst
        if !isFirst {
            if reader.read(1) == 0 { return true }
            isIntra = reader.read(1) == 1
        }
        let hasEvents = !isIntra || reader.read(1) == 1
        var levels = InlineArray<64, Int32>(repeating: 0)
        if hasEvents {
            guard readLevels(into: &levels, step: step, code: isIntra ? intra : delta, reader: &reader) else {
                return false
            }
        }
        let base = isIntra ? plane.neighbourMean(at: origin) : nil
        plane.add(BlockTransform.inverse(.init(levels)), at: origin, toConstant: base)
        return true
    }

    @inline(__always)
    private static func readLevels(
        into coefficients: inout InlineArray<64, Int32>, step: Int32, code: EventCode, reader: inout BitReader
    ) -> Bool {
        var position = 0
        while true {
            guard let event = code.read(from: &reader) else { return false }
            position += event.run
            guard position < 64 else { return false }
            coefficients[Int(PictureCoding.zigzag[position])] = Int32(truncatingIfNeeded: event.level) &* step
            position += 1
            if event.last { return true }
        }
    }
}

extension BlockTransform.Block {
    @inline(__always)
    init(_ c: InlineArray<64, Int32>) {
        @inline(__always)
        func row(_ y: Int) -> BlockTransform.Row {
            .init(c[y], c[y + 1], c[y + 2], c[y + 3], c[y + 4], c[y + 5], c[y + 6], c[y + 7])
        }
        self.init(
            r0: row(0), r1: row(8), r2: row(16), r3: row(24), r4: row(32), r5: row(40), r6: row(48), r7: row(56))
    }
}
