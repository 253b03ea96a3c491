internal import COpenSSL

/// A hash function of the SHA-2 family, by the name that C2PA gives it.
public enum HashAlgorithm: String, Sendable {
    case sha256, sha384, sha512

    /// Bytes of a digest.
    public var byteCount: Int {
        switch self {
        case .sha256: 32
        case .sha384: 48
        case .sha512: 64
        }
    }

    var digest: OpaquePointer {
        switch self {
        case .sha256: unsafe EVP_sha256()
        case .sha384: unsafe EVP_sha384()
        case .sha512: unsafe EVP_sha512()
        }
    }

    /// The digest of these pieces, one after the other.
    public func hash(_ pieces: ArraySlice<UInt8>...) -> [UInt8] {
        var hash = RunningHash(self)
        for piece in pieces { hash.update(piece) }
        return hash.finish()
    }
}

/// A hash over bytes that arrive in pieces.
@safe
public struct RunningHash: ~Copyable {
    private let context: OpaquePointer
    private let byteCount: Int

    public init(_ algorithm: HashAlgorithm) {
        guard let context = unsafe EVP_MD_CTX_new() else { preconditionFailure("out of memory") }
        unsafe self.context = unsafe context
        byteCount = algorithm.byteCount
        let started = unsafe EVP_DigestInit_ex(context, algorithm.digest, nil)
        precondition(started == 1, "OpenSSL has SHA-2")
    }

    deinit {
        unsafe EVP_MD_CTX_free(context)
    }

    public mutating func update(_ bytes: ArraySlice<UInt8>) {
        unsafe update(bytes.span.bytes)
    }

    public mutating func update(_ bytes: RawSpan) {
        let updated = unsafe bytes.withUnsafeBytes { unsafe EVP_DigestUpdate(context, $0.baseAddress, $0.count) }
        precondition(updated == 1, "a hash takes any number of bytes")
    }

    public consuming func finish() -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: byteCount)
        let finished = unsafe EVP_DigestFinal_ex(context, &bytes, nil)
        precondition(finished == 1, "a hash finishes once")
        return bytes
    }
}
