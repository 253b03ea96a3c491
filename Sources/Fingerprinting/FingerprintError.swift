/// Why bytes are not a fingerprint that this version reads.
@nonexhaustive
public enum FingerprintError: Error, Sendable, Hashable {
    /// The bytes do not begin as a fingerprint does.
    case notAFingerprint
    /// The format is newer: it asks for a reader of at least this version.
    case newerFormat(minimumReader: Int)
    /// A track that must be understood has a type that this version does not know.
    case unknownCriticalTrack(type: Int)
    /// The bytes break the format, first seen at this offset of the fingerprint or of the track named in the reason.
    case malformed(reason: String, offset: Int)
    /// Samples were asked for that the track does not have.
    case outOfRange(asked: Range<Int>, available: Int)
}
