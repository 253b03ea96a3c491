import Fingerprinting

/// The clip's tracks, decoded once for every recording it is laid on.
struct ClipTracks: Sendable {
    let picture: PictureSamples?
    let sound: SoundSamples?
    /// Milliseconds.
    let duration: Int
    let aspect: Double

    init(_ query: Fingerprint) throws(FingerprintError) {
        if let track = query.picture, track.sampleCount > 0 {
            picture = try track.samples(0..<track.sampleCount)
        } else {
            picture = nil
        }
        sound = try query.sound?.samples()
        duration = query.duration
        aspect = query.displayAspect
    }

    /// A part of a recording, taken as a clip of its own.
    /// - Parameter range: in milliseconds.
    init(
        excerpt range: Range<Int>, of picture: PictureTrack?, _ sound: SoundSamples?, aspect: Double
    ) throws(FingerprintError) {
        let interval = PictureSamples.interval
        if let picture {
            let first = min((range.lowerBound + interval - 1) / interval, picture.sampleCount)
            let end = min(max(first, range.upperBound / interval), picture.sampleCount)
            let samples = try picture.samples(first..<end)
            self.picture =
                first < end
                ? PictureSamples(
                    grid: samples.grid, firstIndex: 0, times: samples.times.map { $0 - range.lowerBound },
                    luma: samples.luma) : nil
        } else {
            self.picture = nil
        }
        self.sound = sound?.excerpt(range)
        duration = range.count
        self.aspect = aspect
    }

    /// The samples of a stretch: those with a picture, then, where the picture ends early, points of the grid.
    struct Clock {
        /// Clip times, in milliseconds.
        var times: [Int]
        /// Indices of the pictures, one for each of the first times.
        var pictures: Range<Int>
    }

    func clock(_ stretch: Range<Int>) -> Clock {
        var clock = Clock(times: [], pictures: 0..<0)
        if let picture {
            let first = picture.times.firstIndex { $0 >= stretch.lowerBound } ?? picture.count
            let end = picture.times.firstIndex { $0 >= stretch.upperBound } ?? picture.count
            clock.pictures = first..<max(first, end)
            clock.times = Array(picture.times[clock.pictures])
        }
        var next = (clock.times.last ?? stretch.lowerBound - PictureSamples.interval) + PictureSamples.interval
        while sound != nil, next < stretch.upperBound {
            clock.times.append(next)
            next += PictureSamples.interval
        }
        return clock
    }
}

/// The recording's tracks; pictures are decoded only where they are needed.
struct SourceTracks: Sendable {
    let picture: PictureTrack?
    let sound: SoundSamples?
    /// Milliseconds.
    let duration: Int
    let aspect: Double

    init(_ reference: Fingerprint) throws(FingerprintError) {
        picture = reference.picture
        sound = try reference.sound?.samples()
        duration = reference.duration
        aspect = reference.displayAspect
    }
}

extension SoundSamples {
    /// What lies in a range of media time, in milliseconds, on a clock that begins with it; whole sets of levels.
    fileprivate func excerpt(_ range: Range<Int>) -> SoundSamples? {
        let set = Self.hop * Self.hopsPerLevel
        let first = max(0, (range.lowerBound - start + set - 1) / set)
        let end = min(levelCount, max(0, range.upperBound - start) / set, subfingerprints.count / Self.hopsPerLevel)
        guard first < end else { return nil }
        return SoundSamples(
            start: start + first * set - range.lowerBound,
            subfingerprints: Array(subfingerprints[first * Self.hopsPerLevel..<end * Self.hopsPerLevel]),
            levels: Array(levels[first * Self.bands..<end * Self.bands]))
    }
}
