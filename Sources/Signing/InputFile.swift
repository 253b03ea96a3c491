internal import Glibc

/// An open file of known length, read at any place. The descriptor belongs to somebody else, who keeps it open.
public struct InputFile: Sendable {
    /// Bytes that are read at a time: they stay in the processor's cache until they are hashed.
    private static let pieceByteCount = 1 << 17

    private let descriptor: Int32
    public let byteCount: UInt64

    /// - Parameter fileDescriptor: of a regular file, open for reading.
    public init(fileDescriptor: Int32) throws(SigningError) {
        var status = stat()
        guard unsafe fstat(fileDescriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            throw .cannotRead(path: "descriptor \(fileDescriptor)", code: errno)
        }
        descriptor = fileDescriptor
        byteCount = UInt64(max(status.st_size, 0))
    }

    /// Calls `body` for each piece of a range, in order. A file that ends early is an error.
    public func forEachPiece(in range: Range<UInt64>, _ body: (RawSpan) -> Void) throws(SigningError) {
        let length = Int(clamping: range.upperBound - range.lowerBound)
        var buffer = [UInt8](repeating: 0, count: min(Self.pieceByteCount, length))
        var offset = range.lowerBound
        while offset < range.upperBound {
            let count = try read(&buffer, min(buffer.count, Int(clamping: range.upperBound - offset)), at: offset)
            unsafe body(buffer.span.extracting(0..<count).bytes)
            offset += UInt64(count)
        }
    }

    /// The bytes of a range, all of them in memory.
    public func bytes(in range: Range<UInt64>) throws(SigningError) -> [UInt8] {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: Int(clamping: range.upperBound - range.lowerBound))
        while bytes.count < buffer.count {
            let offset = range.lowerBound + UInt64(bytes.count)
            let count = try read(&buffer, buffer.count - bytes.count, at: offset)
            if bytes.isEmpty, count == buffer.count { return buffer }
            bytes += buffer[..<count]
        }
        return bytes
    }

    /// How many bytes of the buffer were filled; at least one.
    private func read(_ buffer: inout [UInt8], _ wanted: Int, at offset: UInt64) throws(SigningError) -> Int {
        while true {
            let count = unsafe pread(descriptor, &buffer, wanted, off_t(clamping: offset))
            if count > 0 { return count }
            if count < 0, errno == EINTR { continue }
            throw .cannotRead(path: "descriptor \(descriptor)", code: count < 0 ? errno : EIO)
        }
    }
}
