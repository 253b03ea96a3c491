public import ContentCredentials
public import Detection
internal import Dispatch
public import Fingerprinting
internal import Glibc
public import Media

/// Asks a confined child, `vericlip-analyze`, about a file that is not trusted.
///
/// The file is opened here and decoded there. The child holds the open descriptor and nothing else; what it answers is
/// checked before it is believed. A crash or a hang in a decoder costs one scan. Cancelling the task kills the child.
public struct ClipAnalyzer: Sendable {
    private let executable: String?
    private let limits: AnalysisLimits
    private let trustList: String?
    private let remoteManifests: RemoteManifests?

    /// - Parameters:
    ///   - executable: path of `vericlip-analyze`; else `$VERICLIP_ANALYZE`, else beside the running program.
    ///   - trustList: path of the certificate authorities, in PEM, that vouch for signers of Content Credentials.
    ///   - remoteManifests: gets those that do not lie in their files; nothing where nobody shall be asked.
    public init(
        executable: String? = nil, limits: AnalysisLimits = AnalysisLimits(), trustList: String? = nil,
        remoteManifests: RemoteManifests? = nil
    ) {
        self.executable = executable
        self.limits = limits
        self.trustList = trustList
        self.remoteManifests = remoteManifests
    }

    /// Describes and fingerprints a file.
    ///
    /// - Parameters:
    ///   - threads: of the picture decoder.
    ///   - findsFaces: false leaves faces out though the detector is there.
    ///   - progress: called from a thread of the scan's own.
    public func scan(
        path: String, profile: FingerprintProfile, threads: Int = 1, findsFaces: Bool = true,
        progress: (@Sendable (ScanProgress) -> Void)? = nil
    ) async throws(ClipAnalysisError) -> ClipScan {
        let place = findsFaces ? FaceDetectorLibrary.find() : nil
        let request = AnalysisRequest(
            job: profile == .registered ? .scanForRegistry : .scanForQuery, threads: threads, limits: limits,
            faceDetector: place?.path, trustList: trustList)
        let reply = try await ask(
            request, about: { () throws(ClipAnalysisError) in try MediaFile.open(path) }, progress)
        guard let confinement = reply.confinement, let description = reply.description, let outcome = reply.outcome,
            let fingerprint = reply.fingerprint, fingerprint.profile == profile
        else { throw .analyzerFailed(reason: "it answered with another kind of fingerprint") }
        let credentials = try await resolved(reply.credentials, path: path)
        return ClipScan(
            description: description, completeness: outcome.completeness, fingerprint: fingerprint,
            duration: outcome.duration, pictures: reply.pictures, faceSearch: FaceSearch(place, reply.detector),
            contentCredentials: credentials, facts: reply.facts ?? [], confinement: confinement)
    }

    /// Every picture of a stretch of a file, small, with the times and values that a scan of the whole gives.
    ///
    /// - Parameters:
    ///   - range: in milliseconds of presentation time. An empty sequence on an empty grid where no picture lies in it.
    ///   - threads: of the picture decoder.
    public func pictures(path: String, range: Range<Int>, threads: Int = 1) async throws(ClipAnalysisError)
        -> PictureSequence
    {
        let request = AnalysisRequest(job: .pictures(range: range), threads: threads, limits: limits)
        let reply = try await ask(request, about: { () throws(ClipAnalysisError) in try MediaFile.open(path) }, nil)
        if reply.outcome?.images == nil { throw .limitExceeded(.pictures(allowed: limits.pictureBytes)) }
        return reply.pictures ?? PictureSequence(grid: GridSize(width: 0, height: 0))
    }

    /// The frames nearest to given times, in colour as they are shown, in the order of time.
    ///
    /// - Parameters:
    ///   - times: in milliseconds. Two times that have the same nearest frame give one.
    ///   - height: most rows of a frame, 1080 at most; frames are made smaller, never larger.
    public func frames(path: String, times: [Int], height: Int) async throws(ClipAnalysisError) -> [StillFrame] {
        guard !times.isEmpty else { return [] }
        let request = AnalysisRequest(
            job: .frames(times: times, height: min(max(height, 1), 1080)), limits: limits)
        let reply = try await ask(request, about: { () throws(ClipAnalysisError) in try MediaFile.open(path) }, nil)
        if reply.outcome?.images == nil { throw .limitExceeded(.pictures(allowed: limits.pictureBytes)) }
        return reply.stills
    }

