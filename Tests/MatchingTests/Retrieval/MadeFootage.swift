import Fingerprinting

/// A made-up moving scene that can be seen whole or in part, at any grid, and its sound.
struct MadeFootage {
    let seed: Int

    /// Luma of a point of the frame, in fractions of it, at a time in grid points: slow waves that no two seeds share.
    func luma(_ x: Double, _ y: Double, _ time: Int) -> UInt8 {
        var value = 128.0
        for wave in 0..<7 {
            let (a, b) = (frequency(wave, 1), frequency(wave, 2))
            let drift = Double(time) * Double(3 + number(wave, 3) % 5) / 400
            value += 22 * triangle(x * a + y * b + drift + Double(number(wave, 4) % 100) / 100)
        }
        return UInt8(min(255, max(0, value)))
    }

    /// - Parameter view: where in the original a point of the clip lies; nothing for a bar.
    func picture(
        _ times: Range<Int>, grid: GridSize, view: (Double, Double) -> (Double, Double)? = { ($0, $1) }
    ) -> PictureSamples {
        var luma: [UInt8] = []
        for time in times {
            for row in 0..<grid.height {
                for column in 0..<grid.width {
                    let place = view(
                        (Double(column) + 0.5) / Double(grid.width), (Double(row) + 0.5) / Double(grid.height))
                    luma.append(place.map { self.luma($0.0, $0.1, time) } ?? 16)
                }
            }
        }
        return PictureSamples(
            grid: grid, firstIndex: 0, times: times.indices.map { ($0 - times.lowerBound) * PictureSamples.interval },
            luma: luma)
    }

    /// Sets of levels from one set to another, `gain` steps louder.
    func sound(_ sets: Range<Int>, gain: Int = 0) -> SoundSamples {
        let levels = sets.flatMap { set in
            (0..<SoundSamples.bands).map { UInt8(60 + gain + number(set / 2, 10 + $0) % 60) }
        }
        let hops = sets.count * SoundSamples.hopsPerLevel
        return SoundSamples(start: 0, subfingerprints: [UInt32](repeating: 0, count: hops), levels: levels)
    }

    private func frequency(_ wave: Int, _ kind: Int) -> Double { Double(number(wave, kind) % 60) / 10 - 3 }

    /// A wave between -1 and 1 of period 2.
    private func triangle(_ phase: Double) -> Double {
        let part = abs(phase.truncatingRemainder(dividingBy: 2))
        return part < 1 ? 1 - 2 * part : 2 * part - 3
    }

    private func number(_ a: Int, _ b: Int) -> Int {
        var mixed = UInt64(truncatingIfNeeded: seed &* 1_000_003 &+ a &* 1009 &+ b) &* 0x9E37_79B9_7F4A_7C15
        mixed = (mixed ^ mixed >> 29) &* 0xBF58_476D_1CE4_E5B9
        return Int(mixed >> 33)
    }
}
