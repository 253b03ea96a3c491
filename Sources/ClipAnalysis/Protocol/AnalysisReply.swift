internal import ContentCredentials
internal import Detection
internal import Fingerprinting
internal import Media

/// Puts the frames of a child together, each checked before it is believed; no input or output of its own.
struct AnalysisReply {
    let request: AnalysisRequest
    private(set) var confinement: Confinement?
    private(set) var parts: PartStates?
    private(set) var position = -1
    private(set) var description: MediaDescription?
    private(set) var fingerprint: Fingerprint?
    private(set) var outcome: ScanOutcome?
    private(set) var credentials: ContentCredentials?
    /// In the order of the networks that can be run.
    private(set) var faces: [FaceExamination] = []
    private(set) var lips: LipExamination?
    private(set) var voice: VoiceExamination?
    private(set) var facts: [FileFact]?
    /// Bytes hashed for the Content Credentials.
    private var hashed = -1
    private var images: ReceivedImages

    init(to request: AnalysisRequest) {
        self.request = request
        images = ReceivedImages(budget: request.limits.pictureBytes)
    }

    /// Whether the child has nothing more to say.
    var isFinished: Bool {
        if request.job == .credentials { return credentials != nil }
        guard request.job == .confine else { return outcome != nil }
        return confinement != nil && (parts != nil || !request.namesParts)
    }

    /// The pictures, where all that were asked for are there.
    var pictures: PictureSequence? { outcome?.images == nil ? nil : images.pictures }
    var stills: [StillFrame] { images.stills }

    /// Progress that went beyond the last, if the frame tells of some.
    mutating func add(_ frame: AnalysisFrame) throws(ClipAnalysisError) -> ScanProgress? {
        if confinement == nil && frame.kind != .confinement { throw Self.defect("a frame out of order") }
        switch frame.kind {
        case .confinement:
            guard confinement == nil else { throw Self.defect("a frame out of order") }
            confinement = try decode(frame) { $0.reason.map(Self.isPlain) ?? true }
        case .parts:
            guard request.namesParts, parts == nil, description == nil else {
                throw Self.defect("a frame out of order")
            }
            parts = try decode(frame, isSane)
        case .description:
            guard description == nil, parts != nil || !request.namesParts else {
                throw Self.defect("a frame out of order")
            }
            description = try decode(frame, Self.isSane)
            if isScan, let description { images.expect(description) }
            return ScanProgress(position: 0, duration: description?.claimedDuration)
        case .progress:
            guard let description, fingerprint == nil else { throw Self.defect("a frame out of order") }
            guard let next = frame.number else { throw Self.defect("a malformed progress") }
            guard next > position else { return nil }
            position = next
            return ScanProgress(position: next, duration: description.claimedDuration)
        case .hashed:
            guard let next = frame.number, next > hashed, takesCredentials else {
                throw Self.defect("a frame out of order")
            }
            hashed = next
        case .credentials:
            guard takesCredentials else { throw Self.defect("a frame out of order") }
            credentials = try decode(frame, Self.isSane)
        case .picture, .still:
            guard description?.video != nil, fingerprint == nil, outcome == nil, takes(frame.kind) else {
                throw Self.defect("a frame out of order")
            }
            try images.add(frame, for: request.job)
        case .faces:
            guard mayExamine(\.faces), faces.count < mostFaces else {
                throw Self.defect("a frame out of order")
            }
            faces.append(try decode(frame, \.isSane))
        case .lips:
            guard mayExamine(\.lips), lips == nil else { throw Self.defect("a frame out of order") }
            lips = try decode(frame, \.isSane)
        case .voice:
            guard mayExamine(\.voices), voice == nil else { throw Self.defect("a frame out of order") }
            voice = try decode(frame, \.isSane)
        case .facts:
            guard request.job == .scanForQuery, description != nil, facts == nil, fingerprint == nil else {
                throw Self.defect("a frame out of order")
            }
            facts = try decode(frame) { $0.count <= FileFact.most && $0.allSatisfy(\.isSane) }
        case .fingerprint:
            guard isScan, description != nil, fingerprint == nil else { throw Self.defect("a frame out of order") }
            do { fingerprint = try Fingerprint(decoding: frame.payload) } catch {
                throw Self.defect("a malformed fingerprint (\(error))")
            }
        case .outcome:
            guard description != nil, !isScan || fingerprint != nil, outcome == nil else {
                throw Self.defect("a frame out of order")
            }
            let count = images.count
            outcome = try decode(frame) { (outcome: ScanOutcome) in
                outcome.duration >= 0 && outcome.completeness.errors >= 0
                    && outcome.images.map { $0 == count } ?? true
            }
        case .failure:
            throw try decode(frame) { (error: ClipAnalysisError) in
                error.isAboutContent && Self.isPlain(error.description)
            }
        }
        return nil
    }