    /// What a file says of itself, without decoding more than its beginning.
    public func description(path: String) async throws(ClipAnalysisError) -> MediaDescription {
        let request = AnalysisRequest(job: .pictures(range: 0..<1), limits: limits)
        let reply = try await ask(request, about: { () throws(ClipAnalysisError) in try MediaFile.open(path) }, nil)
        guard let description = reply.description else {
            throw .analyzerFailed(reason: "it did not describe the file")
        }
        return description
    }

    /// What a network makes of the faces in the frames nearest to some times, in milliseconds.
    public func judgedFaces(path: String, times: [Int], by judge: FaceJudge = .face) async throws(ClipAnalysisError)
        -> FaceJudging
    {
        try await faces(path: path, times: times, FaceNetworkFiles.find(judge))
    }

    /// The faces in the frames nearest to some times, in milliseconds, in numbers that tell people apart.
    public func facesOfPeople(path: String, times: [Int]) async throws(ClipAnalysisError) -> FaceJudging {
        try await faces(path: path, times: times, FaceNetworkFiles.findIdentity())
    }

    private func faces(
        path: String, times: [Int], _ parts: (files: FaceNetworkFiles?, tried: [String])
    ) async throws(ClipAnalysisError) -> FaceJudging {
        guard let detector = FaceDetectorLibrary.find().path, let network = parts.files else {
            return .missing(tried: parts.tried)
        }
        guard !times.isEmpty else { return .done(FaceExamination(looks: [], frames: 0)) }
        let request = AnalysisRequest(
            job: .faces(times: times), limits: limits, faceDetector: detector, faceNetwork: network)
        let reply = try await ask(request, about: { () throws(ClipAnalysisError) in try MediaFile.open(path) }, nil)
        return FaceJudging(reply.detector, reply.faces)
    }

    /// How mouths move with the sound in some stretches, in milliseconds; nil where faces cannot be looked for, and why.
    public func lips(path: String, stretches: [Range<Int>]) async throws(ClipAnalysisError)
        -> (search: FaceSearch, seen: LipExamination?)
    {
        let place = FaceDetectorLibrary.find()
        guard let detector = place.path else { return (FaceSearch(place, nil), nil) }
        let request = AnalysisRequest(job: .lips(stretches: stretches), limits: limits, faceDetector: detector)
        let reply = try await ask(request, about: { () throws(ClipAnalysisError) in try MediaFile.open(path) }, nil)
        return (FaceSearch(place, reply.detector), reply.lips)
    }

    /// The voices in some stretches, in milliseconds, in numbers that tell people apart.
    public func voice(path: String, stretches: [Range<Int>]) async throws(ClipAnalysisError) -> VoiceHearing {
        let parts = NetworkFiles.find(VoiceModel.version, sha256: VoiceModel.sha256)
        guard let network = parts.files else { return .missing(tried: parts.tried) }
        let request = AnalysisRequest(job: .voice(stretches: stretches), limits: limits, voiceNetwork: network)
        let reply = try await ask(request, about: { () throws(ClipAnalysisError) in try MediaFile.open(path) }, nil)
        return VoiceHearing(reply.detector, reply.voice)
    }

    /// Whether voices can be told apart on this machine.
    public func voiceTelling() async throws(ClipAnalysisError) -> VoiceHearing {
        let parts = NetworkFiles.find(VoiceModel.version, sha256: VoiceModel.sha256)
        guard let network = parts.files else { return .missing(tried: parts.tried) }
        let reply = try await ask(AnalysisRequest(job: .confine, limits: limits, voiceNetwork: network))
        return VoiceHearing(reply.detector, VoiceExamination(of: [], modulation: 0))
    }

    /// Whether faces can be judged on this machine.
    public func faceJudging(by judge: FaceJudge = .face) async throws(ClipAnalysisError) -> FaceJudging {
        try await faceNetwork(FaceNetworkFiles.find(judge))
    }

    /// Whether faces can be told apart on this machine.
    public func peopleTelling() async throws(ClipAnalysisError) -> FaceJudging {
        try await faceNetwork(FaceNetworkFiles.findIdentity())
    }

