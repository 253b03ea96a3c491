public import Fingerprinting
public import Matching
public import Media

/// Says in what a clip differs from the recording that it was aligned with.
public struct Comparer: Sendable {
    public init() {}

    /// - Parameters:
    ///   - alignment: where the clip lies on the recording.
    ///   - description: what the clip's file says of itself.
    public func compare(
        query: Fingerprint, reference: Fingerprint, alignment: Alignment, description: MediaDescription
    ) throws(FingerprintError) -> ComparedAlignment {
        let segments = alignment.segments
        let timeline = Timeline(segments: segments, duration: query.duration, recording: alignment.recording)
        let sound = try SoundFindings(query: query, reference: reference, alignment: alignment)
        let picture = segments.map(\.pictureFinding)
        let replacedPictures = zip(segments, picture).compactMap { segment, finding in
            finding == .differs ? segment.replacedPicture(of: alignment.recording) : nil
        }
        var adjustments = sound.adjustments.union(segments.adjustments)
        if let registration = alignment.geometry, let track = reference.picture {
            let original = try track.contentBox(segments)
            adjustments.formUnion(FrameAdjustments(registration: registration, original: original).adjustments)
            if let clip = query.picture {
                let pairs = try PicturePairs(
                    query: clip, reference: track, segments: segments, registration: registration)
                adjustments.formUnion(PictureAdjustments(pairs).adjustments)
            }
        }
        return ComparedAlignment(
            alignment: alignment, picture: picture, sound: sound.findings,
            differences: (timeline.differences + sound.differences + replacedPictures)
                .sorted { ($0.clip.start, $0.clip.end) < ($1.clip.start, $1.clip.end) },
            adjustments: adjustments)
    }
}

extension AlignedSegment {
    /// What can be said of the picture from the time map alone: whether it is another one, never that it is the same.
    fileprivate var pictureFinding: TrackFinding {
        switch picture {
        case .absent: .absent
        case .contradicts: sound == .supports ? .differs : .notChecked
        case .supports, .undecided: .notChecked
        }
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
        contains { $0.speed != 1 && abs($0.speed - 1) <= Timeline.conversion } ? [.frameRateConverted] : []
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
