internal import CFFmpeg
public import Media

/// Reads the default picture and sound stream of a media file, within limits.
///
/// The bytes are probed; a name plays no part. Times count from the earliest start of the two streams.
/// With `threads: 1` everything runs on the caller's thread.
public struct MediaReader: ~Copyable {
    public let description: MediaDescription
    /// What the file says of how it was made; notes of encoders are added as their pictures are read.
    public private(set) var history: FileHistory
    /// How reading went so far; final once `next()` has returned nil.
    public private(set) var outcome = DecodeOutcome()

    private let limits: DecodeLimits
    private let container: Container
    private let packet: Packet
    private var picture: PictureStream?
    private var sound: SoundStream?
    /// Absent for containers whose clock runs through.
    private var restarts: ClockRestarts?
    private var hasStarted = false
    private var isFinished = false
    private let readsSound: Bool
    /// Milliseconds up to which sound is read where stills are asked for, beyond the last of them too.
    private let soundEnd: Int?
    /// Milliseconds up to which packets of the picture and of the sound were read.
    private var pictureRead = 0
    private var soundRead = 0
    /// Decoded and not yet handed out.
    private var queue: [MediaEvent] = []

    /// - Parameters:
    ///   - fileDescriptor: a regular file, open for reading; it stays the caller's and must outlive the reader.
    ///   - threads: of the picture decoder.
    ///   - withSound: false reads the picture alone; times still count from the earliest start of both streams.
    ///   - soundEnd: where stills are asked for, reading goes on until sound was read up to here, in milliseconds.
    public init(
        fileDescriptor: Int32, limits: DecodeLimits = DecodeLimits(), threads: Int = 1,
        sampling: VideoSampling = .all, withSound: Bool = true, soundEnd: Int? = nil
    ) throws(MediaDecodingError) {
        av_log_set_level(AV_LOG_QUIET)
        let container = try Container(try FileInput(fileDescriptor: fileDescriptor))
        let packet = try Packet()
        let streams = container.defaultStreams()
        let description = container.describe(streams)
        try Self.check(description, limits)
        let picture: PictureStream? =
            if let stream = unsafe streams.picture, let video = description.video {
                unsafe try PictureStream(
                    StreamDecoder(stream, threads: threads, limits: limits, tellsQuantiser: sampling.isOfStills),
                    sampling: sampling, video: video)
            } else { nil }
        let sound: SoundStream? =
            if withSound, let stream = unsafe streams.sound {
                unsafe try SoundStream(StreamDecoder(stream, threads: 1, limits: limits), limits: limits)
            } else { nil }
        container.read(
            only: [description.video?.stream, withSound ? description.audio?.stream : nil].compactMap { $0 })
        let start = container.claimedStart(of: streams)

        self.limits = limits
        self.description = description
        history = container.history(of: streams)
        readsSound = withSound
        self.soundEnd = soundEnd
        restarts = container.restartsClock ? ClockRestarts() : nil
        self.container = container
        self.packet = packet
        self.picture = picture
        self.sound = sound
        if let start { self.start(atMicroseconds: start) }
    }

    private static func check(_ description: MediaDescription, _ limits: DecodeLimits) throws(MediaDecodingError) {
        guard description.video != nil || description.audio != nil else {
            throw .noStreams(container: description.container)
        }
        if let video = description.video {
            let (pixels, overflow) = video.width.multipliedReportingOverflow(by: video.height)
            guard !overflow, pixels <= limits.pixels else {
                throw .limitExceeded(.pixels(found: pixels, allowed: limits.pixels))
            }
        }
        if let rate = description.audio?.sampleRate, rate > limits.sampleRate {
            throw .limitExceeded(.sampleRate(found: rate, allowed: limits.sampleRate))
        }
    }

    /// How the frames that were shown so far lie in the file, in the order of time; of a long file its beginning.
    public var codedFrames: [CodedFrame] { mutating get { picture?.coded ?? [] } }

    /// The next picture or run of sound, in the order of the file; nil at its end, or when all stills and the sound up to its end are given.
    public mutating func next() throws(MediaDecodingError) -> MediaEvent? {
        while queue.isEmpty {
            if isFinished || isSated { return nil }
            switch try container.read(into: packet) {
            case .packet: try decode()
            case .end: try finish()
            case .broken:
                outcome.countError(at: outcome.duration)
                try finish()
            }
        }
        return queue.removeFirst()
    }

    /// Milliseconds by which sound may lie behind the picture of the same time in the file, where it is read to an end: containers
    /// interleave more finely.
    private static let interleaving = 2000

    /// All that was asked for is given.
    private var isSated: Bool {
        mutating get {
            if picture?.isSated == false { return false }
            guard let soundEnd, description.audio != nil else { return description.video != nil }
            return soundRead >= soundEnd || pictureRead >= soundEnd + Self.interleaving
        }
    }

    /// From here on, yields other frames than before.
    public mutating func sample(_ sampling: VideoSampling) {
        if let video = description.video { picture?.sample(sampling, of: video) }
    }

