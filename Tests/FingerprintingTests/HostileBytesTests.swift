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

    /// As the first, with faces and, for it is large enough, detail.
    private static let full: [UInt8] = {
        let face = FoundFace(box: ScriptedFinder.place, certainty: 0.9)
        let far = FoundFace(box: FrameBox(x: 0.7, y: 0.1, width: 0.2, height: 0.4), certainty: 0.9)
        var builder = FingerprintBuilder(
            profile: .registered, description: Synthetic.description(width: 96, height: 54),
            finder: ScriptedFinder((0..<30).map { $0 % 7 == 6 ? [face] : [face, far] }), looks: ScriptedFinder.plan)
        for index in 0..<30 {
            builder.add(Synthetic.grating(index: index, milliseconds: index * 120, width: 96, height: 54))
        }
        return builder.finish().bytes
    }()

    /// Decodes all there is; what comes out must have the sizes that it says.
    private func readAll(_ bytes: [UInt8]) throws {
        let fingerprint = try Fingerprint(decoding: bytes)
        if let picture = fingerprint.picture, picture.sampleCount <= 1000 {
            let samples = try picture.samples()
            #expect(samples.luma.count == picture.sampleCount * picture.grid.area)
        }
        if let faces = try fingerprint.faces() {
            #expect(faces.scan == fingerprint.faceScan)
            for face in faces.faces { #expect(face.indices.upperBound <= fingerprint.picture?.sampleCount ?? 0) }
        }
        if let detail = fingerprint.detail, detail.sampleCount <= 1000 {
            let samples = try detail.samples()
            #expect(samples.interval == 960 && samples.luma.count == detail.sampleCount * detail.grid.area)
        }
        if let sound = fingerprint.sound {
            let samples = try sound.samples()
            #expect(samples.subfingerprints.count == sound.hopCount)
        }
    }

    @Test func mutationsOfFacesAndDetailNeverCrash() throws {
        let sizes = try Fingerprint(decoding: Self.full).trackSizes
        #expect(sizes.faces > 300 && sizes.detail > 300)
        let start = Self.full.count - sizes.detail - sizes.faces
        var noise = Noise(seed: 17)
        var refused = 0
        for round in 0..<4000 {
            var bytes = Self.full
            let tables = start..<start + 60
            switch round % 3 {
            case 0:
                bytes[Int.random(in: start..<bytes.count, using: &noise)] ^= 1 << UInt8.random(in: 0..<8, using: &noise)
            case 1: bytes[Int.random(in: tables, using: &noise)] = UInt8(truncatingIfNeeded: noise.next())
            default:
                let at = Int.random(in: start..<bytes.count - 4, using: &noise)
                for index in at..<at + 4 { bytes[index] = UInt8(truncatingIfNeeded: noise.next()) }
            }
            do { try readAll(bytes) } catch { refused += 1 }
        }
        #expect(refused > 1000)
    }

    /// Whatever bytes are read as faces are the ones that these faces are written as.
    @Test func facesHaveOneEncoding() throws {
        let sizes = try Fingerprint(decoding: Self.full).trackSizes
        let start = Self.full.count - sizes.detail - sizes.faces
        var noise = Noise(seed: 19)
        var read = 0
        for _ in 0..<3000 {
            var bytes = Self.full
            let at = Int.random(in: start..<start + sizes.faces, using: &noise)
            bytes[at] ^= 1 << UInt8.random(in: 0..<8, using: &noise)
            guard let fingerprint = try? Fingerprint(decoding: bytes), let faces = try? fingerprint.faces() else {
                continue
            }
            read += 1
            let picture = PictureSamples(
                grid: GridSize(width: 1, height: 1), firstIndex: 0, times: (0..<30).map { $0 * 120 },
                luma: [UInt8](repeating: 9, count: 30))
            let again = Fingerprint(
                profile: .registered, duration: 3600, displayAspect: 1, picture: picture, sound: nil, faces: faces)
            #expect(Array(again.bytes.suffix(sizes.faces)) == Array(bytes[start..<start + sizes.faces]))
        }
        #expect(read > 0)
    }

    @Test func facesWithoutAPictureAreRefused() throws {
        // One track of type 3, not critical: a look at every point, no name, no face.
        let alone: [UInt8] =
            Array("VCFP".utf8) + [1, 1, 0, 1] + [40, 0, 0, 0] + [0, 0, 0, 0] + [3, 0, 0, 0] + [28, 0, 0, 0] + [
                9, 0, 0, 0,
            ]
            + [1, 0, 0, 0, 0, 0, 0, 0, 0]
        #expect(throws: FingerprintError.malformed(reason: "faces or detail without a picture", offset: 7)) {
            try Fingerprint(decoding: alone)
        }
        // Faces and detail may not be critical: a reader of picture and sound alone must be able to pass them over.
        var bytes = Self.full
        bytes[16 + 12 + 1] = 1
        #expect(throws: FingerprintError.self) { try Fingerprint(decoding: bytes) }
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
