import Fingerprinting

/// Whether a clip holds enough to be looked for at all.
enum ClipUsability {
    /// Milliseconds. A shorter clip has fewer than 17 coarse pictures and one window of sound: it would be found by chance,
    /// or not at all.
    static let shortest = 2000

    /// Milliseconds of picture with some contrast, or of audible sound, without which a clip is blank.
    static let shortestContent = 1000

    /// Luma codes between the darkest and the brightest tenth of the cells: a black, white or one-coloured picture after
    /// heavy coding stays within 8.
    static let leastContrast = 12

    /// Steps of 0.75 dB of one band's level. Digital silence is 0, the dither and the hum of an unplugged line stay below.
    static let leastLevel: UInt8 = 40

    static func obstacle(in fingerprint: Fingerprint) throws(FingerprintError) -> Obstacle? {
        guard fingerprint.duration >= shortest else {
            let seconds = Double(fingerprint.duration / 100) / 10
            return Obstacle(
                .tooShort,
                "The clip lasts \(seconds) s; at least \(shortest / 1000) s are needed. Look for a longer copy of it.")
        }
        if try hasPicture(fingerprint.picture) { return nil }
        if try hasSound(fingerprint.sound) { return nil }
        return Obstacle(
            .blank, "The clip shows nothing but plain frames and has no audible sound. Look for another copy of it.")
    }

    private static func hasPicture(_ track: PictureTrack?) throws(FingerprintError) -> Bool {
        guard let track else { return false }
        let needed = shortestContent / PictureSamples.interval
        var usable = 0
        for start in stride(from: 0, to: track.sampleCount, by: 64) {
            let samples = try track.samples(start..<min(start + 64, track.sampleCount))
            usable += (0..<samples.count).count { contrast(of: samples[$0]) >= leastContrast }
            if usable >= needed { return true }
        }
        return false
    }

    private static func contrast(of cells: ArraySlice<UInt8>) -> Int {
        let sorted = cells.sorted()
        let tenth = sorted.count / 10
        return Int(sorted[sorted.count - 1 - tenth]) - Int(sorted[tenth])
    }

    private static func hasSound(_ track: SoundTrack?) throws(FingerprintError) -> Bool {
        guard let sound = try track?.samples() else { return false }
        let needed = shortestContent / (SoundSamples.hop * SoundSamples.hopsPerLevel)
        let audible = (0..<sound.levelCount).count { level in
            let bands = sound.levels[level * SoundSamples.bands..<(level + 1) * SoundSamples.bands]
            return bands.contains { $0 >= leastLevel }
        }
        return audible >= needed
    }
}