    /// Examinations of faces that may come: as many as what is ready gives answers.
    private var mostFaces: Int {
        zip(request.faceNetworks, parts?.faceNetworks ?? []).filter { $1.isReady }.reduce(0) { $0 + $1.0.answers }
    }

    /// Whether something was to be examined in these stretches, and its answer may come now.
    private func mayExamine(_ stretches: KeyPath<ExaminationPlan, [Range<Int>]>) -> Bool {
        guard case .examine(let plan) = request.job, description != nil, outcome == nil else { return false }
        return !plan[keyPath: stretches].isEmpty
    }

    private var isScan: Bool { request.job == .scanForRegistry || request.job == .scanForQuery }

    private var takesCredentials: Bool {
        (request.job == .scanForQuery || request.job == .credentials) && credentials == nil && description == nil
    }

    private func takes(_ kind: AnalysisFrame.Kind) -> Bool {
        switch request.job {
        case .scanForQuery, .pictures: kind == .picture
        case .frames: kind == .still
        case .confine, .credentials, .scanForRegistry, .examine: false
        }
    }

    private func decode<Value: Decodable>(_ frame: AnalysisFrame, _ isSane: (Value) -> Bool)
        throws(ClipAnalysisError) -> Value
    {
        guard let value = frame.decodeJSON(Value.self), isSane(value) else {
            throw Self.defect("a malformed \(frame.kind)")
        }
        return value
    }

    static func defect(_ what: String) -> ClipAnalysisError {
        .analyzerFailed(reason: "it answered with \(what)")
    }

    /// Printable ASCII of a sensible length: what the child writes may reach a terminal.
    private static func isPlain(_ text: String) -> Bool {
        text.utf8.count <= 1000 && text.utf8.allSatisfy { (0x20...0x7e).contains($0) }
    }

    /// One state a part that was named; none of the networks where they cannot be used anyway.
    private func isSane(_ parts: PartStates) -> Bool {
        let networks = parts.detector?.isReady == true ? request.faceNetworks.count : 0
        return (parts.detector != nil) == (request.faceDetector != nil)
            && (parts.voices != nil) == (request.voiceNetwork != nil) && parts.faceNetworks.count == networks
            && parts.all.allSatisfy(Self.isSane)
    }

    private static func isSane(_ part: DetectorState) -> Bool {
        switch part {
        case .ready(let name): !name.isEmpty && name.utf8.count <= 32 && isPlain(name)
        case .altered: true
        case .unusable(let reason): isPlain(reason)
        }
    }

    /// Texts are a stranger's in any language: whoever shows them takes out what a screen would act on.
    private static func isSane(_ credentials: ContentCredentials) -> Bool {
        credentials.isWithinLimits && credentials.reason.map(isPlain) ?? true
    }

    private static func isSane(_ media: MediaDescription) -> Bool {
        guard isPlain(media.container), media.claimedDuration.map({ $0 >= 0 }) ?? true, media.streamCount > 0
        else { return false }
        if let video = media.video {
            guard isPlain(video.codec), (0...1 << 20).contains(video.width), (0...1 << 20).contains(video.height),
                (1e-4...1e4).contains(video.pixelAspect), [0, 90, 180, 270].contains(video.rotation),
                video.frameRate.map({ $0 > 0 && $0.isFinite }) ?? true
            else { return false }
        }
        if let audio = media.audio {
            guard isPlain(audio.codec), (0...1 << 30).contains(audio.sampleRate),
                (0...1 << 16).contains(audio.channels)
            else { return false }
        }
        return media.video != nil || media.audio != nil
    }
}
