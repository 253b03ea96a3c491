import Fingerprinting
import Media
import Testing

@Suite struct RoundTripTests {
    private func built(
        _ description: MediaDescription, _ frames: [VideoFrame], profile: FingerprintProfile = .registered
    ) throws -> Fingerprint {
        var builder = FingerprintBuilder(profile: profile, description: description)
        for frame in frames { builder.add(frame) }
        let fingerprint = builder.finish()
        return try Fingerprint(decoding: fingerprint.bytes)
    }

    @Test(arguments: FingerprintProfile.allCases) func picturesComeBack(profile: FingerprintProfile) throws {
        let size = profile == .registered ? (64, 36) : (128, 72)
        let frames = (0..<250).map {
            Synthetic.grating(index: $0, milliseconds: $0 * 40, width: size.0, height: size.1)
        }
        let fingerprint = try built(Synthetic.description(width: size.0, height: size.1), frames, profile: profile)
        let track = try #require(fingerprint.picture)
        #expect(fingerprint.profile == profile && track.grid == GridSize(width: size.0, height: size.1))
        #expect(abs(fingerprint.displayAspect - 16 / 9) < 0.001)
        let samples = try track.samples()
        #expect(samples.times == (0..<84).map { $0 * 120 })
        var squares = 0
        for index in 0..<samples.count {
            for (a, b) in zip(samples[index], frames[index * 3].luma) {
                squares += (Int(a) - Int(b)) * (Int(a) - Int(b))
            }
        }
        // Five sixths of a step in every coefficient, at the finest step, is the most that may be missing.
        let step = profile == .registered ? 8.0 : 4.0
        #expect((Double(squares) / Double(samples.luma.count)).squareRoot() < step * 5 / 6 + 0.5)
        // Any range is the same part of the whole.
        for range in [0..<1, 32..<34, 33..<66, 5..<5, 40..<84] {
            let part = try track.samples(range)
            #expect(part.firstIndex == range.lowerBound && part.times == Array(samples.times[range]))
            #expect(
                part.luma
                    == Array(samples.luma[range.lowerBound * track.grid.area..<range.upperBound * track.grid.area]))
        }
        #expect(throws: FingerprintError.outOfRange(asked: 80..<85, available: 84)) { try track.samples(80..<85) }
    }

    @Test func stillsCostLittleAndKeepTheirTime() throws {
        let still = try built(
            Synthetic.description(),
            [Synthetic.grating(index: 0, milliseconds: 0, width: 64, height: 36)]
                + [Synthetic.grating(index: 0, milliseconds: 60_000, width: 64, height: 36)])
        let track = try #require(still.picture)
        #expect(track.sampleCount == 501)
        #expect(still.bytes.count < 60 * 800)
        #expect(
            try track.samples(240..<260).times == [Int](repeating: 0, count: 11) + [Int](repeating: 60_000, count: 9))
        let late = try #require(
            try built(Synthetic.description(), [Synthetic.flat(90, milliseconds: 4990, width: 64, height: 36)]).picture)
        #expect(try late.samples().times == [Int](repeating: 4990, count: 43))
    }

    @Test func noShapeIsTooOdd() throws {
        for (width, height) in [(1, 1), (1, 4000), (4000, 1), (2, 3), (17, 5), (4096, 3)] {
            for profile in FingerprintProfile.allCases {
                let frames = (0..<5).map { Synthetic.flat(77, milliseconds: $0 * 100, width: width, height: height) }
                let fingerprint = try built(
                    Synthetic.description(width: width, height: height), frames, profile: profile)
                let samples = try #require(fingerprint.picture).samples()
                #expect(samples.count == 4)
                #expect(samples.luma.allSatisfy { abs(Int($0) - 77) <= 3 }, "\(width)x\(height)")
            }
        }
    }

    @Test func turnsAndFlips() throws {
        // Dark on the left, bright on the right as coded.
        let luma = (0..<48 * 48).map { $0 % 48 < 24 ? UInt8(40) : 200 }
        func corners(_ rotation: Int, _ mirrored: Bool) throws -> [Bool] {
            let description = Synthetic.description(width: 48, height: 48, rotation: rotation, mirrored: mirrored)
            let samples = try #require(try built(description, [Synthetic.frame(luma, 48, 48, 0)]).picture).samples()
            return [2 * 48 + 2, 2 * 48 + 45, 45 * 48 + 2, 45 * 48 + 45].map { samples.luma[$0] > 120 }
        }
        // Top left, top right, bottom left, bottom right.
        #expect(try corners(0, false) == [false, true, false, true])
        #expect(try corners(90, false) == [false, false, true, true])
        #expect(try corners(180, false) == [true, false, true, false])
        #expect(try corners(270, false) == [true, true, false, false])
        #expect(try corners(0, true) == [true, false, true, false])
        #expect(try corners(90, true) == [false, false, true, true])
    }

    @Test func framesMayChangeSize() throws {
        let frames = [
            Synthetic.flat(50, milliseconds: 0, width: 640, height: 360),
            Synthetic.flat(50, milliseconds: 120, width: 320, height: 180),
        ]
        let samples = try #require(try built(Synthetic.description(width: 640, height: 360), frames).picture).samples()
        #expect(samples.count == 2 && samples.luma.allSatisfy { abs(Int($0) - 50) <= 3 })
    }

    /// Noise, and black and white by turns, with noise for sound: 3,000 bytes a second hold.
    @Test(arguments: [false, true]) func worstCasesStayInTheirRate(strobe: Bool) throws {
        var noise = Noise(seed: 11)
        var builder = FingerprintBuilder(profile: .registered, description: Synthetic.description())
        for index in 0..<67 {
            let luma = (0..<64 * 36).map { cell -> UInt8 in
                let value = UInt8(truncatingIfNeeded: noise.next())
                return strobe ? ((index + cell / 3) % 2 == 0 ? 255 : 0) : (value < 128 ? 0 : 255)
            }
            builder.add(Synthetic.frame(luma, 64, 36, index * 120))
        }
        var sound: [Int16] = []
        for index in 0..<64_000 {
            let loud = index / 1024 % 2 == 0
            sound.append(loud ? Int16(truncatingIfNeeded: noise.next()) : Int16(noise.next() % 3) - 1)
        }
        builder.add(AudioSamples(time: .zero, sampleRate: 8000, mono: sound))
        let fingerprint = builder.finish()
        #expect(fingerprint.bytes.count <= fingerprint.duration * 3)
        _ = try #require(fingerprint.picture).samples()
        _ = try #require(fingerprint.sound).samples()
    }

    @Test func samplesEncodeDirectly() throws {
        let grid = GridSize(width: 16, height: 9)
        let luma = (0..<3 * grid.area).map { UInt8($0 % 144) }
        let picture = PictureSamples(grid: grid, firstIndex: 0, times: [10, 10, 250], luma: luma)
        let sound = SoundSamples(
            start: 0, subfingerprints: [1, 2, 3, .max, 5, 6, 7, 8, 9], levels: (0..<32).map { UInt8($0 * 8) })
        let fingerprint = Fingerprint(
            profile: .registered, duration: 360, displayAspect: 16 / 9, picture: picture, sound: sound)
        #expect(try fingerprint.sound?.samples() == sound)
        let back = try #require(fingerprint.picture).samples()
        #expect(back.times == [10, 10, 250] && back[0] == back[1])
        #expect(try Fingerprint(decoding: fingerprint.bytes) == fingerprint)
    }
}
