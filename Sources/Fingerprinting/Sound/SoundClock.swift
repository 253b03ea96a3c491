package import Media

/// Puts runs of sound onto the picture's clock: 8 kHz samples, the first at time 0, gaps filled, overlaps dropped.
///
/// Runs that follow each other within 40 ms are joined as they are. Where the sum of their lengths drifts from their
/// times by more than 1 ms, positions move back by at most a thousandth, so that sound stays on the clock without a seam.
package struct SoundClock {
    /// Microseconds by which a run may miss its place before silence is put in or sound is dropped.
    private static let tolerance = 40_000
    /// Microseconds of lasting drift before positions move.
    private static let deadBand = 1_000
    /// Samples put in at once.
    private static let silence = [Int16](repeating: 0, count: 4096)

    private var resampler: SoundResampler?
    /// Output samples made.
    package private(set) var count = 0
    /// Microseconds by which runs have come late, on average over the last 32.
    private var drift = 0

    package init() {}

    /// Takes the next run and appends what it completes to `output`.
    package mutating func add(_ sound: AudioSamples, to output: inout [Int16]) {
        guard SoundResampler.inputRates.contains(sound.sampleRate), !sound.mono.isEmpty else { return }
        let time = Self.microseconds(sound.time)
        let isNew = resampler?.rate != sound.sampleRate
        if isNew { resampler = SoundResampler(rate: sound.sampleRate) }
        var run = sound.mono[...]
        let late = time - expectedTime
        if isNew || abs(late) > Self.tolerance {
            drift = 0
            run = place(run, late: late, rate: sound.sampleRate, output: &output)
        } else {
            drift += (late - drift) / 32
            if abs(drift) > Self.deadBand {
                // Late sound lies further on in the clock, so the next output sample lies earlier in it.
                let shift = (run.count << 32) / 1000
                resampler?.shift(by: drift > 0 ? -shift : shift)
                let moved = run.count * 1000 / sound.sampleRate
                drift += drift > 0 ? -moved : moved
            }
        }
        let room = Fingerprint.maximumDuration * (SoundResampler.outputRate / 1000) - count
        feed(run.prefix(max(0, room) * sound.sampleRate / SoundResampler.outputRate), to: &output)
    }

    /// Takes what the last samples complete.
    package mutating func finish(to output: inout [Int16]) {
        guard let resampler else { return }
        // Until the clock has passed the end of the input.
        feed(Self.silence[..<min(Self.silence.count, resampler.tail)], to: &output)
    }

    /// When the input would go on, in microseconds.
    private var expectedTime: Int {
        guard let resampler else { return 0 }
        let output = count * 1_000_000 / SoundResampler.outputRate
        return output + (((resampler.ahead >> 16) * 1_000_000 / resampler.rate) >> 16)
    }

    /// Puts in silence before a late run, to the fraction of a sample; drops the beginning of an early one.
    private mutating func place(
        _ run: ArraySlice<Int16>, late: Int, rate: Int, output: inout [Int16]
    ) -> ArraySlice<Int16> {
        if late < 0 { return run.dropFirst(-late * rate / 1_000_000) }
        let limit = Fingerprint.maximumDuration * 1000
        let scaled = min(late, limit) * rate
        var missing = scaled / 1_000_000
        resampler?.shift(by: -((scaled % 1_000_000) << 32) / 1_000_000)
        while missing > 0 {
            feed(Self.silence.prefix(missing), to: &output)
            missing -= Self.silence.count
        }
        return run
    }

    private mutating func feed(_ run: ArraySlice<Int16>, to output: inout [Int16]) {
        let before = output.count
        resampler?.add(run, to: &output)
        count += output.count - before
    }

    /// Microseconds, held within twice the maximum duration.
    private static func microseconds(_ time: MediaTime) -> Int {
        let scale = Int64(time.timescale)
        let limit = Int64(Fingerprint.maximumDuration) / 1000 * 2
        let whole = min(max(time.value / scale, -limit), limit)
        return Int(whole * 1_000_000 + time.value % scale * 1_000_000 / scale)
    }
}
