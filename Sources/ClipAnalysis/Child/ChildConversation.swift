internal import Glibc

/// One request to a child and its answer. Blocks the thread that it runs on.
struct ChildConversation {
    let executable: String
    let request: AnalysisRequest
    let child: ChildProcess
    let progress: (@Sendable (ScanProgress) -> Void)?

    /// The answer is complete where this returns: the child is gone and reaped.
    func run(input: borrowing Descriptor) throws(ClipAnalysisError) -> AnalysisReply {
        let argument: String
        do { argument = try request.argument() } catch {
            throw .analyzerFailed(reason: "the request to it could not be written")
        }
        let output = try child.start(executable, argument: argument, input: input)
        let listened: Result<AnalysisReply, ClipAnalysisError>
        do { listened = .success(try listen(output)) } catch { listened = .failure(error) }
        // After an answer or a defect the child has nothing more to do. At the end of its output it is ending by
        // itself, and how it ends is what we want to know.
        if case .success(let reply) = listened, !reply.isFinished {} else { child.kill() }
        let ending = child.wait()
        if child.isCancelled { throw .cancelled }
        let reply = try listened.get()
        if reply.isFinished { return reply }
        throw Self.explain(ending, request)
    }

    /// Reads until the answer is complete or the output ends.
    private func listen(_ output: borrowing Descriptor) throws(ClipAnalysisError) -> AnalysisReply {
        var reply = AnalysisReply(to: request)
        var decoder = FrameDecoder(
            maximumFingerprint: request.limits.fingerprintBytes,
            maximumImages: ImagePayload.headerLength + request.limits.pictureBytes)
        var buffer = [UInt8](repeating: 0, count: 1 << 18)
        let patience = Duration.seconds(request.limits.silence)
        var deadline = ContinuousClock.now + patience
        while !reply.isFinished {
            try wait(for: output, until: deadline)
            let count = unsafe read(output.number, &buffer, buffer.count)
            if count < 0 && errno == EINTR { continue }
            guard count >= 0 else {
                throw .analyzerFailed(reason: "its answer could not be read: \(systemText(errno))")
            }
            guard count > 0 else { break }
            for frame in try decoder.add(buffer[..<count]) {
                let step = try reply.add(frame)
                // Only what goes forward counts: a child cannot stay for ever by repeating itself.
                if frame.kind != .progress || step != nil { deadline = ContinuousClock.now + patience }
                if let step { progress?(step) }
            }
        }
        return reply
    }

    private func wait(for output: borrowing Descriptor, until deadline: ContinuousClock.Instant)
        throws(ClipAnalysisError)
    {
        while true {
            let left = ContinuousClock.now.duration(to: deadline)
            guard left > .zero else { throw .timeout(seconds: request.limits.silence) }
            var request = pollfd(fd: output.number, events: Int16(POLLIN), revents: 0)
            let milliseconds = Int32(clamping: left.components.seconds * 1000 + 1000)
            if unsafe poll(&request, 1, milliseconds) > 0 { return }
        }
    }

    /// Why a child ended before its answer.
    private static func explain(_ ending: ChildProcess.Ending?, _ request: AnalysisRequest) -> ClipAnalysisError {
        switch ending {
        case .killed(SIGXCPU): .limitExceeded(.processorTime(allowed: request.limits.processorTime))
        case .killed(let signal): .decoderCrashed(signal: signal)
        case .exited(let status): .analyzerFailed(reason: "it ended with status \(status) before it had answered")
        case nil: .analyzerFailed(reason: "how it ended is not known")
        }
    }
}
