internal import COpenSSL

/// SHA-256 over bytes that arrive in pieces.
@safe
public struct SHA256: ~Copyable {
    private let context: OpaquePointer

    public init() {
        guard let context = unsafe EVP_MD_CTX_new() else { preconditionFailure("out of memory") }
        unsafe self.context = unsafe context
        let started = unsafe EVP_DigestInit_ex(context, EVP_sha256(), nil)
        precondition(started == 1, "OpenSSL has no SHA-256")
    }

    deinit {
        unsafe EVP_MD_CTX_free(context)
    }

    public mutating func update(_ bytes: [UInt8]) {
        unsafe update(bytes.span.bytes)
    }

    public mutating func update(_ bytes: RawSpan) {
        let updated = unsafe bytes.withUnsafeBytes { unsafe EVP_DigestUpdate(context, $0.baseAddress, $0.count) }
        precondition(updated == 1, "SHA-256 takes any number of bytes")
    }

    public consuming func finish() -> SHA256Digest {
        var bytes = [UInt8](repeating: 0, count: SHA256Digest.byteCount)
        let finished = unsafe EVP_DigestFinal_ex(context, &bytes, nil)
        precondition(finished == 1, "SHA-256 finishes once")
        return SHA256Digest(checked: bytes)
    }
}
