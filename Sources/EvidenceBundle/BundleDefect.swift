public import Signing
public import TransparencyLog

/// What does not hold about a bundle.
@nonexhaustive
public enum BundleDefect: Error, Sendable, Hashable {
    /// Not an archive of the form that bundles have.
    case archive(ZipDefect)
    case missing(String)
    /// A member that is not the one in the bundle's list of hashes.
    case altered(String)
    /// A member that bundles of this version do not have.
    case unknown(String)
    case unreadable(String)
    /// The policy does not accept the checkpoint.
    case checkpoint(CheckpointDefect)
    /// The entry is not proved to be in the checkpoint.
    case inclusion(Int)
    /// The record's statement does not hold; the text says why.
    case record(Int, String)
    case fingerprint(SHA256Digest)
    /// The report says something else than what was signed; the text says what.
    case report(String)
    case timeStamp(TimeStamp.Defect)
    /// No authority that the user trusts vouches for the one that stated the time.
    case timeStampNotVouchedFor
    /// The clip that was handed in is not the one that was examined.
    case clip
}
