public import Media

/// Makes a fingerprint of frames and sound as they come, each in the order of its own time.
///
/// Holds one frame, one group of coarse samples, and what is encoded so far. From decoded luma and PCM on all arithmetic
/// is in whole numbers: the same frames and samples give the same bytes on every machine, however sound is cut into runs.
public struct FingerprintBuilder {
    private let profile: FingerprintProfile
    private let description: MediaDescription
    private var selector = FrameSelector()
    private var scaler: PictureScaler?
    private var picture: PictureTrackEncoder?
    private var clock = SoundClock()
    private var analyser = SoundAnalyser()

    /// - Parameter description: Says how the picture is turned, flipped and shaped; frames of a media without picture
    ///   in it are passed over.
    public init(profile: FingerprintProfile, description: MediaDescription) {
        self.profile = profile
        self.description = description
        if let video = description.video {
            let scaler = PictureScaler(video: video, profile: profile)
            picture = PictureTrackEncoder(grid: scaler.grid, profile: profile)
            self.scaler = scaler
        }
    }

    /// Takes the next frame. Only the frames nearest to the points of the media-time grid matter.
    ///
    /// It is made small at once, while its pixels are at hand in the processor's cache: held until its successor comes they
    /// would have to be fetched again. Whoever decodes does best to hand over the frames that matter only.
    public mutating func add(_ frame: VideoFrame) {
        guard frame.width > 0, frame.height > 0, let coarse = scaler?.scale(frame) else { return }
        selector.add(coarse) { Self.encode($0, time: $1, isRepeat: $2, &picture) }
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
        return Fingerprint(
            profile: profile, duration: max(soundEnd, lastTime.map { $0 + frameInterval } ?? 0),
            displayAspect: description.video?.displayAspect ?? 0, picture: picture?.finish(),
            sound: sound.subfingerprints.isEmpty ? nil : SoundCoding.encode(sound))
    }

    /// Takes what frames and sound still held settle.
    private mutating func close() {
        selector.finish { Self.encode($0, time: $1, isRepeat: $2, &picture) }
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

    private static func encode(
        _ frame: VideoFrame, time: Int, isRepeat: Bool, _ picture: inout PictureTrackEncoder?
    ) {
        picture?.add(time: time, luma: isRepeat ? nil : frame.luma)
    }
}

extension Fingerprint {
    /// Encodes samples that are already made: for tests and synthetic registries.
    ///
    /// - Parameters:
    ///   - picture: From grid point 0 on. A sample with the time of the one before it counts as the same frame.
    ///   - sound: From time 0 on, with a set of levels for every eight hops begun.
    public init(
        profile: FingerprintProfile, duration: Int, displayAspect: Double, picture: PictureSamples?,
        sound: SoundSamples?
    ) {
        var track: PictureTrackEncoder?
        if let picture {
            precondition(picture.firstIndex == 0, "a track begins at grid point 0")
            track = PictureTrackEncoder(grid: picture.grid, profile: profile)
            for index in 0..<picture.count {
                let isRepeat = index > 0 && picture.times[index] == picture.times[index - 1]
                track?.add(time: picture.times[index], luma: isRepeat ? nil : Array(picture[index]))
            }
        }
        if let sound {
            precondition(
                sound.start == 0 && sound.levels.count == SoundCoding.levelCount(hops: sound.subfingerprints.count),
                "a track begins at time 0 and has levels throughout")
        }
        self.init(
            profile: profile, duration: duration, displayAspect: displayAspect, picture: track?.finish(),
            sound: sound.map(SoundCoding.encode))
    }
}
