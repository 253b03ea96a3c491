public import Signing

/// Why a statement that is well signed has no effect in this log.
@nonexhaustive
public enum StatementRefusal: Error, Sendable, Hashable {
    case statement(StatementDefect)
    /// The signer does not speak for the publisher there.
    case key(KeyDefect<SHA256Digest>)
    /// The entry that the statement is about is not there, or is not a recording.
    case noSuchRecording(SHA256Digest)
    /// Only a recording's own publisher withdraws or replaces it.
    case anotherPublishersRecording
    /// The key that was attested is no publisher's in this log.
    case noSuchSubject(SHA256Digest)
}
