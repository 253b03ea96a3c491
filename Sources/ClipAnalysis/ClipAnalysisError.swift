/// Why a file could not be scanned.
@nonexhaustive
public enum ClipAnalysisError: Error, Hashable, Codable {
    // About the path.
    case missingFile
    /// A directory, a pipe, a device or a socket.
    case notARegularFile(kind: String)
    /// The system refused to open or to read it.
    case unreadable(reason: String)
    case empty

    // About the content.
    /// The bytes look like no container that is known.
    case notMedia
    /// The bytes begin as the named container, but its headers are broken or missing.
    case unreadableHeader(container: String, reason: String)
    case noStreams(container: String)
    case unsupportedCodec(String)
    /// The headers are there, but not a picture and not a sample of sound.
    case nothingDecoded(container: String, claimedDuration: Int?)
    case limitExceeded(ExceededLimit)

    // About the child.
    case decoderCrashed(signal: Int32)
    /// No progress for this long.
    case timeout(seconds: Int)
    /// No executable `vericlip-analyze` in any of these places.
    case analyzerMissing(tried: [String])
    /// The child did not run, or answered what no analyzer answers.
    case analyzerFailed(reason: String)
    case cancelled
}

/// A limit of `AnalysisLimits` that a file went beyond.
@nonexhaustive
public enum ExceededLimit: Sendable, Hashable, Codable {
    /// Milliseconds allowed.
    case duration(allowed: Int)
    /// Pixels in a picture.
    case pixels(found: Int, allowed: Int)
    /// Samples of sound a second.
    case sampleRate(found: Int, allowed: Int)
    /// Bytes allowed.
    case memory(allowed: Int)
    /// Seconds of processor time allowed.
    case processorTime(allowed: Int)
    /// Bytes of fingerprint allowed.
    case fingerprint(allowed: Int)
    /// Bytes of pictures allowed.
    case pictures(allowed: Int)
}

extension ClipAnalysisError {
    /// Errors that the child, which is not trusted, may name: those about the content, and failed reads.
    var isAboutContent: Bool {
        switch self {
        case .empty, .notMedia, .unreadableHeader, .noStreams, .unsupportedCodec, .nothingDecoded, .limitExceeded,
            .unreadable:
            true
        default: false
        }
    }
}

extension ClipAnalysisError: CustomStringConvertible {
    /// Cause, what was tried, and what to do next.
    public var description: String {
        switch self {
        case .missingFile: "There is no such file. Check the path."
        case .notARegularFile(let kind): "This is \(kind), not a file. Save the clip as a file and give its path."
        case .unreadable(let reason): "The file could not be read: \(reason). Check its permissions and its disk."
        case .empty: "The file is empty. Download or copy it again."
        case .notMedia:
            "This is not a video or sound file: its bytes match no known container. Check that the download is the "
                + "clip itself and not a web page."
        case .unreadableHeader(let container, let reason):
            "The file begins as \(container), but its headers cannot be read (\(reason)): it is probably cut off or "
                + "damaged. Download or copy it again."
        case .noStreams(let container):
            "The file is \(container), but holds neither picture nor sound; playlists are not followed. Give the "
                + "media file itself."
        case .unsupportedCodec(let codec):
            "No decoder for \(codec) is installed. Convert the file with a program that plays it, and note that the "
                + "copy is what was checked."
        case .nothingDecoded(let container, let claimed):
            "The file is \(container)\(claimed.map { " and claims \($0 / 1000) s" } ?? ""), but no picture and no "
                + "sound could be decoded. Download or copy it again."
        case .limitExceeded(let limit): "\(limit.description) Cut or scale the clip, or raise the limit."
        case .decoderCrashed(let signal):
            "The decoder crashed on this file (signal \(signal)); nothing else was harmed. Convert the file with "
                + "another program, and treat it with care."
        case .timeout(let seconds):
            "The decoder made no progress for \(seconds) s and was stopped. Try again; if it happens again, the file "
                + "is damaged."
        case .analyzerMissing(let tried):
            "The program vericlip-analyze was not found (tried \(tried.joined(separator: ", "))). Install it beside "
                + "vericlip, or set VERICLIP_ANALYZE to its path."
        case .analyzerFailed(let reason):
            "The program vericlip-analyze failed: \(reason). Run `vericlip doctor`."
        case .cancelled: "The scan was cancelled."
        }
    }
}

extension ExceededLimit: CustomStringConvertible {
    public var description: String {
        switch self {
        case .duration(let allowed): "The clip is longer than the \(allowed / 1000) s allowed."
        case .pixels(let found, let allowed): "A picture has \(found) pixels; \(allowed) are allowed."
        case .sampleRate(let found, let allowed): "The sound has \(found) samples a second; \(allowed) are allowed."
        case .memory(let allowed): "Decoding needs more memory than the \(allowed >> 20) MiB allowed."
        case .processorTime(let allowed): "Decoding took more than the \(allowed) s of processor time allowed."
        case .pictures(let allowed): "The pictures take more than the \(allowed >> 20) MiB allowed."
        case .fingerprint(let allowed): "The fingerprint is larger than the \(allowed >> 20) MiB allowed."
        }
    }
}
