internal import COpenSSL

/// HMAC with SHA-256 (RFC 2104, FIPS 198-1): shows to whoever shares the secret that bytes come from who holds it.
package enum MessageAuthentication {
    /// - Parameter key: of any length; 32 random bytes are as good as it gets.
    /// - Returns: 32 bytes.
    package static func code(of message: [UInt8], key: [UInt8]) -> [UInt8] {
        var code = [UInt8](repeating: 0, count: SHA256Digest.byteCount)
        var count: UInt32 = 0
        // OpenSSL takes no null pointer for an empty key.
        let made =
            unsafe HMAC(EVP_sha256(), key.isEmpty ? [0] : key, Int32(key.count), message, message.count, &code, &count)
            != nil
        precondition(made && count == SHA256Digest.byteCount, "OpenSSL has no HMAC with SHA-256")
        return code
    }
}
