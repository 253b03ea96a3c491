internal import Dispatch
public import Fingerprinting
internal import Glibc

/// Asks a confined child, `vericlip-analyze`, about a file that is not trusted.
///
/// The file is opened here and decoded there. The child holds the open descriptor and nothing else; what it answers is
/// checked before it is believed. A crash or a hang in a decoder costs one scan. Cancelling the task kills the child.
public struct ClipAnalyzer: Sendable {
    private let executable: String?
    private let limits: AnalysisLimits

    /// - Parameter executable: path of `vericlip-analyze`; else `$VERICLIP_ANALYZE`, else beside the running program.
    public init(executable: String? = nil, limits: AnalysisLimits = AnalysisLimits()) {
        self.executable = executable
        self.limits = limits
    }

    /// Describes and fingerprints a file.
    ///
    /// - Parameters:
    ///   - threads: of the picture decoder.
    ///   - progress: called from a thread of the scan's own.
    public func scan(
        path: String, profile: FingerprintProfile, threads: Int = 1,
        progress: (@Sendable (ScanProgress) -> Void)? = nil
    ) async throws(ClipAnalysisError) -> ClipScan {
        let request = AnalysisRequest(
            job: profile == .registered ? .scanForRegistry : .scanForQuery, threads: threads, limits: limits)
        let reply = try await ask(
            request, about: { () throws(ClipAnalysisError) in try MediaFile.open(path) }, progress)
        guard let scan = reply.scan, scan.fingerprint.profile == profile else {
            throw .analyzerFailed(reason: "it answered with another kind of fingerprint")
        }
        return scan
    }

    /// What holds the child on this machine.
    public func confinement() async throws(ClipAnalysisError) -> Confinement {
        let request = AnalysisRequest(job: .confine, limits: limits)
        let reply = try await ask(
            request,
            about: { () throws(ClipAnalysisError) in Descriptor(unsafe open("/dev/null", O_RDONLY | O_CLOEXEC)) },
            nil)
        guard let confinement = reply.confinement else {
            throw .analyzerFailed(reason: "it did not say how it is confined")
        }
        return confinement
    }

    /// Runs the conversation on a thread outside the cooperative pool: it blocks.
    private func ask(
        _ request: AnalysisRequest, about input: @escaping @Sendable () throws(ClipAnalysisError) -> Descriptor,
        _ progress: (@Sendable (ScanProgress) -> Void)?
    ) async throws(ClipAnalysisError) -> ScanReply {
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
    ) -> Result<ScanReply, ClipAnalysisError> {
        Result { () throws(ClipAnalysisError) in
            let input = try input()
            let conversation = ChildConversation(
                executable: try AnalyzerExecutable.find(executable), request: request, child: child,
                progress: progress)
            return try conversation.run(input: input)
        }
    }
}
