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
            faces: faces, pictures: track, clipFaces: clipFaces, placement: placement, rows: rows)
    }

    /// Takes the clip's next pictures. Chunks come in the order of time; what one repeats of those before it is passed over.
    public mutating func add(_ pictures: PictureSequence) throws(FingerprintError) {
        faces?.add(pictures)
    }

    /// Says what was found in the pictures that came.
    public consuming func finish() -> PictureFindings {
        faces?.finish() ?? PictureFindings()
    }
}

extension PictureComparer {
    /// Everything that was measured of faces: for calibration.
    package consuming func measurements() -> [MeasuredPassage] {
        faces?.closeAll()
        return faces?.measured ?? []
    }
}
