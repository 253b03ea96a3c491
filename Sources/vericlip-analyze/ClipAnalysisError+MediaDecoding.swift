import ClipAnalysis
import Glibc
import MediaDecoding

extension ClipAnalysisError {
    /// A decoder's error in the parent's words.
    init(_ error: MediaDecodingError, in request: AnalysisRequest) {
        self =
            switch error {
            case .notARegularFile: .unreadable(reason: "it is no regular file")
            case .empty: .empty
            case .notMedia: .notMedia
            case .unreadableHeader(let container, let reason): .unreadableHeader(container: container, reason: reason)
            case .noStreams(let container): .noStreams(container: container)
            case .unsupportedCodec(let codec): .unsupportedCodec(codec)
            case .limitExceeded(.duration(let allowed)): .limitExceeded(.duration(allowed: allowed))
            case .limitExceeded(.pixels(let found, let allowed)):
                .limitExceeded(.pixels(found: found, allowed: allowed))
            case .limitExceeded(.sampleRate(let found, let allowed)):
                .limitExceeded(.sampleRate(found: found, allowed: allowed))
            case .readFailed(let number): .unreadable(reason: unsafe String(cString: strerror(number)))
            case .outOfMemory: .limitExceeded(.memory(allowed: request.addressSpace))
            }
    }
}

extension DecodeLimits {
    init(_ request: AnalysisRequest) {
        self.init(duration: request.limits.duration, pixels: request.limits.pixels)
    }
}
