import ClipAnalysis

extension Obstacle {
    /// Why a scan gave nothing, under the report's reason codes.
    init(_ error: ClipAnalysisError) {
        let code: ObstacleCode =
            switch error {
            case .missingFile, .notARegularFile, .unreadable, .empty, .unreadableHeader, .nothingDecoded: .unreadable
            case .notMedia, .noStreams, .unsupportedCodec, .limitExceeded: .unsupported
            case .timeout: .timeout
            case .decoderCrashed, .analyzerMissing, .analyzerFailed, .cancelled: .decoderCrashed
            @unknown default: .unreadable
            }
        self.init(code, error.description)
    }
}
