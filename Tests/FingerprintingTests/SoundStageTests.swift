import Fingerprinting
import Media
import Testing

@Suite struct SoundStageTests {
    @Test func logarithms() {
        let log = BinaryLogarithm()
        #expect(log(0) == 0 && log(1) == 0)
        for exponent in 1..<64 { #expect(log(1 << UInt64(exponent)) == exponent << 16) }
        // log2(3) = 1.5849625, log2(1000) = 9.9657843, times 65,536.
        #expect(abs(log(3) - 103_872) <= 2)
        #expect(abs(log(1000) - 653_118) <= 2)
        #expect(log(.max) <= 64 << 16 && log(.max) >= (64 << 16) - 2)
    }

    @Test func energyOfASine() {
        var spectrum = Spectrum()
        // Bin 64 is one period in sixteen samples; cosines of sixteenths of a turn times 16,384.
        let period: [Int16] = [
            16384, 15137, 11585, 6270, 0, -6270, -11585, -15137, -16384, -15137, -11585, -6270, 0, 6270, 11585, 15137,
        ]
        spectrum.analyse((0..<1024).map { period[$0 % 16] }, at: 0)
        let expected = Double(1 << 52)
        #expect(abs(Double(spectrum.energies[64]) - expected) < expected / 1000)
        #expect(spectrum.energies[80] < 1 << 32)
        spectrum.analyse([Int16](repeating: 0, count: 1024), at: 0)
        #expect(spectrum.energies.allSatisfy { $0 == 0 })
    }

    private func onClock(_ runs: [AudioSamples]) -> [Int16] {
        var clock = SoundClock()
        var output: [Int16] = []
        for run in runs { clock.add(run, to: &output) }
        clock.finish(to: &output)
        return output
    }

    private func run(_ milliseconds: Int, _ rate: Int, _ samples: [Int16]) -> AudioSamples {
        AudioSamples(time: MediaTime(milliseconds: milliseconds), sampleRate: rate, mono: samples)
    }

    @Test func eightKilohertzPassesUnchanged() {
        var noise = Noise(seed: 7)
        let samples = (0..<999).map { _ in Int16(truncatingIfNeeded: noise.next()) }
        #expect(onClock([run(0, 8000, samples)]) == samples)
    }

    @Test func impulseKeepsItsPlaceAndShape() {
        for rate in [11_025, 16_000, 44_100, 48_000, 96_000] {
            var samples = [Int16](repeating: 0, count: rate)
            samples[rate / 2] = 32_767
            let output = onClock([run(0, rate, samples)])
            #expect(abs(output.count - 8000) <= 1)
            let peak = output.indices.max { output[$0] < output[$1] }
            #expect(peak == 4000, "\(rate) Hz")
            #expect(rate == 11_025 || rate == 44_100 || output[3995] == output[4005])
        }
    }

    @Test func steadyLevelStays() {
        let output = onClock([run(0, 44_100, [Int16](repeating: 1000, count: 44_100))])
        #expect(output[100..<7900].allSatisfy { abs(Int($0) - 1000) <= 2 })
    }

    @Test func gapsAreFilledAndOverlapsDropped() {
        let ones = [Int16](repeating: 1000, count: 8000)
        let gap = onClock([run(0, 8000, ones), run(1500, 8000, ones)])
        #expect(gap.count == 20_000 && gap[8100..<11_900].allSatisfy { $0 == 0 } && gap[12_000] == 1000)
        let overlap = onClock([run(0, 8000, ones), run(500, 8000, ones)])
        #expect(overlap == [Int16](repeating: 1000, count: 12_000))
        let late = onClock([run(250, 8000, ones)])
        #expect(late.count == 10_000 && late[1999] == 0 && late[2000] == 1000)
        // A step of 20 ms is jitter of the container, not a gap.
        #expect(onClock([run(0, 8000, ones), run(1020, 8000, ones)]).count == 16_000)
    }

    @Test func runsMayBeCutAnywhere() {
        let samples = Synthetic.sound(seconds: 1)
        let whole = onClock([run(0, 16_000, samples)])
        let pieces = stride(from: 0, to: 16_000, by: 160).map { run($0 / 16, 16_000, Array(samples[$0..<$0 + 160])) }
        #expect(onClock(pieces) == whole)
    }

    @Test func driftingSoundFollowsTheClock() {
        // Runs of 1,024 samples at 48 kHz whose times say 0.05 % longer: 30 ms in a minute, made up for without a seam.
        let silence = [Int16](repeating: 0, count: 1024)
        let runs = (0..<2813).map { index in
            AudioSamples(
                time: MediaTime(value: Int64(index) * 1_024_512, timescale: 48_000_000), sampleRate: 48_000,
                mono: silence)
        }
        let seconds = Double(onClock(runs).count) / 8000
        #expect(abs(seconds - 2813 * 1.024512 / 48) < 0.003)
    }

    @Test func silenceIsZeroAndSoundIsNot() throws {
        var builder = FingerprintBuilder(
            profile: .registered,
            description: .init(container: "", claimedDuration: nil, video: nil, audio: nil, streamCount: 1))
        builder.add(run(0, 16_000, [Int16](repeating: 0, count: 32_000) + Synthetic.sound(seconds: 2)))
        let fingerprint = builder.finish()
        #expect(fingerprint.duration == 4000 && fingerprint.picture == nil)
        let sound = try #require(fingerprint.sound).samples()
        #expect(sound.subfingerprints.count == 250 && sound.levelCount == 32)
        #expect(sound.levels[..<(14 * 16)].allSatisfy { $0 == 0 })
        #expect(sound.levels[(20 * 16)...].allSatisfy { $0 > 0 })
        #expect(sound.subfingerprints[..<120].allSatisfy { $0 == 0 })
    }
}
