/// Why a file could not be read as media, or not to its end.
///
/// Damage that decoders live through is no error: it is told in `DecodeOutcome`.
@nonexhaustive
public enum MediaDecodingError: Error, Hashable {
    /// The descriptor is a pipe, a directory or a device: media needs a file that can be searched.
    case notARegularFile
    case empty
    /// The bytes look like no container that libavformat knows.
    case notMedia
    /// The bytes begin as the named container, but its headers cannot be read.
    case unreadableHeader(container: String, reason: String)
    /// The container holds neither a picture nor a sound stream.
    case noStreams(container: String)
    /// No decoder for the named codec.
    case unsupportedCodec(String)
    case limitExceeded(DecodeLimit)
    /// A system call failed while reading, with this error number.
    case readFailed(errno: Int32)
    /// libav could not get the memory that it asked for.
    case outOfMemory
}

/// A limit of `DecodeLimits` that a file went beyond.
@nonexhaustive
public enum DecodeLimit: Hashable, Sendable {
    /// Milliseconds allowed.
    case duration(Int)
    /// Pixels in a picture: how many there are, how many are allowed.
    case pixels(found: Int, allowed: Int)
    /// Samples a second: how many there are, how many are allowed.
    case sampleRate(found: Int, allowed: Int)
}