    /// Goes on at a picture from which those at `milliseconds` and after it decode as they do from the start; earlier ones come
    /// as well. False where the container gives no such picture: reading goes on where it was.
    public mutating func seek(toMilliseconds milliseconds: Int) -> Bool {
        let target = milliseconds - Self.seekMargin
        guard target > 0, container.isSeekable, hasStarted, restarts == nil, let stream = description.video?.stream,
            let timestamp = picture?.decoder.clock.timestamp(milliseconds: target),
            container.seek(stream: stream, to: timestamp)
        else { return false }
        picture?.restart()
        (pictureRead, soundRead) = (0, 0)
        queue = []
        return true
    }

    /// Milliseconds. An index leads by the time of decoding, which lies before that of showing by as many frames as are put into
    /// order: 16 in H.264, 0.67 s at 24 frames a second.
    private static let seekMargin = 2000

    private mutating func decode() throws(MediaDecodingError) {
        let stream = packet.stream
        let isPicture = stream == description.video?.stream
        guard isPicture || (readsSound && stream == description.audio?.stream) else { return }
        // Theora repeats a picture by an empty packet; libavcodec would take it for the end.
        guard !packet.isEmpty else { return }
        if packet.isCorrupt { outcome.countError(at: outcome.duration) }
        let clock = (isPicture ? picture?.decoder.clock : sound?.decoder.clock)
        if let time = clock.flatMap({ packet.decodeTime($0) }), let clock {
            if !hasStarted { start(atMicroseconds: time) }
            if let offset = restarts?.offset(stream: stream, time: time, duration: packet.duration(clock)) {
                packet.move(by: offset, clock)
            }
        }
        let time = (isPicture ? picture?.decoder.clock : sound?.decoder.clock).flatMap { packet.time($0) }
        if isPicture {
            pictureRead = max(pictureRead, time?.milliseconds ?? 0)
            // Read for the sake of the sound.
            if picture?.isSated == true { return }
            picture?.passOverUnneeded(at: time)
            noteEncoder()
        } else {
            soundRead = max(soundRead, time?.milliseconds ?? 0)
        }
        let reply = isPicture ? try picture?.decoder.send(packet) : try sound?.decoder.send(packet)
        if reply != .done { outcome.countError(at: outcome.duration) }
        try isPicture ? drainPicture() : drainSound()
    }

    /// Encoders that a file may name: more are of no use to anybody.
    private static let mostEncoders = 8

    /// Keeps what an encoder says of itself before a picture from which decoding can begin.
    private mutating func noteEncoder() {
        guard packet.isKey, history.encoders.count < Self.mostEncoders, let text = packet.encoderNote,
            !history.encoders.contains(where: { $0.text == text })
        else { return }
        // What stands before the first picture is there from the start, whatever the clock says.
        let clock = picture?.start == nil ? nil : picture?.decoder.clock
        let time = clock.flatMap { packet.time($0) }?.milliseconds ?? 0
        history.encoders.append(FileHistory.Encoder(time: max(time, 0), text: text))
    }

    private mutating func finish() throws(MediaDecodingError) {
        isFinished = true
        _ = try picture?.decoder.sendEnd()
        _ = try sound?.decoder.sendEnd()
        try drainPicture()
        try drainSound()
        if picture?.finish(&queue) == false { outcome.countError(at: outcome.duration) }
        if isTruncated { outcome.truncatedAt = outcome.duration }
    }

    private mutating func drainPicture() throws(MediaDecodingError) {
        var reply: StreamDecoder.Reply?
        repeat {
            var isDamaged = false
            reply = try picture?.step(&queue, &isDamaged)
            outcome.pictureStart = picture?.start
            outcome.frames = picture?.count ?? 0
            outcome.pictureEnd = picture?.end
            try note(reply, isDamaged)
        } while reply == .done || reply == .damaged
    }

    private mutating func drainSound() throws(MediaDecodingError) {
        var reply: StreamDecoder.Reply?
        repeat {
            var isDamaged = false
            reply = try sound?.step(&queue, &isDamaged)
            outcome.soundStart = sound?.start
            outcome.soundEnd = sound?.end
            try note(reply, isDamaged)
        } while reply == .done || reply == .damaged
    }

    private mutating func note(_ reply: StreamDecoder.Reply?, _ isDamaged: Bool) throws(MediaDecodingError) {
        if reply == .damaged || isDamaged { outcome.countError(at: outcome.duration) }
        guard outcome.duration <= limits.duration else { throw .limitExceeded(.duration(limits.duration)) }
    }

    private mutating func start(atMicroseconds microseconds: Int64) {
        hasStarted = true
        picture?.decoder.clock.start(atMicroseconds: microseconds)
        sound?.decoder.clock.start(atMicroseconds: microseconds)
    }

    /// Whether the index points beyond the file, or more than a second of what the headers claim did not come.
    ///
    /// A second, and a hundredth of long files: containers round what they claim, or count a track not read.
    private var isTruncated: Bool {
        for stream in [description.video?.stream, description.audio?.stream] {
            if let stream, container.indexExceedsFile(Int32(stream)) { return true }
        }
        guard let claim = description.claimedDuration else { return false }
        return claim - outcome.duration > max(1000, claim / 100)
    }
}
