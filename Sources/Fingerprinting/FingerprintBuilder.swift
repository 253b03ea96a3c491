public import Media

/// Makes a fingerprint of frames and sound as they come, each in the order of its own time.
///
/// Holds one frame, one group of coarse samples, and what is encoded so far. From decoded luma and PCM on all arithmetic
/// is in whole numbers: the same frames, samples and boxes of faces give the same bytes on every machine, however sound is cut
/// into runs.
public struct FingerprintBuilder {
    private let profile: FingerprintProfile
    private let description: MediaDescription
    private var selector = FrameSelector()
    private var pictures: PictureTracks?
    private var clock = SoundClock()
    private var analyser = SoundAnalyser()

    /// - Parameters:
    ///   - description: Says how the picture is turned, flipped and shaped; frames of a media without picture in it are passed
    ///     over.
    ///   - finder: Looks for faces; without one the fingerprint says nothing of them.
    public init(profile: FingerprintProfile, description: MediaDescription, finder: (any FaceFinder)? = nil) {
        self.init(profile: profile, description: description, finder: finder, looks: profile.looks)
    }

    /// - Parameter looks: Another plan than the profile's.
    package init(
        profile: FingerprintProfile, description: MediaDescription, finder: (any FaceFinder)?, looks: LookPlan
    ) {
        self.profile = profile
        self.description = description
        pictures = description.video.map {
            PictureTracks(video: $0, profile: profile, finder: finder, looks: looks)
        }
    }

    /// Takes the next frame. Only the frames nearest to the points of the media-time grid matter; others cost nothing.
    public mutating func add(_ frame: VideoFrame) {
        selector.add(frame) { pictures?.add($0, time: $1, isRepeat: $2) }
    }

    /// Takes the next run of sound.
    public mutating func add(_ sound: AudioSamples) {
        var output: [Int16] = []
        clock.add(sound, to: &output)
        analyser.add(output)
    }

    public consuming func finish() -> Fingerprint {
        let lastTime = selector.lastTime
        close()
        let sound = SoundSamples(start: 0, subfingerprints: analyser.subfingerprints, levels: analyser.levels)
        let soundEnd = (clock.count * 1000 + SoundResampler.outputRate / 2) / SoundResampler.outputRate
        var tracks = pictures?.finish() ?? EncodedTracks()
        if !sound.subfingerprints.isEmpty { tracks.sound = SoundCoding.encode(sound) }
        return Fingerprint(
            profile: profile, duration: max(soundEnd, lastTime.map { $0 + frameInterval } ?? 0),
            displayAspect: description.video?.displayAspect ?? 0, tracks: tracks)
    }

    /// Takes what frames and sound still held settle.
    private mutating func close() {
        selector.finish { pictures?.add($0, time: $1, isRepeat: $2) }
        var output: [Int16] = []
        clock.finish(to: &output)
        analyser.add(output)
        analyser.finish()
    }

    /// How long the last frame is taken to stay, in milliseconds.
    private var frameInterval: Int {
        guard let rate = description.video?.frameRate, rate >= 1, rate <= 1000 else { return 40 }
        return Int(1000 / rate + 0.5)
    }
}

extension Fingerprint {
    /// Encodes samples that are already made: for tests and synthetic registries.
    ///
    /// - Parameters:
    ///   - picture: From grid point 0 on. A sample with the time of the one before it counts as the same frame.
    ///   - sound: From time 0 on, with a set of levels for every eight hops begun.
    ///   - faces: At grid points of the picture, at most four at a time; boxes are rounded to 4096ths of the frame.
    ///   - detail: As `picture`, every 960 ms.
    public init(
        profile: FingerprintProfile, duration: Int, displayAspect: Double, picture: PictureSamples?,
        sound: SoundSamples?, faces: FaceTrack? = nil, detail: PictureSamples? = nil
    ) {
        func track(_ samples: PictureSamples?, _ format: PictureFormat) -> [UInt8]? {
            guard let samples else { return nil }
            precondition(samples.firstIndex == 0, "a track begins at grid point 0")
            precondition(samples.interval == format.interval, "a track has its own interval")
            var encoder = PictureTrackEncoder(grid: samples.grid, format: format)
            for index in 0..<samples.count {
                let isRepeat = index > 0 && samples.times[index] == samples.times[index - 1]
                encoder.add(time: samples.times[index], luma: isRepeat ? nil : Array(samples[index]))
            }
            return encoder.finish()
        }
        if let sound {
            precondition(
                sound.start == 0 && sound.levels.count == SoundCoding.levelCount(hops: sound.subfingerprints.count),
                "a track begins at time 0 and has levels throughout")
        }
        self.init(
            profile: profile, duration: duration, displayAspect: displayAspect,
            tracks: EncodedTracks(
                picture: track(picture, profile.picture), sound: sound.map(SoundCoding.encode),
                faces: faces.map(FaceCoding.encode),
                detail: profile.detail.flatMap { track(detail, $0) }))
    }
}
