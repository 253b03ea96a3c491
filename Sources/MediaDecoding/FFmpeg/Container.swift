internal import CFFmpeg
internal import Glibc

/// Owns one opened container: its headers are read, its packets are asked for one by one.
///
/// What the bytes name besides themselves (playlists, external tracks) is never opened.
@safe
struct Container: ~Copyable {
    let context: UnsafeMutablePointer<AVFormatContext>
    /// libavformat's short name of the container.
    let name: String
    private let input: FileInput

    init(_ input: consuming FileInput) throws(MediaDecodingError) {
        let (format, name) = unsafe try Self.probe(input)
        unsafe context = try Self.open(input, as: format, name)
        self.name = name
        self.input = input
    }

    /// Formats that only name other files.
    private static let playlists: Set = ["concat", "dash", "hls", "imf", "sdp"]

    private static func probe(_ input: borrowing FileInput) throws(MediaDecodingError)
        -> (UnsafePointer<AVInputFormat>, String)
    {
        var format: UnsafePointer<AVInputFormat>?
        let score = unsafe av_probe_input_buffer2(input.context, &format, nil, nil, 0, 0)
        if let failure = input.failure { throw .readFailed(errno: failure) }
        guard score >= 0, let format = unsafe format else { throw .notMedia }
        let name = unsafe String(cString: format.pointee.name)
        guard !playlists.contains(name) else { throw .noStreams(container: name) }
        return unsafe (format, name)
    }

    private static func open(
        _ input: borrowing FileInput, as format: UnsafePointer<AVInputFormat>, _ name: String
    ) throws(MediaDecodingError) -> UnsafeMutablePointer<AVFormatContext> {
        var context = unsafe avformat_alloc_context()
        guard unsafe context != nil else { throw .outOfMemory }
        unsafe context!.pointee.pb = unsafe input.context
        unsafe context!.pointee.io_open = { _, _, _, _, _ in vericlip_averror(EACCES) }
        var options: OpaquePointer?
        defer { unsafe av_dict_free(&options) }
        // For demuxers that make a context of their own, which does not inherit `io_open`.
        var result = unsafe av_dict_set(&options, "protocol_whitelist", "none", 0)
        // XMP is handed over among the tags; only MP4 and MOV know the option.
        if result >= 0 { result = unsafe av_dict_set(&options, "export_xmp", "1", 0) }
        if result >= 0 { result = unsafe avformat_open_input(&context, nil, format, &options) }
        if result >= 0 { result = unsafe avformat_find_stream_info(context, nil) }
        guard result < 0 else { return unsafe context! }
        unsafe avformat_close_input(&context)
        if result == vericlip_averror(ENOMEM) { throw .outOfMemory }
        if let failure = input.failure { throw .readFailed(errno: failure) }
        throw .unreadableHeader(container: name, reason: errorText(result))
    }

    deinit {
        var context: UnsafeMutablePointer<AVFormatContext>? = unsafe context
        unsafe avformat_close_input(&context)
    }

    /// The streams that players choose by default.
    @safe struct Streams {
        let picture: UnsafeMutablePointer<AVStream>?
        let sound: UnsafeMutablePointer<AVStream>?
    }

    func defaultStreams() -> Streams {
        let picture = unsafe defaultStream(AVMEDIA_TYPE_VIDEO)
        let related = unsafe picture?.pointee.index ?? -1
        return unsafe Streams(picture: picture, sound: defaultStream(AVMEDIA_TYPE_AUDIO, near: related))
    }

    /// The default stream of a kind; cover art is no picture track.
    private func defaultStream(_ kind: AVMediaType, near related: Int32 = -1) -> UnsafeMutablePointer<AVStream>? {
        let best = unsafe av_find_best_stream(context, kind, -1, related, nil, 0)
        if best >= 0, let stream = unsafe stream(best), unsafe !stream.isAttachedPicture { return unsafe stream }
        for index in 0..<streamCount {
            if let stream = unsafe stream(Int32(index)),
                unsafe stream.pointee.codecpar.pointee.codec_type == kind && !stream.isAttachedPicture
            {
                return unsafe stream
            }
        }
        return nil
    }

    private var streamCount: Int { unsafe Int(context.pointee.nb_streams) }

    private func stream(_ index: Int32) -> UnsafeMutablePointer<AVStream>? {
        unsafe context.pointee.streams[Int(index)]
    }

    /// Tells libavformat to skip the bytes of all streams but these.
    func read(only chosen: [Int]) {
        for index in 0..<streamCount where !chosen.contains(index) {
            if let stream = unsafe stream(Int32(index)) { unsafe stream.pointee.discard = AVDISCARD_ALL }
        }
    }

    /// Whether timestamps of this container may start anew in the middle.
    var restartsClock: Bool { unsafe context.pointee.iformat.pointee.flags & AVFMT_TS_DISCONT != 0 }

    /// Whether every packet of these containers has its own time, and their index leads to pictures that need no earlier one.
    var isSeekable: Bool { name.hasPrefix("mov,mp4") || name.hasPrefix("matroska") }

    /// Goes on reading at the last key frame up to a timestamp of the stream; false where it stays where it was.
    func seek(stream: Int, to timestamp: Int64) -> Bool {
        unsafe av_seek_frame(context, Int32(stream), timestamp, AVSEEK_FLAG_BACKWARD) >= 0
    }

    func read(into packet: borrowing Packet) throws(MediaDecodingError) -> ReadReply {
        unsafe av_packet_unref(packet.pointer)
        let result = unsafe av_read_frame(context, packet.pointer)
        if result >= 0 { return .packet }
        if result == vericlip_averror(ENOMEM) { throw .outOfMemory }
        if let failure = input.failure { throw .readFailed(errno: failure) }
        return result == vericlip_averror_eof() ? .end : .broken
    }

    enum ReadReply {
        case packet
        case end
        /// libavformat found no further packet in what is left of the file.
        case broken
    }

    /// Length of the file.
    var byteCount: Int { input.size }

    /// Some bytes of the file, beside libavformat's own reading; fewer than `count` at its end, nil where they cannot be read.
    func bytes(at offset: Int, count: Int) -> [UInt8]? { input.bytes(at: offset, count: count) }

    /// Whether the index of a stream names bytes beyond the end of the file.
    func indexExceedsFile(_ index: Int32) -> Bool {
        guard let stream = unsafe stream(index) else { return false }
        let size = Int64(input.size)
        let count = unsafe avformat_index_get_entries_count(stream)
        for entry in 0..<count {
            guard let entry = unsafe avformat_index_get_entry(stream, entry) else { continue }
            if unsafe entry.pointee.pos > size - Int64(entry.pointee.size) { return true }
        }
        return false
    }
}

extension UnsafeMutablePointer<AVStream> {
    fileprivate var isAttachedPicture: Bool {
        unsafe pointee.disposition & AV_DISPOSITION_ATTACHED_PIC != 0
    }
}