    private func faceNetwork(
        _ parts: (files: FaceNetworkFiles?, tried: [String])
    ) async throws(ClipAnalysisError) -> FaceJudging {
        guard let detector = FaceDetectorLibrary.find().path, let network = parts.files else {
            return .missing(tried: parts.tried)
        }
        let reply = try await ask(
            AnalysisRequest(job: .confine, limits: limits, faceDetector: detector, faceNetwork: network))
        return FaceJudging(reply.detector, FaceExamination(looks: [], frames: 0))
    }

    /// What the file's own manifest (C2PA) says, without decoding the file; a picture file has one too.
    public func contentCredentials(path: String) async throws(ClipAnalysisError) -> ContentCredentials {
        let found = try await contentCredentials(path: path, manifestStore: nil)
        return try await resolved(found, path: path) ?? found
    }

    /// With the manifest from where the file says that it lies, if it is to be fetched.
    private func resolved(
        _ credentials: ContentCredentials?, path: String
    ) async throws(ClipAnalysisError) -> ContentCredentials? {
        guard let remoteManifests, var credentials, credentials.state == .none,
            let address = credentials.remoteManifest
        else { return credentials }
        let bytes: [UInt8]
        do {
            bytes = try await remoteManifests.fetch(address)
        } catch {
            credentials.reason =
                "the file says that they lie elsewhere, and they could not be fetched now: \(error.reason)"
            return credentials
        }
        return try await RemoteManifests.withFile(of: bytes) { store async throws(ClipAnalysisError) in
            try await contentCredentials(path: path, manifestStore: store)
        }
    }

    /// - Parameter manifestStore: path of the one that was fetched.
    private func contentCredentials(
        path: String, manifestStore: String?
    ) async throws(ClipAnalysisError) -> ContentCredentials {
        let request = AnalysisRequest(
            job: .credentials, limits: limits, trustList: trustList, manifestStore: manifestStore)
        let reply = try await ask(request, about: { () throws(ClipAnalysisError) in try MediaFile.open(path) }, nil)
        guard let credentials = reply.credentials else {
            throw .analyzerFailed(reason: "it did not say what the file's manifest holds")
        }
        return credentials
    }

    /// What holds the child on this machine.
    public func confinement() async throws(ClipAnalysisError) -> Confinement {
        guard let confinement = try await ask(AnalysisRequest(job: .confine, limits: limits)).confinement else {
            throw .analyzerFailed(reason: "it did not say how it is confined")
        }
        return confinement
    }

    /// Whether faces can be looked for on this machine.
    public func faceSearch() async throws(ClipAnalysisError) -> FaceSearch {
        let place = FaceDetectorLibrary.find()
        guard let path = place.path else { return FaceSearch(place, nil) }
        let reply = try await ask(AnalysisRequest(job: .confine, limits: limits, faceDetector: path))
        return FaceSearch(place, reply.detector)
    }

    /// Asks about no file.
    private func ask(_ request: AnalysisRequest) async throws(ClipAnalysisError) -> AnalysisReply {
        try await ask(
            request,
            about: { () throws(ClipAnalysisError) in Descriptor(unsafe open("/dev/null", O_RDONLY | O_CLOEXEC)) },
            nil)
    }

    /// Runs the conversation on a thread outside the cooperative pool: it blocks.
    private func ask(
        _ request: AnalysisRequest, about input: @escaping @Sendable () throws(ClipAnalysisError) -> Descriptor,
        _ progress: (@Sendable (ScanProgress) -> Void)?
    ) async throws(ClipAnalysisError) -> AnalysisReply {
        let child = ChildProcess()
        let answer = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                DispatchQueue(label: "vericlip.clip-analysis").async {
                    continuation.resume(returning: Self.answer(executable, request, input, child, progress))
                }
            }
        } onCancel: {
            child.cancel()
        }
        return try answer.get()
    }

    private static func answer(
        _ executable: String?, _ request: AnalysisRequest,
        _ input: () throws(ClipAnalysisError) -> Descriptor, _ child: ChildProcess,
        _ progress: (@Sendable (ScanProgress) -> Void)?
    ) -> Result<AnalysisReply, ClipAnalysisError> {
        Result { () throws(ClipAnalysisError) in
            let input = try input()
            let conversation = ChildConversation(
                executable: try AnalyzerExecutable.find(executable), request: request, child: child,
                progress: progress)
            return try conversation.run(input: input)
        }
    }
}
