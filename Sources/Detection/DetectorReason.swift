/// Why a detector has no finding. Raw values as in report v1.
public enum DetectorReason: String, Sendable, Hashable, CaseIterable, Codable {
    /// A signed source covers the clip: comparison with it says more.
    case coveredBySource = "covered-by-source"
    /// The runtime or the model is not there.
    case notInstalled = "not-installed"
    /// What is there is not what this program knows, or does not run.
    case unusable
    /// Its measured figures do not suffice, and it was not asked for.
    case experimental
    /// The clip has no picture, or no sound where that is needed.
    case unsupported
    case noFace = "no-face"
    case faceTooSmall = "face-too-small"
    case profile
    case tooDark = "too-dark"
    /// The film is quantised more coarsely than any that the detectors were calibrated with.
    case recompressed
    /// The faces are drawn or rendered.
    case animation
    /// No face was seen often enough.
    case tooFewFrames = "too-few-frames"
    /// Hardly anything is heard where a face is seen.
    case noSpeech = "no-speech"
    /// What is heard does not rise and fall as syllables do: music or noise.
    case music
    /// A face is seen whose mouth is at rest.
    case stillMouth = "still-mouth"
    /// The score lies where manipulated and unaltered footage both do.
    case inconclusive
    /// The score is high, and too few unaltered clips were at hand to tell how seldom they score as high.
    case tooFewReferences = "too-few-references"
    /// Several faces are seen, or several voices heard, and none of them most of the time.
    case severalPeople = "several-people"
    /// Too little was learned from signed recordings of the person.
    case tooFewRecordings = "too-few-recordings"
}
