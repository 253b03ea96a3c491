internal import CFFmpeg
internal import Media

/// Owns one `AVFrame`: a decoded picture or run of sound, by reference to the decoder's own buffers.
@safe
struct Frame: ~Copyable {
    let pointer: UnsafeMutablePointer<AVFrame>

    init() throws(MediaDecodingError) {
        guard let pointer = unsafe av_frame_alloc() else { throw .outOfMemory }
        unsafe self.pointer = pointer
    }

    deinit {
        var pointer: UnsafeMutablePointer<AVFrame>? = unsafe pointer
        unsafe av_frame_free(&pointer)
    }

    /// Takes over what `other` refers to, and leaves it empty.
    func take(_ other: borrowing Frame) {
        unsafe av_frame_unref(pointer)
        unsafe av_frame_move_ref(pointer, other.pointer)
    }

    /// Refers to what `other` does as well.
    init(sharing other: borrowing Frame) throws(MediaDecodingError) {
        guard let pointer = unsafe av_frame_clone(other.pointer) else { throw .outOfMemory }
        unsafe self.pointer = pointer
    }

    /// Columns and rows as coded.
    var size: (width: Int, height: Int) { unsafe (Int(pointer.pointee.width), Int(pointer.pointee.height)) }

    var format: AVPixelFormat { unsafe AVPixelFormat(pointer.pointee.format) }

    /// The decoder says that it had to guess part of this frame.
    var isCorrupt: Bool {
        unsafe pointer.pointee.decode_error_flags != 0 || pointer.pointee.flags & AV_FRAME_FLAG_CORRUPT != 0
    }
}

/// Owns one `AVPacket`.
@safe
struct Packet: ~Copyable {
    let pointer: UnsafeMutablePointer<AVPacket>

    init() throws(MediaDecodingError) {
        guard let pointer = unsafe av_packet_alloc() else { throw .outOfMemory }
        unsafe self.pointer = pointer
    }

    deinit {
        var pointer: UnsafeMutablePointer<AVPacket>? = unsafe pointer
        unsafe av_packet_free(&pointer)
    }

    /// Index of its stream.
    var stream: Int { unsafe Int(pointer.pointee.stream_index) }

    var isEmpty: Bool { unsafe pointer.pointee.size == 0 && pointer.pointee.side_data_elems == 0 }

    /// The container says that part of it is missing.
    var isCorrupt: Bool { unsafe pointer.pointee.flags & AV_PKT_FLAG_CORRUPT != 0 }

    /// Decoding can begin here.
    var isKey: Bool { unsafe pointer.pointee.flags & AV_PKT_FLAG_KEY != 0 }

    /// What an encoder says of itself in it.
    var encoderNote: String? {
        unsafe EncoderNote.text(
            in: UnsafeRawBufferPointer(start: pointer.pointee.data, count: max(0, Int(pointer.pointee.size))))
    }

    /// When it is shown.
    func time(_ clock: StreamClock) -> MediaTime? { unsafe clock.time(pointer.pointee.pts) }

    /// In microseconds; by presentation where the container does not tell when to decode.
    func decodeTime(_ clock: StreamClock) -> Int64? {
        unsafe clock.microseconds(pointer.pointee.dts) ?? clock.microseconds(pointer.pointee.pts)
    }

    /// In microseconds.
    func duration(_ clock: StreamClock) -> Int64 {
        unsafe clock.microseconds(pointer.pointee.duration) ?? 0
    }

    func move(by microseconds: Int64, _ clock: StreamClock) {
        let ticks = clock.ticks(microseconds: microseconds)
        if unsafe pointer.pointee.pts != vericlip_no_timestamp() { unsafe pointer.pointee.pts &+= ticks }
        if unsafe pointer.pointee.dts != vericlip_no_timestamp() { unsafe pointer.pointee.dts &+= ticks }
    }
}
