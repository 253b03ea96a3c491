import ClipAnalysis
import Media
import MediaDecoding

/// Hands over the frames nearest to some times of standard input, in colour.
struct FramesJob {
    let request: AnalysisRequest
    /// Milliseconds.
    let times: [Int]
    /// Most rows of a frame.
    let height: Int

    /// Milliseconds. Times farther apart are sought anew, nearer ones read through to: most files have a key frame every few
    /// seconds, and seeking goes back to one.
    private static let farthest = 10_000

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
                if case .still(let still) = event { images.send(still) }
                progress.tell(milliseconds: reader.outcome.duration)
            }
        }
        FrameOutput.send(.outcome, ScanOutcome(duration: 0, completeness: .init(), images: images.count))
    }

    /// The times in order, cut where a gap is worth seeking over.
    static func groups(of times: [Int]) -> [[Int]] {
        times.sorted().reduce(into: []) { groups, time in
            if let last = groups.last?.last, time - last <= Self.farthest {
                groups[groups.count - 1].append(time)
            } else {
                groups.append([time])
            }
        }
    }
}
