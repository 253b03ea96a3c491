internal import CFFmpeg
internal import Glibc

/// The bytes of an open file for libavformat: reads and seeks on one descriptor, and opens nothing.
///
/// The descriptor stays its caller's and must outlive this value.
@safe
struct FileInput: ~Copyable {
    let context: UnsafeMutablePointer<AVIOContext>
    /// Length in bytes.
    let size: Int
    private let descriptor: Int32

    /// Bytes asked of the system at once.
    private static let bufferSize: Int32 = 1 << 16

    init(fileDescriptor: Int32) throws(MediaDecodingError) {
        var status = stat()
        guard unsafe fstat(fileDescriptor, &status) == 0 else { throw .readFailed(errno: errno) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw .notARegularFile }
        guard status.st_size > 0 else { throw .empty }
        guard lseek(fileDescriptor, 0, SEEK_SET) == 0 else { throw .readFailed(errno: errno) }
        guard let buffer = unsafe av_malloc(Int(Self.bufferSize)) else { throw .outOfMemory }
        // The descriptor itself is the opaque value that libavformat hands back to the two functions.
        guard
            let context = unsafe avio_alloc_context(
                buffer.assumingMemoryBound(to: UInt8.self), Self.bufferSize, 0,
                UnsafeMutableRawPointer(bitPattern: Int(fileDescriptor)), readBytes, nil, seekBytes)
        else {
            unsafe av_free(buffer)
            throw .outOfMemory
        }
        unsafe self.context = context
        size = Int(status.st_size)
        descriptor = fileDescriptor
    }

    /// Some bytes, leaving the place where libavformat reads as it is; nil where they cannot be read.
    func bytes(at offset: Int, count: Int) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: count)
        var filled = 0
        while filled < count {
            let number = unsafe bytes.withUnsafeMutableBytes {
                unsafe pread(descriptor, $0.baseAddress! + filled, count - filled, offset + filled)
            }
            if number < 0, errno == EINTR { continue }
            guard number >= 0 else { return nil }
            if number == 0 { break }
            filled += number
        }
        return Array(bytes.prefix(filled))
    }

    /// The system's error number, if a read or a seek has failed.
    var failure: Int32? {
        let error = unsafe context.pointee.error
        return error < 0 && error != vericlip_averror_eof() ? -error : nil
    }

    deinit {
        // libavformat may have replaced the buffer by a larger one.
        unsafe av_free(context.pointee.buffer)
        var context: UnsafeMutablePointer<AVIOContext>? = unsafe context
        unsafe avio_context_free(&context)
    }
}

private func readBytes(_ opaque: UnsafeMutableRawPointer?, _ buffer: UnsafeMutablePointer<UInt8>?, _ size: Int32)
    -> Int32
{
    while true {
        let count = unsafe read(Int32(Int(bitPattern: opaque)), buffer, Int(size))
        if count > 0 { return Int32(count) }
        if count == 0 { return vericlip_averror_eof() }
        if errno != EINTR { return vericlip_averror(errno) }
    }
}

private func seekBytes(_ opaque: UnsafeMutableRawPointer?, _ offset: Int64, _ whence: Int32) -> Int64 {
    let descriptor = Int32(Int(bitPattern: opaque))
    if whence & AVSEEK_SIZE != 0 {
        var status = stat()
        return unsafe fstat(descriptor, &status) == 0 ? Int64(status.st_size) : Int64(vericlip_averror(errno))
    }
    let position = lseek(descriptor, Int(offset), whence & ~AVSEEK_FORCE)
    return position >= 0 ? Int64(position) : Int64(vericlip_averror(errno))
}
