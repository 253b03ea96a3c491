public import Verification

/// How far the verification of a clip is: what is news.
public enum VerificationProgress: Sendable, Hashable {
    /// Of the clip, read so far: 0 to 1.
    case reading(Double)
    /// Found in these recordings, strongest first, and being compared with them.
    case comparing([FoundSource])
    /// The relation stands; detectors look at what has no signed source.
    case examining(headline: String)
    /// What a worker says.
    case elsewhere(VerificationStanding)
}
