import Fingerprinting

/// Made-up footage of people talking: still backgrounds, a head that moves a little, cuts every 3 to 20 s, speech with pauses.
///
/// The same footage can be sampled as it is registered and as a noisy clip of it is looked up.
struct SyntheticFootage {
    /// Seconds.
    let duration: Int
    private let shots: [Shot]
    /// Levels, one set for every 128 ms, before any clip's own noise.
    private let levels: [UInt8]

    init(seed: UInt64, duration: Int) {
        self.duration = duration
        var random = SeededGenerator(seed: seed)
        var shots: [Shot] = []
        var start = 0.0
        while start < Double(duration) {
            shots.append(Shot(start: start, using: &random))
            start += .random(in: 3...20, using: &random)
        }
        self.shots = shots
        levels = Self.speech(sets: duration * 1000 / 128, using: &random)
    }

    /// Picture and sound of `seconds` from `start` milliseconds on, on a grid of that width and nine sixteenths of its height.
    func sampled(
        from start: Int, seconds: Int, width: Int, noise: Int
    ) -> (picture: PictureSamples, sound: SoundSamples) {
        var random = SeededGenerator(seed: UInt64(start))
        let grid = GridSize(width: width, height: width * 9 / 16)
        let count = seconds * 1000 / PictureSamples.interval
        var luma: [UInt8] = []
        luma.reserveCapacity(count * grid.area)
        for sample in 0..<count {
            let time = Double(start + sample * PictureSamples.interval) / 1000
            guard let shot = shots.last(where: { $0.start <= time }) else { continue }
            for y in 0..<grid.height {
                for x in 0..<grid.width {
                    let clean = shot.luma(
                        (Double(x) + 0.5) / Double(grid.width), (Double(y) + 0.5) / Double(grid.height),
                        time - shot.start)
                    luma.append(UInt8(clamping: clean + (noise == 0 ? 0 : .random(in: -noise...noise, using: &random))))
                }
            }
        }
        let first = start / 128
        let sets = min(seconds * 1000 / 128, levels.count / SoundSamples.bands - first)
        let heard = levels[first * SoundSamples.bands..<(first + sets) * SoundSamples.bands].map { level in
            UInt8(clamping: Int(level) + (noise == 0 ? 0 : .random(in: -2...2, using: &random)))
        }
        let times = (0..<count).map { $0 * PictureSamples.interval }
        let bits = (0..<sets * SoundSamples.hopsPerLevel).map { _ in UInt32.random(in: .min ... .max, using: &random) }
        return (
            PictureSamples(grid: grid, firstIndex: 0, times: times, luma: luma),
            SoundSamples(start: 0, subfingerprints: bits, levels: heard)
        )
    }

    /// Syllables of 0.15 to 0.4 s of random colour, and now and then a pause.
    private static func speech(sets: Int, using random: inout SeededGenerator) -> [UInt8] {
        var levels: [UInt8] = []
        while levels.count < sets * SoundSamples.bands {
            let isPause = Int.random(in: 0..<6, using: &random) == 0
            let colour = (0..<SoundSamples.bands).map { _ in Int.random(in: 60...130, using: &random) }
            for _ in 0..<Int.random(in: 1...(isPause ? 6 : 3), using: &random) {
                for band in colour {
                    levels.append(UInt8(clamping: isPause ? 20 : band + .random(in: -6...6, using: &random)))
                }
            }
        }
        return Array(levels.prefix(sets * SoundSamples.bands))
    }

    /// A background of soft patches and a head before it.
    private struct Shot {
        let start: Double
        private let patches: [Double]
        private let centre: (x: Double, y: Double)
        private let radius: Double
        private let brightness: Double
        /// Radians a second.
        private let sway: (x: Double, y: Double)
        private static let columns = 9
        private static let rows = 6

        init(start: Double, using random: inout SeededGenerator) {
            self.start = start
            patches = (0..<Self.columns * Self.rows).map { _ in .random(in: 20...230, using: &random) }
            centre = (.random(in: 0.3...0.7, using: &random), .random(in: 0.35...0.5, using: &random))
            radius = .random(in: 0.12...0.3, using: &random)
            brightness = .random(in: 60...220, using: &random)
            sway = (.random(in: 0.5...2.5, using: &random), .random(in: 0.5...2.5, using: &random))
        }

        func luma(_ x: Double, _ y: Double, _ time: Double) -> Int {
            let (dx, dy) = (
                x - centre.x - 0.04 * triangle(time * sway.x), y - centre.y - 0.03 * triangle(time * sway.y)
            )
            let distance = dx * dx * 2.5 + dy * dy
            if distance < radius * radius { return Int(brightness * (1 - 0.4 * distance / (radius * radius))) }
            let (column, row) = (x * Double(Self.columns - 1), y * Double(Self.rows - 1))
            let (left, top) = (min(Int(column), Self.columns - 2), min(Int(row), Self.rows - 2))
            let (u, v) = (column - Double(left), row - Double(top))
            let upper = patch(left, top) * (1 - u) + patch(left + 1, top) * u
            let lower = patch(left, top + 1) * (1 - u) + patch(left + 1, top + 1) * u
            return Int(upper * (1 - v) + lower * v)
        }

        private func patch(_ column: Int, _ row: Int) -> Double { patches[row * Self.columns + column] }

        /// A wave between -1 and 1 of period 4.
        private func triangle(_ phase: Double) -> Double {
            let part = phase.truncatingRemainder(dividingBy: 4)
            return part < 2 ? part - 1 : 3 - part
        }
    }
}
