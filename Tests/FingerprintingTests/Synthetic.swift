import Fingerprinting
import Media

/// Frames and sound by rule, as docs/fingerprint-v1.md states them.
enum Synthetic {
    static func description(width: Int = 64, height: Int = 36, rotation: Int = 0, mirrored: Bool = false)
        -> MediaDescription
    {
        let video = MediaDescription.Video(
            stream: 0, codec: "", width: width, height: height, rotation: rotation, mirrored: mirrored)
        return .init(container: "", claimedDuration: nil, video: video, audio: nil, streamCount: 1)
    }

    /// A grating that moves a cell a frame: luma (3x + 5y + 2i) mod 256, folded at 128.
    static func grating(index: Int, milliseconds: Int, width: Int, height: Int, range: LumaRange = .full) -> VideoFrame
    {
        let luma = (0..<width * height).map { cell -> UInt8 in
            let value = (cell % width * 3 + cell / width * 5 + index * 2) % 256
            return UInt8(value < 128 ? value * 2 : 511 - value * 2)
        }
        return frame(luma, width, height, milliseconds, range)
    }

    static func flat(_ value: UInt8, milliseconds: Int, width: Int, height: Int) -> VideoFrame {
        frame([UInt8](repeating: value, count: width * height), width, height, milliseconds, .full)
    }

    static func frame(
        _ luma: [UInt8], _ width: Int, _ height: Int, _ milliseconds: Int, _ range: LumaRange = .full
    ) -> VideoFrame {
        VideoFrame(time: MediaTime(milliseconds: milliseconds), width: width, height: height, luma: luma, range: range)
    }

    /// Triangle of 400 Hz at 16 kHz that swells and fades every second, with noise of `Noise(seed: 1)` a sixteenth as loud.
    static func sound(seconds: Int) -> [Int16] {
        var noise = Noise(seed: 1)
        return (0..<seconds * 16_000).map { index in
            let phase = index % 40
            let triangle = (phase < 20 ? phase : 40 - phase) * 800 - 8000
            let swell = index % 16_000 < 8000 ? index % 8000 : 8000 - index % 8000
            return Int16(triangle * swell / 8000 + Int(Int8(truncatingIfNeeded: noise.next())) * 4)
        }
    }
}

/// Numbers without pattern that are the same everywhere: Steele, Lea and Flood, "SplitMix", OOPSLA 2014.
struct Noise: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var z = state
        z = (z ^ z >> 30) &* 0xbf58_476d_1ce4_e5b9
        z = (z ^ z >> 27) &* 0x94d0_49bb_1331_11eb
        return z ^ z >> 31
    }
}
