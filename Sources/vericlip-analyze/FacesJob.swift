import ClipAnalysis
import Detection
import FaceDetection
import Media
import MediaDecoding

/// Looks for faces in the frames nearest to some times of standard input, follows them, and asks a network about them.
struct FacesJob {
    /// Most rows of a frame: a face that is large in it is reduced for the network anyway.
    private static let height = 1080
    let request: AnalysisRequest
    /// Milliseconds.
    let times: [Int]
    var detector: FaceDetector
    let network: FaceNetwork

    private var tracks = FaceTracks()
    private var identities = FaceIdentities()
    /// One for each look that the network may be asked about.
    private var crops: [Int: Bitmap] = [:]
    private var frames = 0
    private var quantisers: [Double] = []

    init(request: AnalysisRequest, times: [Int], detector: FaceDetector, network: FaceNetwork) {
        self.request = request
        self.times = times
        self.detector = detector
        self.network = network
    }

    mutating func run() {
        do { try send() } catch { FrameOutput.send(.failure, ClipAnalysisError(error, in: request)) }
    }

    private mutating func send() throws(MediaDecodingError) {
        var progress = ProgressOutput()
        var isDescribed = false
        for group in FramesJob.groups(of: times) {
            var reader = try MediaReader(
                fileDescriptor: 0, limits: DecodeLimits(request),
                sampling: .stills(nearestTo: group, height: Self.height), withSound: false)
            if !isDescribed { FrameOutput.send(.description, reader.description) }
            isDescribed = true
            let rows = reader.description.video?.rows ?? 0
            _ = reader.seek(toMilliseconds: group[0])
            while let event = try reader.next() {
                if case .still(let still) = event, frames < FaceLimits.mostFrames { add(still, rows: rows) }
                progress.tell(milliseconds: reader.outcome.duration)
            }
        }
        // Of frames so coarse nothing is said, whatever the network would.
        for place in FaceLimits.isRecompressed(quantisers.mean) ? [] : tracks.chosen {
            guard let crop = crops[place] else { continue }
            // A look without an answer is one that was not judged.
            switch try? network.answer(to: FaceCrop.values(of: crop, for: network.files.input)) {
            case .judgement(let score, let isAnimation):
                tracks.set(score: score, isAnimation: isAnimation, ofLook: place)
            case .identity(let values): identities.add(values, track: tracks.looks[place].track)
            case nil: continue
            }
            progress.tell(milliseconds: tracks.looks[place].time)
        }
        FrameOutput.send(
            .faces,
            FaceExamination(
                looks: tracks.looks, frames: frames, quantiser: quantisers.mean, identities: identities.faces))
        FrameOutput.send(.outcome, ScanOutcome(duration: 0, completeness: .init()))
    }

    /// Finds the faces of a frame and keeps their crops.
    private mutating func add(_ still: StillFrame, rows: Int) {
        frames += 1
        if let quantiser = still.quantiser { quantisers.append(quantiser) }
        var looks: [FaceLook] = []
        for place in detector.places(in: still) {
            guard let crop = FaceCrop.pixels(of: still, face: place, for: network.files.input) else { continue }
            let look = FaceLook(
                time: still.time, box: place.box, rows: Int((place.box.height * Double(rows)).rounded()),
                turn: FaceCrop.turn(of: place.points), luma: FaceCrop.luma(of: crop))
            if look.obstacle == nil { crops[tracks.looks.count + looks.count] = crop }
            looks.append(look)
        }
        tracks.add(looks)
    }
}
