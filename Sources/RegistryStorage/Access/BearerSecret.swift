internal import Signing

/// What somebody shows to be let in: 256 random bits, handed out once and kept as their SHA-256.
///
/// One pass of SHA-256 is enough here. A slow hash with salt guards passwords, which people choose and others guess; nobody guesses 256
/// bits of the system's generator, and from the hash no way leads back to them.
struct BearerSecret {
    let text: String

    /// What somebody showed.
    init(shown text: String) { self.text = text }

    /// - Parameter prefix: by which programs that look for leaked secrets know it.
    init(random prefix: String) {
        var generator = SystemRandomNumberGenerator()
        let bytes = (0..<32).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
        text = prefix + bytes.lowercaseHex
    }

    /// Looked up by this; what an answer's time may tell of the hash, tells nothing of the secret.
    var hash: [UInt8] { SHA256Digest(of: Array(text.utf8)).bytes }
}
