import Detection
import Fingerprinting
import Glibc
import Media

/// Tells how loud the sound of a stretch is in the bands of `SpeechLevels`, step by step.
struct SpeechMeter {
    /// Bounds of the bands in units of 7.8125 Hz.
    private static let bounds = [19, 64, 128, 256, 461]
    private static let samplesPerStep = LipLimits.step * 8

    /// Steps of the grid that are told.
    private let steps: Range<Int>
    /// Milliseconds at which the first sample lies: half a window before the first step.
    private let origin: Int
    private var clock = SoundClock()
    private var samples: [Int16] = []

    init(steps: Range<Int>) {
        self.steps = steps
        origin = steps.lowerBound * LipLimits.step - Spectrum.windowLength / 16
    }

    mutating func add(_ sound: AudioSamples) {
        let time = sound.time.milliseconds - origin
        guard time + sound.mono.count * 1000 / max(sound.sampleRate, 1) > 0, samples.count < wanted else { return }
        clock.add(
            AudioSamples(
                time: MediaTime(milliseconds: time), sampleRate: sound.sampleRate, mono: sound.mono), to: &samples)
    }

    private var wanted: Int { steps.count * Self.samplesPerStep + Spectrum.windowLength }

    consuming func finish() -> SpeechLevels {
        var samples = samples
        clock.finish(to: &samples)
        samples += [Int16](repeating: 0, count: max(wanted - samples.count, 0))
        var spectrum = Spectrum()
        var values: [Int] = []
        for step in 0..<steps.count {
            spectrum.analyse(samples, at: step * Self.samplesPerStep)
            for (low, high) in zip(Self.bounds, Self.bounds.dropFirst()) {
                let energy = spectrum.energies[low..<high].reduce(0.0) { $0 + Double($1) }
                values.append(Int((log(energy + 1) * 100).rounded()))
            }
        }
        return SpeechLevels(first: steps.lowerBound, values: values)
    }
}
