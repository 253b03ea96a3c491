internal import CFFmpeg
internal import Media

/// Decodes the sound stream to one channel.
struct SoundStream: ~Copyable {
    var decoder: StreamDecoder
    private let maximumRate: Int
    private let frame: Frame
    /// Where the last samples ended.
    private var endTime: MediaTime?
    /// Milliseconds of the first sample that is heard.
    private(set) var start: Int?

    init(_ decoder: consuming StreamDecoder, limits: DecodeLimits) throws(MediaDecodingError) {
        let frame = try Frame()
        self.decoder = decoder
        self.frame = frame
        maximumRate = limits.sampleRate
    }

    var end: Int? { endTime?.milliseconds }

    /// Takes the next samples from the decoder; the reply tells whether there were some.
    mutating func step(_ queue: inout [MediaEvent], _ damaged: inout Bool)
        throws(MediaDecodingError) -> StreamDecoder.Reply
    {
        let reply = try decoder.receive(into: frame)
        guard case .done = reply else { return reply }
        let rate = unsafe Int(frame.pointer.pointee.sample_rate)
        guard rate <= maximumRate else { throw .limitExceeded(.sampleRate(found: rate, allowed: maximumRate)) }
        guard rate > 0, let samples = frame.mono() else {
            damaged = true
            return reply
        }
        damaged = frame.isCorrupt
        let time = decoder.clock.time(unsafe frame.pointer.pointee.best_effort_timestamp) ?? endTime ?? .zero
        let scale = Int32(rate)
        let length = MediaTime(seconds: time.seconds + Double(samples.count) / Double(rate))
        guard length.milliseconds > 0 else { return reply }
        endTime = length
        // What lies before the start is not heard.
        let early = time < .zero ? min(samples.count, Int(-time.seconds * Double(rate) + 0.5)) : 0
        let mono = early == 0 ? samples : Array(samples[early...])
        if !mono.isEmpty {
            let start = early == 0 ? time : MediaTime(value: 0, timescale: scale)
            if self.start == nil { self.start = start.milliseconds }
            queue.append(.audio(AudioSamples(time: start, sampleRate: rate, mono: mono)))
        }
        return reply
    }
}
