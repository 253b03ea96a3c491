public import Media

/// What a reader yields: pictures and sound, each track in the order of its times.
public enum MediaEvent: Sendable {
    case video(VideoFrame)
    case audio(AudioSamples)
}
