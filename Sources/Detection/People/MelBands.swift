internal import Glibc

/// Sound as the voice encoder takes it: energies in 40 bands up to 8 kHz, evenly spaced on Slaney's mel scale, of windows of 25 ms, 100 a
/// second.
///
/// Computed at the sound's own rate: a window is as many samples as it takes, and its spectrum is scaled to that of 400 samples at 16 kHz.
public struct MelBands {
    public static let count = 40
    /// Highest frequency, in hertz.
    private static let highest = 8000.0
    /// Samples of a window at 16 kHz, with which the encoder was trained.
    private static let usual = 400.0

    public let rate: Int
    /// Samples of a window.
    public let window: Int
    /// Hann's window times cosine and minus sine of each frequency, in runs of sixteen.
    private let cosines: [[SIMD16<Float>]]
    private let sines: [[SIMD16<Float>]]
    /// Of each band the frequencies that count for it, and how much.
    private let weights: [[(frequency: Int, weight: Float)]]

    /// Nil for rates below that of a telephone or above those that the runs are made for.
    public init?(rate: Int) {
        guard (8000...192_000).contains(rate) else { return nil }
        self.rate = rate
        let window = rate / 40
        self.window = window
        let spacing = Double(rate) / Double(window)
        let frequencies = min(Int(Self.highest / spacing), window / 2)
        let hann = (0..<window).map { 0.5 - 0.5 * cos(2 * .pi * Double($0) / Double(window)) }
        func wave(_ frequency: Int, _ function: (Double) -> Double) -> [SIMD16<Float>] {
            Self.runs(
                (0..<window).map { place in
                    Float(hann[place] * function(2 * .pi * Double(frequency * place % window) / Double(window)))
                })
        }
        cosines = (0...frequencies).map { wave($0, cos) }
        sines = (0...frequencies).map { wave($0, sin) }
        let scale = (Self.usual / Double(window)) * (Self.usual / Double(window))
        let edges = Self.edges
        weights = (0..<Self.count).map { band in
            (0...frequencies).compactMap { frequency in
                let height = Self.height(at: Double(frequency) * spacing, edges[band...band + 2])
                return height > 0 ? (frequency, Float(height * scale)) : nil
            }
        }
    }

    /// The bands of the window that begins at a sample; beyond the end is silence.
    public func energies(of samples: [Float], at start: Int) -> [Float] {
        let runs = Self.runs(
            (start..<start + window).map { samples.indices.contains($0) ? samples[$0] : 0 })
        let powers = cosines.indices.map { frequency in
            let (real, imaginary) = (Self.sum(runs, cosines[frequency]), Self.sum(runs, sines[frequency]))
            return real * real + imaginary * imaginary
        }
        return weights.map { band in band.reduce(0) { $0 + powers[$1.frequency] * $1.weight } }
    }

    /// Frames of all windows, 100 a second.
    public func frames(of samples: [Float]) -> [[Float]] {
        let count = max((samples.count - window) * 100 / rate + 1, 0)
        return (0..<count).map { energies(of: samples, at: $0 * rate / 100) }
    }

    private static func runs(_ values: [Float]) -> [SIMD16<Float>] {
        stride(from: 0, to: values.count, by: 16).map { start in
            var run = SIMD16<Float>()
            for place in 0..<min(16, values.count - start) { run[place] = values[start + place] }
            return run
        }
    }

    private static func sum(_ a: [SIMD16<Float>], _ b: [SIMD16<Float>]) -> Float {
        var sum = SIMD16<Float>()
        for place in a.indices { sum += a[place] * b[place] }
        return sum.sum()
    }

    /// Ends and middles of the bands in hertz.
    package static let edges: [Double] = {
        let top = mel(highest)
        return (0...count + 1).map { hertz(top * Double($0) / Double(count + 1)) }
    }()

    /// A triangle over a band, of area 1 in hertz.
    private static func height(at frequency: Double, _ edges: ArraySlice<Double>) -> Double {
        let (low, middle, high) = (edges[edges.startIndex], edges[edges.startIndex + 1], edges[edges.startIndex + 2])
        let slope = min((frequency - low) / (middle - low), (high - frequency) / (high - middle))
        return max(slope, 0) * 2 / (high - low)
    }

    // Slaney (1998): linear to 1 kHz, where 15 mels lie, and from there 27 to a factor of 6.4.
    private static func mel(_ hertz: Double) -> Double {
        hertz < 1000 ? hertz * 3 / 200 : 15 + 27 * log(hertz / 1000) / log(6.4)
    }

    private static func hertz(_ mel: Double) -> Double {
        mel < 15 ? mel * 200 / 3 : 1000 * exp((mel - 15) / 27 * log(6.4))
    }
}
