/// Encodes one group of samples.
struct PictureGroupEncoder {
    let grid: GridSize
    let format: PictureFormat
    /// Grid index of the group's first sample.
    let firstIndex: Int
    private(set) var samples: [Sample] = []

    struct Sample {
        /// Milliseconds.
        let time: Int
        /// Nothing where the sample shows the same frame as the one before it in the group.
        let plane: PicturePlane?
    }

    init(grid: GridSize, format: PictureFormat, firstIndex: Int) {
        self.grid = grid
        self.format = format
        self.firstIndex = firstIndex
    }

    /// - Parameter luma: Nothing where the frame is the same as for the sample before, which may not be the group's first.
    mutating func add(time: Int, luma: ArraySlice<UInt8>?) {
        samples.append(Sample(time: time, plane: luma.map { PicturePlane(grid: grid, luma: $0) }))
    }

    /// The group with the finest step that fits the format's size; with the coarsest where none fits.
    func encode() -> [UInt8] {
        let steps = PictureCoding.steps.indices.filter { PictureCoding.steps[$0] >= format.finestStep }
        let budget = format.bytesPerSample * samples.count - 4
        for step in steps {
            if let bytes = encode(step: step, budget: step == steps.last ? .max : budget) { return bytes }
        }
        preconditionFailure("the last step always fits")
    }

    /// - Returns: Nothing if the group takes more than `budget` bytes.
    private func encode(step index: Int, budget: Int) -> [UInt8]? {
        let quantiser = Quantiser(step: PictureCoding.steps[index])
        var writer = BitWriter()
        writer.write(UInt32(index), count: 8)
        var plane = PicturePlane(grid: grid)
        var lead: Int?
        for (position, sample) in samples.enumerated() {
            let point = (firstIndex + position) * format.interval
            if position > 0 { writer.write(sample.plane == nil ? 1 : 0, count: 1) }
            guard let source = sample.plane else { continue }
            writeLead(sample.time - point, previous: lead, to: &writer)
            lead = sample.time - point
            for block in 0..<plane.blockCount {
                encode(block: block, of: source, into: &plane, isFirst: position == 0, quantiser, &writer)
            }
            if writer.bytes.count > budget { return nil }
        }
        let bytes = writer.finish()
        return bytes.count > budget ? nil : bytes
    }

    /// How far the frame lies from its grid point: one bit where it is as far as the one before.
    private func writeLead(_ lead: Int, previous: Int?, to writer: inout BitWriter) {
        if let previous {
            writer.write(lead == previous ? 1 : 0, count: 1)
            if lead == previous { return }
        }
        writer.writeSignedGolomb(lead, order: 5)
    }

    private func encode(
        block: Int, of source: PicturePlane, into plane: inout PicturePlane, isFirst: Bool, _ quantiser: Quantiser,
        _ writer: inout BitWriter
    ) {
        let origin = plane.origin(ofBlock: block)
        let cells = source.block(at: origin)
        let mean = plane.neighbourMean(at: origin)
        let delta = cells.minus(plane.block(at: origin))
        let isIntra = isFirst || delta.energy > cells.energyAroundMean
        let difference = isIntra ? cells.minus(mean) : delta
        var levels = InlineArray<64, Int16>(repeating: 0)
        let last = quantiser.quantise(BlockTransform.forward(difference), isIntra: isIntra, into: &levels)
        guard isIntra || last >= 0 else {
            writer.write(0, count: 1)
            return
        }
        if !isFirst { writer.write(isIntra ? 3 : 2, count: 2) }
        if isIntra {
            writer.write(last >= 0 ? 1 : 0, count: 1)
        }
        if last >= 0 {
            let code = isIntra ? PictureTables.intra : PictureTables.delta
            var run = 0
            for position in 0...last {
                let level = Int(levels[position])
                if level == 0 {
                    run += 1
                } else {
                    code.write(.init(last: position == last, run: run, level: level), to: &writer)
                    run = 0
                }
            }
        }
        let restored = BlockTransform.inverse(quantiser.restore(levels, last: last))
        plane.add(restored, at: origin, toConstant: isIntra ? mean : nil)
    }
}

extension BlockTransform.Block {
    @inline(__always)
    func minus(_ other: Self) -> Self {
        .init(
            r0: r0 &- other.r0, r1: r1 &- other.r1, r2: r2 &- other.r2, r3: r3 &- other.r3, r4: r4 &- other.r4,
            r5: r5 &- other.r5, r6: r6 &- other.r6, r7: r7 &- other.r7)
    }

    @inline(__always)
    func minus(_ constant: Int32) -> Self {
        let row = BlockTransform.Row(repeating: constant)
        return minus(.init(r0: row, r1: row, r2: row, r3: row, r4: row, r5: row, r6: row, r7: row))
    }

    /// Sum of the squares.
    @inline(__always)
    var energy: Int32 {
        var sum = r0 &* r0
        sum &+= r1 &* r1
        sum &+= r2 &* r2
        sum &+= r3 &* r3
        sum &+= r4 &* r4
        sum &+= r5 &* r5
        sum &+= r6 &* r6
        sum &+= r7 &* r7
        return sum.wrappedSum()
    }

    /// Sum of the squares of what lies around the mean, rounded.
    @inline(__always)
    var energyAroundMean: Int32 {
        let sum = (r0 &+ r1 &+ r2 &+ r3 &+ r4 &+ r5 &+ r6 &+ r7).wrappedSum()
        return energy - Int32((Int(sum) * Int(sum) + 32) / 64)
    }

    /// One row; for loops over them.
    @inline(__always)
    subscript(row: Int) -> BlockTransform.Row {
        get {
            switch row {
            case 0: r0
            case 1: r1
            case 2: r2
            case 3: r3
            case 4: r4
            case 5: r5
            case 6: r6
            default: r7
            }
        }
        set {
            switch row {
            case 0: r0 = newValue
            case 1: r1 = newValue
            case 2: r2 = newValue
            case 3: r3 = newValue
            case 4: r4 = newValue
            case 5: r5 = newValue
            case 6: r6 = newValue
            default: r7 = newValue
            }
        }
    }
}
