internal import Glibc

/// One mouth and the sound about it, ready to be compared.
struct LipComparison {
    private let face: Int
    private let first: Int
    /// The sums that go best together, of deviation 1 or so.
    private let moved: [Double]
    private let heard: [Double]
    /// Why there is nothing to compare; nil where there is.
    let obstacle: DetectorReason?

    init(_ track: LipTrack, face: Int, sounds: [SpeechLevels]) {
        self.face = face
        first = track.first
        let levels = Self.levels(
            of: sounds, in: track.first - LipLimits.reachSteps..<track.first + track.steps + LipLimits.reachSteps)
        let movements = [track.opening, track.darkness].map { Self.calm($0.map { Double($0) / 1000 }) }
        let sounds = Self.audible(levels).map(Self.calm)
        moved = Self.sum(movements, LipModel.movements)
        heard = Self.sum(sounds, LipModel.bands)
        obstacle =
            if Self.loudness(of: levels) < LipLimits.leastLoudness {
                .noSpeech
            } else if sounds.map(Self.deviation).reduce(0, +) < LipLimits.leastModulation * Double(SpeechLevels.bands) {
                .music
            } else if Self.deviation(movements[0]) < LipLimits.leastOpening {
                .stillMouth
            } else { nil }
    }

    var windows: [LipWindow] {
        stride(from: 0, through: moved.count - LipLimits.window, by: LipLimits.windowStep).map { start in
            let lips = moved[start..<start + LipLimits.window]
            let curve = (0...2 * LipLimits.reachSteps).map { lag in
                Self.correlation(lips, heard[start + lag..<start + lag + LipLimits.window])
            }
            return LipWindow(face: face, first: first + start, curve: curve)
        }
    }

    /// Natural logarithms of the energies of each band; 0 where nothing was heard.
    private static func levels(of sounds: [SpeechLevels], in steps: Range<Int>) -> [[Double]] {
        // The stretch that covers the face; stretches lie apart.
        let middle = (steps.lowerBound + steps.upperBound) / 2
        let sound = sounds.first { $0.steps.contains(middle) }
        return (0..<SpeechLevels.bands).map { band in
            steps.map { step in
                guard let sound, sound.steps.contains(step) else { return 0 }
                return Double(sound.values[(step - sound.first) * SpeechLevels.bands + band]) / 100
            }
        }
    }

    /// The level, of all bands together, that a tenth of the steps exceed.
    private static func loudness(of levels: [[Double]]) -> Double { log(quantile(0.9, of: energies(of: levels))) }

    private static func energies(of levels: [[Double]]) -> [Double] {
        levels[0].indices.map { step in levels.reduce(0) { $0 + exp($1[step]) } }
    }

    /// With a floor 30 dB below the loud: what lies under it is not heard beside it.
    private static func audible(_ levels: [[Double]]) -> [[Double]] {
        let floor = quantile(0.95, of: energies(of: levels)) / 1000 / Double(SpeechLevels.bands)
        return levels.map { band in band.map { log(exp($0) + floor + 1e-9) } }
    }

    private static func quantile(_ share: Double, of values: [Double]) -> Double {
        let sorted = values.sorted()
        let place = share * Double(sorted.count - 1)
        let below = Int(place)
        let above = min(below + 1, sorted.count - 1)
        return sorted[below] + (sorted[above] - sorted[below]) * (place - Double(below))
    }

    /// A bell of 0.4 s.
    private static let bell: [Double] = {
        let weights = (-30...30).map { exp(-0.5 * Double($0 * $0) / 100) }
        let sum = weights.reduce(0, +)
        return weights.map { $0 / sum }
    }()

    /// Without what changes over more than a second or so: less its mean under the bell.
    static func calm(_ values: [Double]) -> [Double] {
        let reach = bell.count / 2
        return values.indices.map { place in
            var mean = 0.0
            for (offset, weight) in bell.enumerated() {
                mean += weight * values[min(max(place + offset - reach, 0), values.count - 1)]
            }
            return values[place] - mean
        }
    }

    /// The weighted sum of rows, each divided by its deviation.
    private static func sum(_ rows: [[Double]], _ weights: [Double]) -> [Double] {
        let scaled = zip(rows, weights).map { row, weight in (row, weight / (deviation(row) + 1e-9)) }
        return (rows.first ?? []).indices.map { place in scaled.reduce(0) { $0 + $1.0[place] * $1.1 } }
    }

    static func deviation(_ values: [Double]) -> Double {
        let mean = values.reduce(0, +) / Double(max(values.count, 1))
        return (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(max(values.count, 1))).squareRoot()
    }

    private static func correlation(_ a: ArraySlice<Double>, _ b: ArraySlice<Double>) -> Double {
        let count = Double(a.count)
        let (meanA, meanB) = (a.reduce(0, +) / count, b.reduce(0, +) / count)
        var (product, squareA, squareB) = (0.0, 0.0, 0.0)
        for (x, y) in zip(a, b) {
            product += (x - meanA) * (y - meanB)
            squareA += (x - meanA) * (x - meanA)
            squareB += (y - meanB) * (y - meanB)
        }
        return product / (squareA * squareB + 1e-9).squareRoot()
    }
}
