import Detection
import Foundation
import Testing

@Suite struct MelBandsTests {
    private func tone(_ hertz: Double, amplitude: Double = 0.5, rate: Int, seconds: Double = 0.5) -> [Float] {
        (0..<Int(seconds * Double(rate))).map { Float(amplitude * sin(2 * .pi * hertz * Double($0) / Double(rate))) }
    }

    /// By hand: 8 kHz are 15 + 27 ln 8 / ln 6.4 = 45.246 mels, a forty-first of which is 1.10356; up to 1 kHz a mel is 66.667 Hz.
    @Test func bandsLieOnSlaneysScale() {
        #expect(MelBands.edges.count == 42 && MelBands.edges[0] == 0)
        #expect(abs(MelBands.edges[1] - 73.571) < 0.01 && abs(MelBands.edges[13] - 956.42) < 0.1)
        #expect(abs(MelBands.edges[41] - 8000) < 1e-6)
    }

    /// A sine of amplitude 0.5 at 1 kHz has the power (0.5 · 400 / 4)² = 2500 there and a quarter of it 40 Hz beside, by Hann's window.
    /// Bands 12 and 13 go from 882.9 over 956.4 to 1030.8 Hz and from 956.4 over 1030.8 to 1110.9 Hz.
    @Test func aToneByHand() throws {
        let bands = try #require(MelBands(rate: 16_000))
        #expect(bands.window == 400)
        let energies = bands.energies(of: tone(1000, rate: 16_000), at: 0)
        let edges = MelBands.edges
        func height(_ hertz: Double, _ band: Int) -> Double {
            let slope = min(
                (hertz - edges[band]) / (edges[band + 1] - edges[band]),
                (edges[band + 2] - hertz) / (edges[band + 2] - edges[band + 1]))
            return max(slope, 0) * 2 / (edges[band + 2] - edges[band])
        }
        for band in [12, 13] {
            let wanted = 2500 * height(1000, band) + 625 * (height(960, band) + height(1040, band))
            #expect(abs(Double(energies[band]) / wanted - 1) < 0.001)
        }
        #expect(energies[5] < 0.001 && energies[30] < 0.001)
    }

    @Test(arguments: [8000, 22_050, 32_000, 44_100, 48_000, 96_000]) func anyRateGivesTheSame(rate: Int) throws {
        let usual = try #require(MelBands(rate: 16_000)).energies(of: tone(1000, rate: 16_000), at: 0)
        let bands = try #require(MelBands(rate: rate))
        let energies = bands.energies(of: tone(1000, rate: rate), at: 0)
        for band in [12, 13] { #expect(abs(energies[band] / usual[band] - 1) < 0.03) }
        #expect(bands.frames(of: tone(300, rate: rate, seconds: 1)).count == 98)
        if rate == 8000 { #expect(energies.suffix(7).allSatisfy { $0 == 0 }) }
    }

    @Test func otherRatesAreNotTaken() {
        #expect(MelBands(rate: 0) == nil && MelBands(rate: 4000) == nil && MelBands(rate: 400_000) == nil)
    }

    /// Two seconds of a tone that rises and falls four times a second, between seconds of silence.
    private func syllables(rate: Int) -> [Float] {
        let silence = [Float](repeating: 0, count: rate)
        let voiced = tone(400, rate: rate, seconds: 2).enumerated().map { place, value in
            value * Float(0.5 - 0.5 * cos(2 * .pi * 4 * Double(place) / Double(rate)))
        }
        return silence + voiced + silence
    }

    @Test func whatIsHeardIsKeptAndRaised() {
        let loud = SpeechFrames(syllables(rate: 16_000), rate: 16_000)
        // 2 s and a tenth about them; between the syllables nothing is cut out.
        #expect((195...225).contains(loud.heard.count))
        #expect(loud.modulation > LipLimits.leastModulation)
        #expect(loud.windows.count == 1 && loud.windows[0].count == 160 * 40)
        // A hundredth as loud, it is raised to 30 dB below full scale; what is louder stays.
        let quiet = SpeechFrames(syllables(rate: 16_000).map { $0 / 100 }, rate: 16_000)
        #expect(quiet.heard.count == loud.heard.count)
        let energy = { (frames: SpeechFrames) in frames.heard.flatMap(\.self).reduce(0, +) }
        #expect(energy(quiet) < energy(loud) && energy(quiet) > energy(loud) / 100)
        #expect(SpeechFrames([Float](repeating: 0, count: 32_000), rate: 16_000).heard.isEmpty)
        #expect(SpeechFrames([], rate: 16_000).windows.isEmpty && SpeechFrames([0, 1], rate: 0).windows.isEmpty)
    }

    @Test func aSteadyToneIsNoSpeech() {
        #expect(SpeechFrames(tone(400, rate: 16_000, seconds: 4), rate: 16_000).modulation < LipLimits.leastModulation)
    }
}
