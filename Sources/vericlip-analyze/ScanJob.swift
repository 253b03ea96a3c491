import ClipAnalysis
import Detection
import FaceDetection
import Fingerprinting
import Media
import MediaDecoding

/// Fingerprints standard input; for a query it tells facts about the file, and hands over the pictures too, if they fit.
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
        var repeats = FrameRepeats()
        var progress = ProgressOutput()
        while let event = try reader.next() {
            switch event {
            case .video(let frame):
                builder.add(frame)
                if profile == .query { repeats.add(frame) }
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
        if profile == .query {
            repeats.finish(at: outcome.pictureEnd ?? 0)
            let signal = FileFacts.Signal(
                outcome, repeats: repeats, sawEveryFrame: keepsPictures, coded: reader.codedFrames)
            FrameOutput.send(.facts, FileFacts.all(history: reader.history, media: media, signal: signal))
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

extension FileFacts.Signal {
    fileprivate init(
        _ outcome: DecodeOutcome, repeats: FrameRepeats, sawEveryFrame: Bool, coded: [CodedFrame]
    ) {
        func range(_ start: Int?, _ end: Int?) -> Range<Int>? {
            guard let start, let end, start <= end else { return nil }
            return start..<end
        }
        self.init(
            picture: range(outcome.pictureStart, outcome.pictureEnd),
            sound: range(outcome.soundStart, outcome.soundEnd),
            frames: outcome.frames, repeats: repeats, sawEveryFrame: sawEveryFrame, coded: coded)
    }
}
