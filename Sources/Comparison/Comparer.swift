public import Fingerprinting
public import Matching
import Media

/// Says in what a clip differs from the recording that it was aligned with.
public struct Comparer: Sendable {
    public init() {}

    /// - Parameters:
    ///   - alignment: where the clip lies on the recording.
    ///   - pictures: what a `PictureComparer` found; nil where the pictures were not compared.
    public func compare(
        query: Fingerprint, reference: Fingerprint, alignment: Alignment, pictures: PictureFindings? = nil
    ) throws(FingerprintError) -> ComparedAlignment {
        let segments = alignment.segments
        let timeline = Timeline(segments: segments, duration: query.duration, recording: alignment.recording)
        let sound = try SoundFindings(query: query, reference: reference, alignment: alignment)
        let replacedPictures = segments.filter(\.showsOtherPictures).map { $0.replacedPicture(of: alignment.recording) }
        var adjustments = sound.adjustments.union(segments.adjustments).union(pictures?.adjustments ?? [])
        if let registration = alignment.geometry, let track = reference.picture {
            let original = try track.contentBox(segments)
            adjustments.formUnion(FrameAdjustments(registration: registration, original: original).adjustments)
            if let clip = query.picture {
                let pairs = try PicturePairs(
                    query: clip, reference: track, segments: segments, registration: registration)
                adjustments.formUnion(PictureAdjustments(pairs).adjustments)
            }
        }
        let content = alignment.geometry?.content ?? .full
        let pictures = adjustments.contains(.captioned) ? pictures?.withoutParts(ofCaptionsIn: content) : pictures
        let picture = segments.map { $0.pictureFinding(pictures) }
        return ComparedAlignment(
            alignment: alignment, picture: picture, sound: sound.findings,
            differences: (timeline.differences + sound.differences + replacedPictures + (pictures?.differences ?? []))
                .sorted { ($0.clip.start, $0.clip.end) < ($1.clip.start, $1.clip.end) },
            adjustments: adjustments, pictures: pictures, soundCurves: sound.curves)
    }
}

extension PictureFindings {
    /// The upper and the lower fifth of the picture is where captions stand: of clips with a caption bar, edited and coded
    /// anew, 3 of 20 had parts of it named as differences, all there.
    private static let captionZone = 0.2

    /// Without what lies where the clip's caption is: a part of it, seen by itself.
    fileprivate func withoutParts(ofCaptionsIn content: FrameBox) -> PictureFindings {
        func isInCaption(_ box: FrameBox?) -> Bool {
            guard let box else { return false }
            let top = (box.y - content.y) / content.height
            return top >= 1 - Self.captionZone || top + box.height / content.height <= Self.captionZone
        }
        var findings = self
        findings.differences.removeAll { $0.subject == .area && isInCaption($0.box) }
        findings.gaps.removeAll { $0.reason == .notRegistered && isInCaption($0.box) }
        return findings
    }
}

extension AlignedSegment {
    /// From the time map alone: the source's sound under other pictures.
    fileprivate var showsOtherPictures: Bool { picture == .contradicts && sound == .supports }

    /// What can be said of the picture: from the time map alone whether it is another one, never that it is the same.
    fileprivate func pictureFinding(_ findings: PictureFindings?) -> TrackFinding {
        if picture == .absent { return .absent }
        if showsOtherPictures { return .differs }
        guard picture != .contradicts, let findings else { return .notChecked }
        if findings.differences.contains(where: { $0.clip.overlaps(clip) }) { return .differs }
        return findings.gaps.contains { $0.clip.overlaps(clip) } ? .notChecked : .same
    }

    /// The sound of the source under other pictures.
    fileprivate func replacedPicture(of recording: RecordingID) -> Difference {
        Difference(
            track: .picture, kind: .replaced, clip: clip, source: source, recording: recording, box: .full,
            strength: clip.duration < 1 ? .weak : clip.duration < 3 ? .moderate : .strong)
    }
}

extension [AlignedSegment] {
    /// Film and PAL conversion: another speed, but within what conversion causes.
    fileprivate var adjustments: Set<Adjustment> {
        contains { segment in
            let length = segment.clip.end.milliseconds - segment.clip.start.milliseconds
            return segment.speed != 1 && Timeline.isConversion(segment.speed, over: length)
        } ? [.frameRateConverted] : []
    }
}

extension PictureTrack {
    /// Pictures of each segment that are looked at for bars.
    private static let glances = 12

    /// The part of the frame inside the bars that the picture has throughout some segments.
    fileprivate func contentBox(_ segments: [AlignedSegment]) throws(FingerprintError) -> FrameBox {
        var content = ContentBox(grid: grid)
        for segment in segments {
            let start = min(max(segment.source.start.milliseconds / PictureSamples.interval, 0), sampleCount)
            let end = min(max(segment.source.end.milliseconds / PictureSamples.interval + 1, start), sampleCount)
            for index in stride(from: start, to: end, by: max(1, (end - start) / Self.glances)) {
                content.add(try samples(index..<index + 1)[0])
            }
        }
        return content.box
    }
}
