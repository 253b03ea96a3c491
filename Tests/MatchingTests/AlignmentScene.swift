import Fingerprinting
import Media

/// Made-up footage: soft blobs that wander over a fixed texture, with noise-like sound that never repeats.
struct AlignmentScene {
    /// Other seeds give other footage.
    var seed: UInt64
    /// Blobs move, or nothing does.
    var moves = true
    /// How far the blobs wander from their places, in fractions of the frame; below 0.4 only one does, like a mouth.
    var sway = 0.4

    static let width = 128
    static let height = 72

    /// Brightness at a point of the unit square, at a time in seconds.
    func luma(_ x: Double, _ y: Double, _ time: Double) -> Double {
        var value = 110.0
        for wave in 0..<6 {
            let (a, b, c) = (number(wave, 0) * 40 - 20, number(wave, 1) * 30 - 15, number(wave, 2) * 6.28)
            value += 10 * sine(a * x + b * y + c)
        }
        for blob in 0..<5 {
            let t = moves ? time : 0
            let px = centre(blob, 8) + reach(blob) * sine((0.6 + number(blob, 3)) * t * 0.8 + number(blob, 4) * 6.28)
            let py = centre(blob, 9) + reach(blob) * sine((0.6 + number(blob, 5)) * t * 0.8 + number(blob, 6) * 6.28)
            let distance = ((x - px) * (x - px) * 3 + (y - py) * (y - py)) / 0.012
            value += (number(blob, 7) > 0.5 ? 90 : -80) / (1 + distance * distance)
        }
        return min(max(value, 16), 235)
    }

    private func reach(_ blob: Int) -> Double { sway < 0.4 && blob > 0 ? 0 : sway }

    /// Where a blob is at home: in the middle, unless it hardly moves.
    private func centre(_ blob: Int, _ index: Int) -> Double { sway < 0.4 ? 0.2 + 0.6 * number(blob, index) : 0.5 }

    /// One frame; `look` maps a point of the clip's unit square to the scene's, or to nothing where a bar is.
    func frame(at time: Double, shownAt milliseconds: Int, look: (Double, Double) -> (Double, Double)?) -> VideoFrame {
        var luma: [UInt8] = []
        luma.reserveCapacity(Self.width * Self.height)
        for row in 0..<Self.height {
            for column in 0..<Self.width {
                let point = look((Double(column) + 0.5) / Double(Self.width), (Double(row) + 0.5) / Double(Self.height))
                luma.append(point.map { UInt8(self.luma($0.0, $0.1, time)) } ?? 16)
            }
        }
        return VideoFrame(
            time: MediaTime(milliseconds: milliseconds), width: Self.width, height: Self.height, luma: luma,
            range: .limited)
    }

    /// Sound of a stretch, at 8 kHz: tones that change every 40 ms.
    func sound(_ range: Range<Double>) -> [Int16] {
        let rate = 8000.0
        return (Int(range.lowerBound * rate)..<Int(range.upperBound * rate)).map { sample in
            let time = Double(sample) / rate
            let slot = Int(time / 0.04)
            var value = 0.0
            for tone in 0..<4 {
                let frequency = 280 + 2900 * number(slot * 4 + tone, 11)
                value += (0.3 + number(slot, 12 + tone)) * sine(6.283185307 * frequency * time)
            }
            return Int16(value * 3000)
        }
    }

    /// A number in 0..<1 that depends on the seed and two indices only.
    private func number(_ i: Int, _ j: Int) -> Double {
        var z =
            seed &* 0x9E37_79B9_7F4A_7C15 &+ UInt64(i) &* 0xBF58_476D_1CE4_E5B9 &+ UInt64(j) &* 0x94D0_49BB_1331_11EB
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return Double((z ^ (z >> 31)) >> 11) / 9_007_199_254_740_992
    }

    /// Bhaskara's approximation: good to 0.002, and the same everywhere.
    private func sine(_ angle: Double) -> Double {
        let pi = 3.141592653589793
        var x = angle.truncatingRemainder(dividingBy: 2 * pi)
        if x < 0 { x += 2 * pi }
        let (arc, sign) = x > pi ? (x - pi, -1.0) : (x, 1.0)
        let product = arc * (pi - arc)
        return sign * 16 * product / (5 * pi * pi - 4 * product)
    }
}

/// A clip made of stretches of scenes, one after the other.
struct AlignmentClip {
    struct Part {
        var scene: AlignmentScene
        /// Seconds of the scene.
        var from: Double
        var to: Double
        /// Scene seconds a clip second.
        var speed = 1.0
    }

    var parts: [Part]
    var frameRate = 25.0
    var picture = true
    var sound = true
    var look: (Double, Double) -> (Double, Double)? = { ($0, $1) }

    func fingerprint(_ profile: FingerprintProfile) -> Fingerprint {
        let duration = parts.reduce(0.0) { $0 + ($1.to - $1.from) / $1.speed }
        let description = MediaDescription(
            container: "made-up", claimedDuration: Int(duration * 1000),
            video: picture
                ? .init(stream: 0, codec: "raw", width: AlignmentScene.width, height: AlignmentScene.height) : nil,
            audio: sound ? .init(stream: 1, codec: "pcm", sampleRate: 8000, channels: 1) : nil, streamCount: 2)
        var builder = FingerprintBuilder(profile: profile, description: description)
        var start = 0.0
        var frame = 0
        for part in parts {
            let end = start + (part.to - part.from) / part.speed
            while picture, Double(frame) / frameRate < end - 1e-6 {
                let time = Double(frame) / frameRate
                // One frame in three is enough for samples 120 ms apart, and costs a third.
                if frame % 3 == 0 || frameRate < 20 {
                    builder.add(
                        part.scene.frame(
                            at: part.from + (time - start) * part.speed, shownAt: Int(time * 1000 + 0.5), look: look))
                }
                frame += 1
            }
            if sound, part.speed == 1 {
                builder.add(
                    AudioSamples(
                        time: MediaTime(seconds: start), sampleRate: 8000, mono: part.scene.sound(part.from..<part.to)))
            }
            start = end
        }
        return builder.finish()
    }
}
