import ClipAnalysis
import Detection
import Media
import MediaDecoding

/// Examines faces, lips and voices in some stretches of standard input: each is read once, whatever is asked about it.
struct ExaminationJob {
    /// Most rows of a frame: a face that is large in it is reduced for every network anyway.
    private static let height = 1080

    private let request: AnalysisRequest
    private let plan: ExaminationPlan
    /// Absent where there is no face detector.
    private var watch: FaceWatch?
    private var faces: FaceLooks
    private var lips: LipReading
    private var voices: VoiceWindows?
    /// Of the film, as shown.
    private var rows = 0
    /// Milliseconds read.
    private var position = 0
    private var progress = ProgressOutput()

    /// Without what could not be loaded: of that the parent has been told why.
    init(request: AnalysisRequest, plan: ExaminationPlan, parts: DetectorLoading) {
        self.request = request
        var plan = plan
        if parts.faceNetworks.isEmpty { plan.faces = [] }
        if parts.detector == nil { plan.lips = [] }
        if parts.voices == nil { plan.voices = [] }
        self.plan = plan
        watch = parts.detector.map(FaceWatch.init)
        faces = FaceLooks(networks: parts.faceNetworks, times: plan.looks)
        lips = LipReading(stretches: plan.lips)
        voices = parts.voices.map { VoiceWindows(stretches: plan.voices, network: $0) }
    }

    mutating func run() {
        do { try send() } catch { FrameOutput.send(.failure, ClipAnalysisError(error, in: request)) }
    }

    private mutating func send() throws(MediaDecodingError) {
        var isDescribed = false
        for reading in plan.readings {
            var reader = try MediaReader(
                fileDescriptor: 0, limits: DecodeLimits(request),
                sampling: .stills(nearestTo: reading.frames, height: Self.height), withSound: reading.soundEnd != nil,
                soundEnd: reading.soundEnd)
            if !isDescribed { FrameOutput.send(.description, reader.description) }
            isDescribed = true
            _ = reader.seek(toMilliseconds: reading.start)
            try examine(&reader)
        }
        if !isDescribed {
            FrameOutput.send(
                .description, try MediaReader(fileDescriptor: 0, limits: DecodeLimits(request)).description)
        }
        answer()
    }

    private mutating func examine(_ reader: inout MediaReader) throws(MediaDecodingError) {
        rows = reader.description.video?.rows ?? 0
        while let event = try reader.next() {
            switch event {
            case .still(let picture): look(at: picture)
            case .audio(let sound):
                lips.add(sound)
                voices?.add(sound)
            case .video: break
            }
            position = max(position, reader.outcome.duration)
            progress.tell(milliseconds: position)
        }
    }

    /// Faces are looked for once for all who want to know.
    private mutating func look(at picture: DecodedPicture) {
        let isFollowed = lips.follows(at: picture.time)
        let looks = isFollowed ? lips.looks(at: picture.time) : plan.lips.isEmpty
        let places = looks ? watch?.places(in: picture) : nil
        if isFollowed { lips.add(picture, faces: places) }
        if let places, plan.lips.isEmpty || faces.isDue(at: picture.time) { faces.add(picture, places, rows: rows) }
    }

    private mutating func answer() {
        // Only what goes forward is waited for: each answer counts for a millisecond more.
        let judged = faces.judged {
            position += 1
            progress.tell(milliseconds: position)
        }
        for examination in judged { FrameOutput.send(.faces, examination) }
        if !plan.lips.isEmpty { FrameOutput.send(.lips, lips.finish(rows: rows)) }
        if let heard = voices?.finish() { FrameOutput.send(.voice, heard) }
        FrameOutput.send(.outcome, ScanOutcome(duration: 0, completeness: .init()))
    }
}
