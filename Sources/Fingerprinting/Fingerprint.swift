/// A fingerprint in its canonical encoding: what is hashed and signed.
public struct Fingerprint: Sendable, Hashable {
    public let bytes: [UInt8]
}
