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
