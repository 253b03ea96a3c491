import ClipAnalysis
import Fingerprinting
import Glibc
import Media
import MediaDecoding

/// Fingerprints standard input.
struct ScanJob {
    let request: AnalysisRequest
    let profile: FingerprintProfile

    /// Shortest time between two reports of progress.
    private static let reportInterval = Duration.milliseconds(100)

    func run() {
        do { try scan() } catch { FrameOutput.send(.failure, explain(error)) }
    }

    private func scan() throws(MediaDecodingError) {
        let limits = DecodeLimits(duration: request.limits.duration, pixels: request.limits.pixels)
        var reader = try MediaReader(
            fileDescriptor: 0, limits: limits, threads: request.threads,
            sampling: .nearest(everyMilliseconds: PictureSamples.interval))
        let media = reader.description
        FrameOutput.send(.description, media)
        var builder = FingerprintBuilder(profile: profile, description: media)
        var nextReport = ContinuousClock.now
        while let event = try reader.next() {
            switch event {
            case .video(let frame): builder.add(frame)
            case .audio(let samples): builder.add(samples)
            }
            if nextReport <= ContinuousClock.now {
                FrameOutput.send(.progress(milliseconds: reader.outcome.duration))
                nextReport = ContinuousClock.now + Self.reportInterval
            }
        }
        let outcome = reader.outcome
        guard outcome.duration > 0 else {
            let failure = ClipAnalysisError.nothingDecoded(
                container: media.container, claimedDuration: media.claimedDuration)
            FrameOutput.send(.failure, failure)
            return
        }
        FrameOutput.send(AnalysisFrame(.fingerprint, builder.finish().bytes))
        let completeness = ClipScan.Completeness(
            truncatedAt: outcome.truncatedAt, errors: outcome.damage?.errors ?? 0,
            firstErrorAt: outcome.damage?.firstAt)
        FrameOutput.send(.outcome, ScanOutcome(duration: outcome.duration, completeness: completeness))
    }

    private func explain(_ error: MediaDecodingError) -> ClipAnalysisError {
        switch error {
        case .notARegularFile: .unreadable(reason: "it is no regular file")
        case .empty: .empty
        case .notMedia: .notMedia
        case .unreadableHeader(let container, let reason): .unreadableHeader(container: container, reason: reason)
        case .noStreams(let container): .noStreams(container: container)
        case .unsupportedCodec(let codec): .unsupportedCodec(codec)
        case .limitExceeded(.duration(let allowed)): .limitExceeded(.duration(allowed: allowed))
        case .limitExceeded(.pixels(let found, let allowed)): .limitExceeded(.pixels(found: found, allowed: allowed))
        case .limitExceeded(.sampleRate(let found, let allowed)):
            .limitExceeded(.sampleRate(found: found, allowed: allowed))
        case .readFailed(let number): .unreadable(reason: unsafe String(cString: strerror(number)))
        case .outOfMemory: .limitExceeded(.memory(allowed: request.addressSpace))
        }
    }
}
