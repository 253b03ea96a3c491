/// How content came about, by the last word of a term of IPTC's vocabulary (cv.iptc.org/newscodes/digitalsourcetype), which C2PA's
/// actions and XMP's `DigitalSourceType` use. Terms that are not among these are passed over.
public enum DigitalSource: String, Sendable, Hashable, CaseIterable, Codable {
    case digitalCapture, computationalCapture, negativeFilm, positiveFilm, print, screenCapture, virtualRecording
    case humanEdits, minorHumanEdits, digitalCreation, digitalArt, algorithmicallyEnhanced, dataDrivenMedia
    case composite, compositeCapture, compositeSynthetic, algorithmicMedia
    case trainedAlgorithmicMedia, compositeWithTrainedAlgorithmicMedia

    /// From a term's address.
    public init?(address: String) {
        guard address.lowercased().contains(Self.scheme), let word = address.split(separator: "/").last,
            let source = Self(rawValue: String(word))
        else { return nil }
        self = source
    }

    /// Where the vocabulary's terms lie.
    static let scheme = "digitalsourcetype/"

    /// Whether the term says that a trained model or another algorithm made some of it.
    public var isSynthetic: Bool {
        switch self {
        case .compositeSynthetic, .algorithmicMedia, .trainedAlgorithmicMedia, .compositeWithTrainedAlgorithmicMedia:
            true
        default: false
        }
    }
}
