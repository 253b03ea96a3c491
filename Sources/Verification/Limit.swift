public import Matching
public import Media

/// Something that a verdict does not cover, or that a reader should know before relying on it.
public enum Limit: Sendable, Hashable {
    /// Somewhere the picture was not compared beyond the time map: a replaced face, sign or mouth is not seen there.
    case pictureNotCompared
    /// How small and how brief a difference may be and escape where the picture was compared.
    case pictureResolution
    /// No detector looked for faces in the clip: a face that the record does not know would not be noticed.
    case clipFacesNotSought
    /// The file ends early.
    case truncated(at: MediaTime)
    /// The decoder met errors; damaged stretches are not compared.
    case damaged(errors: Int, firstAt: MediaTime?)
    /// Only the default picture and sound stream were examined.
    case otherStreams(Int)
    /// Only the clip's fingerprint was handed in, and what its sender says of the file.
    case fingerprintOnly
    /// What a signature does and does not say.
    case statementOnly
    /// What the Content Credentials of a file do not say, and whether anybody vouches for their signer.
    case contentCredentials(hasTrustList: Bool)
    /// The signer's key is not among the keys that the user trusts.
    case unknownSigner(name: String?)
    /// The log's key is not among the logs that the user trusts.
    case unknownLog(origin: String)
    /// A recording that may match could not be compared, because its record does not hold.
    case unusableRecord(RecordingID)
    /// A recording that may match was not compared, because this version cannot decode its fingerprint.
    case unreadableFingerprint(RecordingID)
    /// A recording that may match was not compared, because its publisher has not handed out its fingerprint.
    case unpublishedFingerprint(RecordingID)
    /// A recording that may match was not compared, because the registry that was asked has not got its fingerprint.
    case missingFingerprint(RecordingID)
    /// Its fingerprint was not here, and was fetched for this look-up: who serves it can tell.
    case fetchedFingerprint(RecordingID, from: String)
    /// Its fingerprint is not here and could not be fetched.
    case unfetchedFingerprint(RecordingID, from: String, why: String)
    /// A stretch of the clip lies in a passage that the recording's publisher excluded: others have it too.
    case excludedPassage(RecordingID, clip: TimeRange, why: String)
}
