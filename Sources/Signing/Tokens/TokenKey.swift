internal import Synchronization

/// A key on a token, ready to sign: one session, used by one thread at a time.
final class TokenKey: Sendable {
    let publicKey: PublicKey
    private let session: Mutex<TokenSession>

    init(_ reference: TokenKeyReference, pin: [UInt8]) throws(SigningError) {
        let session = try TokenSession(reference, pin: pin)
        publicKey = session.publicKey
        self.session = Mutex(session)
    }

    /// 64 bytes, as COSE has them: r and s, or an Ed25519 signature.
    func signature(over message: [UInt8]) throws(SigningError) -> [UInt8] {
        try session.withLock { session throws(SigningError) in try session.signature(over: message) }
    }
}
