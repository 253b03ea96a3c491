internal import Glibc

/// An open file descriptor, closed when it is let go.
struct OpenFile: ~Copyable {
    let descriptor: Int32
    let path: String

    init(reading path: String, flags: Int32 = 0) throws(SigningError) {
        descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | flags)
        self.path = path
        guard descriptor >= 0 else { throw .cannotRead(path: path, code: errno) }
    }

    /// A new file; whatever stands at the path already, a link included, is left alone.
    init(creating path: String, mode: mode_t) throws(SigningError) {
        descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode)
        self.path = path
        guard descriptor >= 0 else {
            throw errno == EEXIST ? .fileExists(path: path) : .cannotWrite(path: path, code: errno)
        }
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
    }
}

extension OpenFile {
    /// Calls `body` for each piece up to the end of the file.
    func forEachPiece(of byteCount: Int, _ body: (RawSpan) -> Void) throws(SigningError) {
        var buffer = [UInt8](repeating: 0, count: byteCount)
        while true {
            let count = unsafe read(descriptor, &buffer, byteCount)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw .cannotRead(path: path, code: errno) }
            if count == 0 { return }
            unsafe body(buffer.span.extracting(0..<count).bytes)
        }
    }

    /// All bytes are in the file, and on the disk, when this returns.
    func write(_ bytes: [UInt8]) throws(SigningError) {
        var written = 0
        while written < bytes.count {
            let count = unsafe bytes.withUnsafeBytes { bytes in
                unsafe Glibc.write(descriptor, bytes.baseAddress! + written, bytes.count - written)
            }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw .cannotWrite(path: path, code: errno) }
            written += count
        }
        guard fsync(descriptor) == 0 else { throw .cannotWrite(path: path, code: errno) }
    }
}

extension SHA256Digest {
    /// The digest of a file's bytes, read in pieces.
    public init(ofFile path: String) throws(SigningError) {
        let file = try OpenFile(reading: path)
        var hash = SHA256()
        try file.forEachPiece(of: 1 << 20) { hash.update($0) }
        self = hash.finish()
    }
}
