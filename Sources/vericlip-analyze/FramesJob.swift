import ClipAnalysis
import Detection
import Media
import MediaDecoding

/// Hands over the frames nearest to some times of standard input, in colour.
struct FramesJob {
    let request: AnalysisRequest
    /// Milliseconds.
    let times: [Int]
    /// Most rows of a frame.
    let height: Int

    func run() {
        do { try send() } catch { FrameOutput.send(.failure, ClipAnalysisError(error, in: request)) }
    }

    private func send() throws(MediaDecodingError) {
        var images = ImageOutput(budget: request.limits.pictureBytes)
        var progress = ProgressOutput()
        var isDescribed = false
        for group in Self.groups(of: times) {
            var reader = try MediaReader(
                fileDescriptor: 0, limits: DecodeLimits(request),
                sampling: .stills(nearestTo: group, height: height), withSound: false)
            if !isDescribed { FrameOutput.send(.description, reader.description) }
            isDescribed = true
            _ = reader.seek(toMilliseconds: group[0])
            while let event = try reader.next() {
                if case .still(let picture) = event { images.send(StillFrame(picture)) }
                progress.tell(milliseconds: reader.outcome.duration)
            }
        }
        FrameOutput.send(.outcome, ScanOutcome(duration: 0, completeness: .init(), images: images.count))
    }

    /// The times in order, cut where a gap is worth seeking over.
    private static func groups(of times: [Int]) -> [[Int]] {
        times.sorted().reduce(into: []) { groups, time in
            if let last = groups.last?.last, time - last <= ExaminationPlan.farthest {
                groups[groups.count - 1].append(time)
            } else {
                groups.append([time])
            }
        }
    }
}
