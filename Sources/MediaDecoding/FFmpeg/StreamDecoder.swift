internal import CFFmpeg
internal import Glibc

/// Owns one decoder of one stream.
@safe
struct StreamDecoder: ~Copyable {
    private let context: UnsafeMutablePointer<AVCodecContext>
    var clock: StreamClock

    /// What a decoder did with a request.
    enum Reply {
        case done
        /// Nothing to give before it gets the next packet.
        case needsPacket
        case ended
        /// The bytes were damaged; the decoder goes on with the next packet.
        case damaged
    }

    /// - Parameter tellsQuantiser: has frames say how coarsely they are quantised, where the decoder can.
    init(
        _ stream: UnsafeMutablePointer<AVStream>, threads: Int, limits: DecodeLimits, tellsQuantiser: Bool = false
    ) throws(MediaDecodingError) {
        unsafe context = try Self.open(stream, threads: threads, limits: limits)
        if tellsQuantiser { unsafe context.pointee.export_side_data |= AV_CODEC_EXPORT_DATA_VIDEO_ENC_PARAMS }
        clock = unsafe StreamClock(tick: stream.pointee.time_base)
    }

    private static func open(_ stream: UnsafeMutablePointer<AVStream>, threads: Int, limits: DecodeLimits)
        throws(MediaDecodingError) -> UnsafeMutablePointer<AVCodecContext>
    {
        let parameters = unsafe stream.pointee.codecpar!
        let name = unsafe codecName(parameters.pointee.codec_id)
        guard let codec = unsafe avcodec_find_decoder(parameters.pointee.codec_id) else {
            throw .unsupportedCodec(name)
        }
        var context = unsafe avcodec_alloc_context3(codec)
        guard unsafe context != nil else { throw .outOfMemory }
        var result = unsafe avcodec_parameters_to_context(context, parameters)
        if result >= 0 {
            unsafe context!.pointee.pkt_timebase = stream.pointee.time_base
            unsafe context!.pointee.thread_count = Int32(clamping: max(threads, 1))
            unsafe context!.pointee.max_pixels = Int64(limits.pixels)
            result = unsafe avcodec_open2(context, codec, nil)
        }
        guard result < 0 else { return unsafe context! }
        unsafe avcodec_free_context(&context)
        if result == vericlip_averror(ENOMEM) { throw .outOfMemory }
        throw .unsupportedCodec("\(name) (\(errorText(result)))")
    }

    deinit {
        var context: UnsafeMutablePointer<AVCodecContext>? = unsafe context
        unsafe avcodec_free_context(&context)
    }

    /// Whether frames that no other frame refers to are passed over.
    var passesOverUnreferenced: Bool {
        get { unsafe context.pointee.skip_frame == AVDISCARD_NONREF }
        nonmutating set { unsafe context.pointee.skip_frame = newValue ? AVDISCARD_NONREF : AVDISCARD_DEFAULT }
    }

    /// Hands over a packet; none asks for the frames still held back.
    func send(_ packet: borrowing Packet) throws(MediaDecodingError) -> Reply {
        try reply(unsafe avcodec_send_packet(context, packet.pointer))
    }

    func sendEnd() throws(MediaDecodingError) -> Reply {
        try reply(unsafe avcodec_send_packet(context, nil))
    }

    func receive(into frame: borrowing Frame) throws(MediaDecodingError) -> Reply {
        try reply(unsafe avcodec_receive_frame(context, frame.pointer))
    }

    /// Forgets the frames that it holds, to go on with packets from elsewhere.
    func flush() { unsafe avcodec_flush_buffers(context) }

    private func reply(_ result: Int32) throws(MediaDecodingError) -> Reply {
        if result >= 0 { return .done }
        if result == vericlip_averror(EAGAIN) { return .needsPacket }
        if result == vericlip_averror_eof() { return .ended }
        if result == vericlip_averror(ENOMEM) { throw .outOfMemory }
        return .damaged
    }
}

func codecName(_ id: AVCodecID) -> String {
    unsafe String(cString: avcodec_get_name(id))
}

/// libav's words for an error number.
func errorText(_ number: Int32) -> String {
    unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: Int(AV_ERROR_MAX_STRING_SIZE)) { buffer in
        unsafe av_strerror(number, buffer.baseAddress, buffer.count)
        return unsafe String(cString: buffer.baseAddress!)
    }
}
