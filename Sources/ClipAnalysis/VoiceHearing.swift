public import Detection

/// Whether voices were put into numbers, and what came of it.
public enum VoiceHearing: Sendable, Hashable {
    case done(VoiceExamination)
    /// The runtime or the network is not there; the folders in which they were sought.
    case missing(tried: [String])
    /// What is there is not what this program knows.
    case altered
    case unusable(reason: String)

    init(_ state: DetectorState?, _ heard: VoiceExamination?) {
        self =
            switch (state, heard) {
            case (.ready, let heard?): .done(heard)
            case (.altered, _): .altered
            case (.unusable(let reason), _): .unusable(reason: reason)
            case (.ready, nil), (nil, _): .unusable(reason: "the analyzer did not say how it fared")
            }
    }
}
