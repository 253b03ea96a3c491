internal import CFFmpeg
internal import Media

/// Decodes the picture stream and copies out the frames that are asked for.
struct PictureStream: ~Copyable {
    var decoder: StreamDecoder
    private let frameMilliseconds: Int
    private var picker: NearestFramePicker?
    private var luma = LumaPlane()
    /// Present where stills are asked for.
    private var stills: StillScaler?
    /// The newest frame, and the one before it, which waits until its successor's time is known.
    private let frame: Frame
    private let waiting: Frame
    private var waitingTime: MediaTime?
    private(set) var end: Int?
    /// Milliseconds of the first frame that was shown, and how many were.
    private(set) var start: Int?
    private(set) var count = 0
    /// How they lie in the file: the first so many.
    private(set) var coded: [CodedFrame] = []
    private static let mostCoded = 1 << 16

    init(_ decoder: consuming StreamDecoder, sampling: VideoSampling, video: MediaDescription.Video)
        throws(MediaDecodingError)
    {
        let frame = try Frame()
        let waiting = try Frame()
        self.decoder = decoder
        self.frame = frame
        self.waiting = waiting
        frameMilliseconds = video.frameRate.map { max(1, Int(min(1000 / $0, 1000))) } ?? 40
        sample(sampling, of: video)
    }

    mutating func sample(_ sampling: VideoSampling, of video: MediaDescription.Video) {
        picker = nil
        stills = nil
        switch sampling {
        case .all: break
        case .nearest(let interval): picker = NearestFramePicker(interval: interval)
        case .stills(let times, let height):
            picker = NearestFramePicker(points: times)
            stills = StillScaler(video: video, height: height)
        }
    }

    /// All stills that were asked for are given.
    var isSated: Bool { picker?.isSated ?? false }

    /// Frames by which one that is decoded may lie from a time and still count for it, or come before it in the order of decoding.
    private static let nearness = 4

    /// Tells the decoder to pass over a frame at this time where none that is asked for lies near, and no other frame needs it.
    func passOverUnneeded(at time: MediaTime?) {
        guard let next = picker?.next, let time else { return }
        decoder.passesOverUnreferenced = time.milliseconds < next - Self.nearness * frameMilliseconds
    }

    /// Goes on elsewhere in the file.
    mutating func restart() {
        decoder.flush()
        waitingTime = nil
        end = nil
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
            if !emit(at: waitingTime, &queue) { damaged = true }
        }
        if start == nil { start = time.milliseconds }
        count += 1
        if coded.count < Self.mostCoded { coded.append(frame.coded) }
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
        return isSated ? true : emit(at: waitingTime, &queue)
    }

    /// Hands out the frame that waits. False where its pixel format cannot be read.
    private mutating func emit(at time: MediaTime, _ queue: inout [MediaEvent]) -> Bool {
        if let stills {
            guard let still = DecodedPicture(waiting, at: time.milliseconds, scaler: stills) else { return false }
            queue.append(.still(still))
            return true
        }
        return luma.emit(waiting, at: time, &queue)
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
