import ClipAnalysis
import Fingerprinting
import Media
import MediaDecoding

/// Hands over the small pictures of one stretch of standard input.
struct PicturesJob {
    let request: AnalysisRequest
    /// Milliseconds.
    let range: Range<Int>

    func run() {
        do {
            if try !send(seeking: true) { _ = try send(seeking: false) }
        } catch {
            FrameOutput.send(.failure, ClipAnalysisError(error, in: request))
        }
    }

    /// False, with nothing sent, where seeking led beyond the start of the stretch.
    private func send(seeking: Bool) throws(MediaDecodingError) -> Bool {
        var reader = try MediaReader(
            fileDescriptor: 0, limits: DecodeLimits(request), threads: request.threads, withSound: false)
        let media = reader.description
        var isUnsure = seeking && reader.seek(toMilliseconds: range.lowerBound)
        var images = ImageOutput(budget: request.limits.pictureBytes, video: media.video)
        var progress = ProgressOutput()
        if !isUnsure { FrameOutput.send(.description, media) }
        while let event = try reader.next() {
            guard case .video(let frame) = event else { continue }
            let time = frame.time.milliseconds
            if isUnsure {
                guard time <= range.lowerBound else { return false }
                isUnsure = false
                FrameOutput.send(.description, media)
            }
            guard time < range.upperBound, images.count != nil else { break }
            if range.contains(time) { images.send(frame) }
            progress.tell(milliseconds: time)
        }
        if isUnsure { return false }
        let outcome = reader.outcome
        FrameOutput.send(
            .outcome, ScanOutcome(duration: outcome.duration, completeness: .init(), images: images.count))
        return true
    }
}
