import Comparison
import ImageEncoding
import Matching
import Media
import Verification

/// A picture of the evidence, ready to be shown or kept.
struct EvidencePicture {
    /// A plain file name.
    let name: String
    let width: Int
    let height: Int
    let png: [UInt8]

    init(name: String, _ bitmap: Bitmap) {
        self.name = name
        width = bitmap.width
        height = bitmap.height
        png = PNG.encoded(bitmap)
    }
}

/// One moment of an exhibit as pictures.
struct MomentPictures {
    let moment: Evidence.Moment
    let clip: EvidencePicture?
    let original: EvidencePicture?
    /// Whether the original is laid on the clip's frame, so that the two can be compared point by point.
    let isAligned: Bool
    /// The place that is outlined, in fractions of the clip's frame.
    let outlined: FrameBox?
}

/// The pictures of an exhibit: clip and original at each of its moments, the place in question outlined in both.
struct ExhibitPictures {
    /// Height of the original's picture where there is none of the clip to go by, in pixels.
    private static let height = 270

    let exhibit: Evidence.Exhibit
    let moments: [MomentPictures]

    /// Those of a report, in the order of its differences.
    static func all(of report: Report) -> [ExhibitPictures] {
        (report.evidence?.exhibits ?? []).map { exhibit in
            ExhibitPictures(exhibit, number: exhibit.difference.map { $0 + 1 }, in: report.verdict)
        }
    }

    /// - Parameter number: of the difference, counted from 1; absent where nothing differs.
    init(_ exhibit: Evidence.Exhibit, number: Int?, in verdict: Verdict) {
        self.exhibit = exhibit
        let box = exhibit.difference.flatMap { verdict.differences[$0].box }.flatMap { $0 == .full ? nil : $0 }
        moments = exhibit.moments.map { moment in
            let stem = number.map { "difference-\($0)" } ?? "compared"
            func name(_ what: String, _ time: MediaTime?) -> String {
                "\(stem)-\(moment.place.rawValue)-\(what)\(time.map { "-" + Clock.fileName($0) } ?? "").png"
            }
            let registration = moment.recording.flatMap { verdict.comparisons[$0]?.registration }
            let map = registration.flatMap { FrameMap($0.originalToClip)?.inverse }
            let original = moment.original.map { original in
                if let clip = moment.clip, let map {
                    return original.picture.resampled(width: clip.width, height: clip.height) { map($0) }
                }
                let width = max(1, Int((Double(Self.height) * original.aspect).rounded()))
                return original.picture.resampled(width: width, height: Self.height) { $0 }
            }
            let isAligned = moment.clip != nil && map != nil && original != nil
            func marked(_ bitmap: Bitmap) -> Bitmap { box.map { bitmap.outlined($0) } ?? bitmap }
            return MomentPictures(
                moment: moment,
                clip: moment.clip.map { EvidencePicture(name: name("clip", moment.time), marked($0)) },
                original: original.map {
                    EvidencePicture(name: name("original", moment.sourceTime), isAligned ? marked($0) : $0)
                },
                isAligned: isAligned, outlined: box)
        }
    }
}
