import ClipAnalysis
import FaceDetection
import Fingerprinting
import Media
import MediaDecoding

/// Fingerprints standard input; for a query it hands over the pictures too, if they fit.
struct ScanJob {
    let request: AnalysisRequest
    let profile: FingerprintProfile
    /// Absent where faces are not looked for.
    let finder: FaceDetector?

    func run() {
        do { try scan() } catch { FrameOutput.send(.failure, ClipAnalysisError(error, in: request)) }
    }

    private func scan() throws(MediaDecodingError) {
        var reader = try MediaReader(fileDescriptor: 0, limits: DecodeLimits(request), threads: request.threads)
        let media = reader.description
        var keepsPictures = profile == .query && ImageOutput.fits(media, budget: request.limits.pictureBytes)
        if !keepsPictures { reader.sample(.nearest(everyMilliseconds: PictureSamples.interval)) }
        FrameOutput.send(.description, media)
        var builder = FingerprintBuilder(profile: profile, description: media, finder: finder)
        var images = ImageOutput(budget: request.limits.pictureBytes, video: keepsPictures ? media.video : nil)
        var progress = ProgressOutput()
        while let event = try reader.next() {
            switch event {
            case .video(let frame):
                builder.add(frame)
                if keepsPictures { images.send(frame) }
                if keepsPictures, images.count == nil {
                    keepsPictures = false
                    reader.sample(.nearest(everyMilliseconds: PictureSamples.interval))
                }
            case .audio(let samples): builder.add(samples)
            case .still: break
            }
            progress.tell(milliseconds: reader.outcome.duration)
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
        FrameOutput.send(
            .outcome,
            ScanOutcome(
                duration: outcome.duration, completeness: completeness, images: keepsPictures ? images.count : nil))
    }
}
