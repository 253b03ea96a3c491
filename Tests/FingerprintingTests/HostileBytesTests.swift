import Fingerprinting
import Media
import Testing

@Suite struct HostileBytesTests {
    /// Six seconds of picture and sound.
    private static let sample: [UInt8] = {
        var builder = FingerprintBuilder(
            profile: .registered, description: Synthetic.description(width: 32, height: 18))
        for index in 0..<100 {
            builder.add(Synthetic.grating(index: index, milliseconds: index * 60, width: 32, height: 18))
        }
        builder.add(AudioSamples(time: .zero, sampleRate: 16_000, mono: Synthetic.sound(seconds: 6)))
        return builder.finish().bytes
    }()

    /// Decodes all there is; what comes out must have the sizes that it says.
    private func readAll(_ bytes: [UInt8]) throws {
        let fingerprint = try Fingerprint(decoding: bytes)
        if let picture = fingerprint.picture, picture.sampleCount <= 1000 {
            let samples = try picture.samples()
            #expect(samples.luma.count == picture.sampleCount * picture.grid.area)
        }
        if let sound = fingerprint.sound {
            let samples = try sound.samples()
            #expect(samples.subfingerprints.count == sound.hopCount)
        }
    }

    @Test func mutationsNeverCrash() {
        var noise = Noise(seed: 13)
        var refused = 0
        for round in 0..<6000 {
            var bytes = Self.sample
            switch round % 4 {
            case 0: bytes[Int.random(in: 0..<bytes.count, using: &noise)] ^= 1 << UInt8.random(in: 0..<8, using: &noise)
            case 1: bytes[Int.random(in: 0..<100, using: &noise)] = UInt8(truncatingIfNeeded: noise.next())
            case 2: bytes.removeLast(Int.random(in: 1...bytes.count, using: &noise))
            default:
                let from = Int.random(in: 0..<bytes.count - 64, using: &noise)
                let to = Int.random(in: 0..<bytes.count - 64, using: &noise)
                bytes.replaceSubrange(to..<to + 64, with: Self.sample[from..<from + 64])
            }
            do { try readAll(bytes) } catch { refused += 1 }
        }
        #expect(refused > 2000)
    }

    @Test func everyTruncationIsRefused() {
        for count in stride(from: 0, to: Self.sample.count, by: 7) {
            #expect(throws: FingerprintError.self) { try Fingerprint(decoding: Array(Self.sample[..<count])) }
        }
        #expect(throws: FingerprintError.notAFingerprint) { try Fingerprint(decoding: []) }
        #expect(throws: FingerprintError.self) { try Fingerprint(decoding: Self.sample + [0]) }
    }

    private func changed(_ changes: [Int: UInt8]) -> [UInt8] {
        var bytes = Self.sample
        for (offset, value) in changes { bytes[offset] = value }
        return bytes
    }

    @Test func versionsAndProfiles() throws {
        #expect(throws: FingerprintError.newerFormat(minimumReader: 2)) {
            try Fingerprint(decoding: changed([4: 2, 5: 2]))
        }
        // A newer writer whose format this reader still understands.
        #expect(try Fingerprint(decoding: changed([4: 9])).duration == 6000)
        for (offset, value) in [
            (5, UInt8(0)), (6, 7), (17, 2), (18, 1), (20, 41), (24, 0), (40, 0), (48, 121), (50, 32),
        ] {
            #expect(throws: FingerprintError.self, "offset \(offset)") {
                try Fingerprint(decoding: changed([offset: value]))
            }
        }
    }

    @Test func unknownTracks() throws {
        func withTrack(type: UInt8, flags: UInt8) -> [UInt8] {
            var bytes = Self.sample
            bytes[7] = 3
            for entry in [20, 32] { bytes[entry] += 12 }
            let end = UInt32(bytes.count + 12)
            bytes.insert(
                contentsOf: [type, flags, 0, 0]
                    + (0..<4).map { UInt8(truncatingIfNeeded: end >> (8 * $0)) } + [5, 0, 0, 0], at: 40)
            return bytes + [1, 2, 3, 4, 5]
        }
        let fingerprint = try Fingerprint(decoding: withTrack(type: 9, flags: 0))
        #expect(try fingerprint.picture?.samples() == Fingerprint(decoding: Self.sample).picture?.samples())
        #expect(throws: FingerprintError.unknownCriticalTrack(type: 9)) {
            try Fingerprint(decoding: withTrack(type: 9, flags: 1))
        }
        #expect(throws: FingerprintError.self) { try Fingerprint(decoding: withTrack(type: 2, flags: 0)) }
    }

    @Test func onlyZerosFillTheLastByte() throws {
        // The last byte belongs to the levels.
        for bit in 0..<8 {
            let bytes = changed([Self.sample.count - 1: Self.sample.last! ^ 1 << UInt8(bit)])
            let original = try Fingerprint(decoding: Self.sample).sound?.samples()
            guard let other = try? Fingerprint(decoding: bytes).sound?.samples() else { continue }
            #expect(other != original, "two encodings of one track")
        }
    }
}
