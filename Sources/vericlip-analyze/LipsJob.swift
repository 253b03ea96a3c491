import ClipAnalysis
import Detection
import FaceDetection
import Media
import MediaDecoding

/// Follows mouths in some stretches of standard input, and tells how loud the sound about them is.
struct LipsJob {
    /// Most rows of a frame: a face that is judged has 64 of 1080 at least.
    private static let height = 1080
    /// Milliseconds that are read on after a stretch, so that sound which lies behind its picture in the file is heard too.
    private static let margin = 1000

    let request: AnalysisRequest
    /// Milliseconds.
    let stretches: [Range<Int>]
    let detector: FaceDetector

    private var tracks: [LipTrack] = []
    private var sounds: [SpeechLevels] = []
    private var quantisers: [Double] = []
    private var progress = ProgressOutput()

    init(request: AnalysisRequest, stretches: [Range<Int>], detector: FaceDetector) {
        self.request = request
        self.stretches = stretches
        self.detector = detector
    }

    mutating func run() {
        do { try send() } catch { FrameOutput.send(.failure, ClipAnalysisError(error, in: request)) }
    }

    private mutating func send() throws(MediaDecodingError) {
        var isDescribed = false
        for stretch in stretches {
            var reader = try MediaReader(
                fileDescriptor: 0, limits: DecodeLimits(request),
                sampling: .stills(nearestTo: Self.times(in: stretch), height: Self.height))
            if !isDescribed { FrameOutput.send(.description, reader.description) }
            isDescribed = true
            try examine(stretch, &reader)
        }
        FrameOutput.send(.lips, LipExamination(longest: tracks, sounds: sounds, quantiser: quantisers.mean))
        FrameOutput.send(.outcome, ScanOutcome(duration: 0, completeness: .init()))
    }

    /// Frames of the stretch, and one behind what is heard, which ends reading.
    private static func times(in stretch: Range<Int>) -> [Int] {
        Array(stride(from: stretch.lowerBound, to: stretch.upperBound, by: LipLimits.shortestFrame))
            + [stretch.upperBound + LipLimits.reach + margin]
    }

    private mutating func examine(_ stretch: Range<Int>, _ reader: inout MediaReader) throws(MediaDecodingError) {
        var watch = FaceWatch(detector: detector)
        var follower = LipFollower(rows: reader.description.video?.rows ?? 0)
        let (start, end) = (stretch.lowerBound - LipLimits.reach, stretch.upperBound + LipLimits.reach)
        // Step 0 is the clip's start: before it nothing is heard.
        var meter = SpeechMeter(steps: Self.floor(start, LipLimits.step)..<end / LipLimits.step + 1)
        _ = reader.seek(toMilliseconds: start)
        while let event = try reader.next() {
            switch event {
            case .still(let still):
                guard stretch.contains(still.time) else { break }
                if let quantiser = still.quantiser { quantisers.append(quantiser) }
                follower.add(still, faces: follower.looks(at: still.time) ? watch.places(in: still) : nil)
            case .audio(let sound): meter.add(sound)
            case .video: break
            }
            progress.tell(milliseconds: reader.outcome.duration)
        }
        tracks += follower.finish()
        sounds.append(meter.finish())
    }

    private static func floor(_ value: Int, _ unit: Int) -> Int { (value - ((value % unit) + unit) % unit) / unit }
}
