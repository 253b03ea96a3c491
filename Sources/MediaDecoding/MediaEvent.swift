public import Media

/// What a reader yields: pictures and sound, each track in the order of its times; stills instead of pictures where they are
/// asked for.
public enum MediaEvent {
    case video(VideoFrame)
    case still(DecodedPicture)
    case audio(AudioSamples)
}
