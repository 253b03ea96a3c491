import Fingerprinting
import Matching

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
        // Mostly the first few tell.
        for start in stride(from: 0, to: track.sampleCount, by: 2 * needed) {
            let samples = try track.samples(start..<min(start + 2 * needed, track.sampleCount))
            usable += (0..<samples.count).count { contrast(of: samples[$0]) >= leastContrast }
            if usable >= needed { return true }
        }
        return false
    }

    private static func contrast(of cells: ArraySlice<UInt8>) -> Int {
        var counts = [Int](repeating: 0, count: 256)
        for cell in cells { counts[Int(cell)] += 1 }
        /// The level that so many cells stay below or at, of levels in either order.
        func level(beyond count: Int, in levels: some Sequence<Int>) -> Int {
            var passed = 0
            return levels.first { level in
                passed += counts[level]
                return passed > count
            } ?? 0
        }
        let tenth = cells.count / 10
        return level(beyond: tenth, in: (0..<256).reversed()) - level(beyond: tenth, in: 0..<256)
    }

    private static func hasSound(_ track: SoundTrack?) throws(FingerprintError) -> Bool {
        guard let sound = try track?.samples() else { return false }
        let needed = shortestContent / (SoundSamples.hop * SoundSamples.hopsPerLevel)
        let audible = (0..<sound.levelCount).count { level in
            let bands = sound.levels[level * SoundSamples.bands..<(level + 1) * SoundSamples.bands]
            return bands.contains { $0 >= KeyFloor.leastLevel }
        }
        return audible >= needed
    }
}
