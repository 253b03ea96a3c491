/// Sound of any rate to 8 kHz, by a windowed sinc in whole numbers.
///
/// Output sample `n` is the sound at `n / 8000` seconds: the caller says where in the input that lies. Passes up to
/// 3,400 Hz and stops from 4,600 Hz.
struct SoundResampler {
    static let outputRate = 8000
    /// Rates that are read; sound outside them is treated as absent.
    static let inputRates = 2000...384_000
    /// Positions between two input samples for which the filter is kept.
    private static let phases = 256
    /// Fixed-point unit of positions.
    static let one = 1 << 32

    let rate: Int
    /// Input samples a output sample, in units of 2^-32.
    private let step: Int
    /// Taps on each side of a position.
    private let reach: Int
    /// `phases + 1` filters of `2 * reach` taps, 14 bits.
    private let taps: [Int16]
    /// Input not yet passed by, and where in it the next output sample lies.
    private var history: [Int16]
    private var position: Int

    init(rate: Int) {
        self.rate = rate
        step = ((rate << 32) + Self.outputRate / 2) / Self.outputRate
        // Eleven zero crossings of the sinc of 8,000 Hz (or of the input's rate, if lower) on each side.
        let crossing = Double(max(rate, Self.outputRate)) / Double(Self.outputRate)
        let reach = Int(crossing * 11) + 1
        self.reach = reach
        var taps: [Int16] = []
        taps.reserveCapacity((Self.phases + 1) * reach * 2)
        for phase in 0...Self.phases {
            let weights = (0..<reach * 2).map { tap -> Double in
                let distance = Double(tap - reach + 1) - Double(phase) / Double(Self.phases)
                return Self.weight(at: distance / crossing)
            }
            let sum = weights.reduce(0, +)
            taps += weights.map { Int16(SineTable.rounded($0 / sum * 16_384)) }
        }
        self.taps = taps
        history = [Int16](repeating: 0, count: reach * 2)
        position = history.count << 32
    }

    /// Sinc with crossings at whole numbers under a Hann window of eleven crossings; not yet scaled.
    private static func weight(at distance: Double) -> Double {
        let x = distance < 0 ? -distance : distance
        guard x < 11 else { return 0 }
        let window = 0.5 + 0.5 * SineTable.cosine(turns: x / 22)
        guard x > 1e-9 else { return window }
        let angle = x / 2 - Double(Int(x / 2))
        return SineTable.sine(turns: angle) / (6.283185307179586 * x / 2) * window
    }

    /// Samples of silence after which the last sample of the input has been passed by.
    var tail: Int { reach }

    /// Input samples between the next output sample and the end of the input, in units of 2^-32; may be negative.
    var ahead: Int { (history.count << 32) - position }

    /// Moves the next output sample by this many input samples, in units of 2^-32: later in the input if positive.
    mutating func shift(by amount: Int) { position = max(position + amount, (reach - 1) << 32) }

    /// Appends the input, and to `output` every sample that it completes.
    mutating func add(_ input: ArraySlice<Int16>, to output: inout [Int16]) {
        history += input
        while (position >> 32) + reach < history.count {
            output.append(filtered())
            position += step
        }
        // As much again as the filter needs is kept, for shifts back.
        let passed = min((position >> 32) - reach * 2, history.count)
        guard passed > 0 else { return }
        history.removeFirst(passed)
        position -= passed << 32
    }

    /// The sound at `position`.
    private func filtered() -> Int16 {
        let index = position >> 32
        let phase = (position & (Self.one - 1)) * Self.phases + Self.one / 2
        let start = index - reach + 1
        let count = reach * 2
        let filter = (phase >> 32) * count
        var sum: Int32 = 1 << 13
        unsafe history.withUnsafeBufferPointer { history in
            unsafe taps.withUnsafeBufferPointer { taps in
                precondition(start >= 0 && start + count <= history.count && filter + count <= taps.count)
                for tap in 0..<count {
                    unsafe sum &+= Int32(history[start &+ tap]) &* Int32(taps[filter &+ tap])
                }
            }
        }
        return Int16(clamping: sum >> 14)
    }
}
