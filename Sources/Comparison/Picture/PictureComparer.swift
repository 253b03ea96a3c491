public import Fingerprinting
public import Matching
import Media

/// Compares the pictures of a clip with a recording's: the faces, which are compared in time and closely, and the rest.
///
/// Pictures come in chunks, so that a long clip is never held as a whole:
/// ```
/// var comparer = try PictureComparer(reference: original, query: clip, alignment: alignment, rows: 720)
/// for stretch in comparer.stretches { try comparer.add(pictures(of: stretch)) }
/// let findings = comparer.finish()
/// ```
public struct PictureComparer: Sendable {
    /// Milliseconds of the clip before and after a segment whose pictures are wanted too: the time map may be off by some frames.
    private static let margin = 200

    /// Milliseconds of the clip whose pictures are wanted, ascending; empty where there is nothing to compare.
    public let stretches: [Range<Int>]
    private var faces: FaceComparison?
    private var regions: RegionComparison?

    /// - Parameters:
    ///   - alignment: where the clip lies on the recording.
    ///   - rows: height of the clip's frame as shown, in its own pixels.
    public init(
        reference: Fingerprint, query: Fingerprint, alignment: Alignment, rows: Int
    ) throws(FingerprintError) {
        try self.init(
            reference: reference, faces: reference.faces(), clipFaces: query.faces(), alignment: alignment, rows: rows)
    }
}

extension PictureComparer {
    /// - Parameters:
    ///   - faces: of the recording; nothing where it was registered without a face detector.
    ///   - clipFaces: of the clip, where the verifier has a detector.
    package init(
        reference: Fingerprint, faces: FaceTrack?, clipFaces: FaceTrack?, alignment: Alignment, rows: Int
    ) throws(FingerprintError) {
        guard let track = reference.picture, let placement = ClipPlacement(alignment) else {
            stretches = []
            return
        }
        stretches =
            placement.segments.map { segment in
                max(0, segment.clip.start.milliseconds - Self.margin)..<segment.clip.end.milliseconds + Self.margin
            }.union
        self.faces = try FaceComparison(
            faces: faces, pictures: track, detail: reference.detail, clipFaces: clipFaces, placement: placement,
            rows: rows)
        regions = try RegionComparison(reference: reference, faces: faces, placement: placement)
    }

    /// Takes the clip's next pictures. Chunks come in the order of time; what one repeats of those before it is passed over.
    public mutating func add(_ pictures: PictureSequence) throws(FingerprintError) {
        faces?.add(pictures)
        regions?.add(pictures)
    }

    /// Says what was found in the pictures that came.
    public consuming func finish() -> PictureFindings {
        let faces = faces?.finish() ?? PictureFindings()
        return faces.joined(regions?.finish() ?? PictureFindings())
    }
}

extension PictureFindings {
    /// What two comparisons of the same pictures found.
    fileprivate func joined(_ other: PictureFindings) -> PictureFindings {
        PictureFindings(
            differences: (differences + other.differences).sorted {
                ($0.clip.start, $0.clip.end) < ($1.clip.start, $1.clip.end)
            }, gaps: gaps + other.gaps, adjustments: adjustments.union(other.adjustments),
            traces: traces + other.traces, map: map ?? other.map)
    }
}
