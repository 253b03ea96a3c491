public import ContentCredentials
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
    let limits: AnalysisLimits
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
        let reply = try await ask(request, path: path, progress)
        guard let confinement = reply.confinement, let description = reply.description, let outcome = reply.outcome,
            let fingerprint = reply.fingerprint, fingerprint.profile == profile
        else { throw .analyzerFailed(reason: "it answered with another kind of fingerprint") }
        let credentials = try await resolved(reply.credentials, path: path)
        return ClipScan(
            description: description, completeness: outcome.completeness, fingerprint: fingerprint,
            duration: outcome.duration, pictures: reply.pictures, faceSearch: FaceSearch(place, reply.parts?.detector),
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
        let reply = try await ask(request, path: path)
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
        let reply = try await ask(request, path: path)
        if reply.outcome?.images == nil { throw .limitExceeded(.pictures(allowed: limits.pictureBytes)) }
        return reply.stills
    }

    /// What a file says of itself, without decoding more than its beginning.
    public func description(path: String) async throws(ClipAnalysisError) -> MediaDescription {
        let request = AnalysisRequest(job: .pictures(range: 0..<1), limits: limits)
        let reply = try await ask(request, path: path)
        guard let description = reply.description else {
            throw .analyzerFailed(reason: "it did not describe the file")
        }
        return description
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
        let reply = try await ask(request, path: path)
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
        return FaceSearch(place, reply.parts?.detector)
    }

    /// Asks about a file.
    func ask(
        _ request: AnalysisRequest, path: String, _ progress: (@Sendable (ScanProgress) -> Void)? = nil
    ) async throws(ClipAnalysisError) -> AnalysisReply {
        try await ask(request, about: { () throws(ClipAnalysisError) in try MediaFile.open(path) }, progress)
    }

    /// Asks about no file.
    func ask(_ request: AnalysisRequest) async throws(ClipAnalysisError) -> AnalysisReply {
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
