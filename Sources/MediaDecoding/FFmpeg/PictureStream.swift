internal import CFFmpeg
internal import Media

/// Decodes the picture stream and copies out the frames that are asked for.
struct PictureStream: ~Copyable {
    var decoder: StreamDecoder
    private let frameMilliseconds: Int
    private var picker: NearestFramePicker?
    private var luma = LumaPlane()
    /// The newest frame, and the one before it, which waits until its successor's time is known.
    private let frame: Frame
    private let waiting: Frame
    private var waitingTime: MediaTime?
    private(set) var end: Int?

    init(_ decoder: consuming StreamDecoder, sampling: VideoSampling, frameRate: Double?)
        throws(MediaDecodingError)
    {
        let frame = try Frame()
        let waiting = try Frame()
        self.decoder = decoder
        self.frame = frame
        self.waiting = waiting
        frameMilliseconds = frameRate.map { max(1, Int(min(1000 / $0, 1000))) } ?? 40
        if case .nearest(let interval) = sampling { picker = NearestFramePicker(interval: interval) }
    }

    /// Takes the next frame from the decoder; the reply tells whether there was one.
    mutating func step(_ queue: inout [MediaEvent], _ damaged: inout Bool)
        throws(MediaDecodingError) -> StreamDecoder.Reply
    {
        let reply = try decoder.receive(into: frame)
        guard case .done = reply else { return reply }
        damaged = frame.isCorrupt
        let time = unsafe time(frame.pointer.pointee.best_effort_timestamp)
        // A frame before the start is not shown; one that does not advance replaces nothing.
        guard time.milliseconds >= 0, waitingTime.map({ $0 < time }) ?? true else { return reply }
        if let waitingTime, picks(waitingTime, followedBy: time) {
            if !luma.emit(waiting, at: waitingTime, &queue) { damaged = true }
        }
        waiting.take(frame)
        waitingTime = time
        let shown = unsafe decoder.clock.milliseconds(duration: waiting.pointer.pointee.pkt_duration)
        end = time.milliseconds + (shown > 0 ? shown : frameMilliseconds)
        return reply
    }

    /// Gives the last frame, which tells where the picture ends. False where it cannot be read.
    mutating func finish(_ queue: inout [MediaEvent]) -> Bool {
        guard let waitingTime else { return true }
        self.waitingTime = nil
        return luma.emit(waiting, at: waitingTime, &queue)
    }

    private mutating func picks(_ time: MediaTime, followedBy next: MediaTime) -> Bool {
        picker?.picks(frameAt: time.milliseconds, followedBy: next.milliseconds) ?? true
    }

    /// Where the stream does not say, the frame follows the one before it.
    private func time(_ timestamp: Int64) -> MediaTime {
        decoder.clock.time(timestamp) ?? MediaTime(milliseconds: end ?? 0)
    }
}

extension LumaPlane {
    /// False where the frame's pixel format cannot be read.
    fileprivate mutating func emit(
        _ frame: borrowing Frame, at time: MediaTime, _ queue: inout [MediaEvent]
    ) -> Bool {
        guard let (values, range) = copy(frame) else { return false }
        let (width, height) = unsafe (Int(frame.pointer.pointee.width), Int(frame.pointer.pointee.height))
        queue.append(.video(VideoFrame(time: time, width: width, height: height, luma: values, range: range)))
        return true
    }
}
