public import Fingerprinting
import Media

/// A guess where a stretch of the clip lies in a recording.
struct OffsetHint: Sendable, Hashable {
    /// Source time minus clip time, in milliseconds.
    var offset: Int
    /// Stretch of the clip, in milliseconds, that spoke for it.
    var clip: Range<Int>
    /// Its weight among the hints.
    var weight: Double
}

/// Lays a clip on a recording: registers the pictures, maps the times of picture and sound together, and says whether the
/// two really are the same footage.
public struct Aligner: Sendable {
    /// Around each hint, in milliseconds, the recording is searched for the clip's other passages.
    private static let margin = 2500
    /// Most of the recording, in milliseconds, that is searched for one stretch of the clip.
    private static let searchLimit = 150_000
    /// Longest stretch of the clip, in milliseconds, that is mapped at once.
    private static let stretch = 45_000
    /// Pictures that agree less, as 1 minus the trimmed correlation after registration, are not the same footage.
    private static let worstRegistration = 0.5
    /// Pictures that agree at least as well, by the same measure, may be the same though they hardly move: on an
    /// experimental build nearly still clips had at most 0.016, other footage 0.02 or more but for 4 in some 600.
    private static let closeRegistration = 0.02
    /// Sound whose bits differ more at every hint does not speak for the recording: half-way between a room recording's
    /// 0.27 and unrelated sound's 0.5.
    private static let worstSound: Float = 0.4

    public init() {}

    /// - Returns: nil where the clip is not confirmed to be of this recording.
    public func align(
        query: Fingerprint, to reference: Fingerprint, candidate: Candidate
    ) throws(FingerprintError) -> Alignment? {
        try align(ClipTracks(query), to: SourceTracks(reference), candidate)
    }

    func align(
        _ clip: ClipTracks, to source: SourceTracks, _ candidate: Candidate
    ) throws(FingerprintError) -> Alignment? {
        let hints = candidate.hints
        guard !hints.isEmpty else { return nil }
        var geometry: GeometryEstimate.Result?
        var segments: [AlignedSegment] = []
        var strength: MatchStrength?
        var last: Int?
        for stretch in Self.stretches(of: clip.duration) {
            var near = hints.filter { $0.clip.overlaps(stretch) }
            if near.isEmpty { near = Array(hints.prefix(2)) }
            if let last { near.append(OffsetHint(offset: last, clip: stretch, weight: 0)) }
            let part = try map(stretch, of: clip, on: source, hints: near, view: candidate.view, geometry: &geometry)
            guard let part else { continue }
            if strength != .firm { strength = part.strength ?? strength }
            segments += part.segments
            last = part.segments.last.map { Int(($0.source.start.seconds - $0.clip.start.seconds) * 1000) }
        }
        guard let strength else { return nil }
        let plausible = joined(segments).filter(\.isPlausible)
        guard !plausible.isEmpty else { return nil }
        return Alignment(
            recording: candidate.recording, segments: plausible, geometry: geometry?.registration, strength: strength)
    }

    /// One stretch of the clip on the recording.
    private struct Part {
        let segments: [AlignedSegment]
        /// Nothing where the two need not be the same footage.
        let strength: MatchStrength?
    }

    private func map(
        _ stretch: Range<Int>, of clip: ClipTracks, on source: SourceTracks, hints: [OffsetHint],
        view: CandidateView?, geometry: inout GeometryEstimate.Result?
    ) throws(FingerprintError) -> Part? {
        let axis = SourceAxis(
            stretches: hints.map {
                stretch.lowerBound + $0.offset - Self.margin..<stretch.upperBound + $0.offset + Self.margin
            }, duration: source.duration, limit: Self.searchLimit)
        guard axis.stateCount > 1 else { return nil }
        let clock = clip.clock(stretch)
        var reference: ReferencePictures?
        var picture: PictureEvidence?
        if let query = clip.picture, let track = source.picture, !clock.pictures.isEmpty {
            let pictures = try ReferencePictures(track: track, axis: axis)
            if pictures.times.count >= 2 {
                reference = pictures
                picture = registered(query, clock, clip, source, pictures, axis, hints, view, &geometry)
            }
        }
        let sound = clip.sound.flatMap { a in source.sound.map { SoundEvidence(clip: a, reference: $0) } }
        let heard = sound.map { $0.leastErrorRate(hints, within: stretch) < Self.worstSound } ?? false
        guard picture != nil || heard else { return nil }
        let evidence = TrackEvidence(
            times: clock.times, pictureCount: clock.pictures.count, picture: picture, sound: sound, axis: axis,
            reference: picture == nil ? nil : reference)
        let path = TimePath(
            times: clock.times, emissions: evidence.emissions(), foreign: evidence.foreign(), axis: axis)
        let lines = TimeLineFit(evidence: evidence).lines(path)
        guard !lines.isEmpty else { return nil }
        let boundaries = Boundaries(evidence: evidence, stretch: stretch, sourceDuration: source.duration)
        let ranges = boundaries.ranges(of: lines)
        let segments = zip(lines, ranges).compactMap { line, range in
            range.count >= PictureSamples.interval ? segment(line, range, evidence) : nil
        }
        return Part(segments: segments, strength: strength(of: lines, evidence, geometry))
    }

    private func strength(
        of lines: [TimeLine], _ evidence: TrackEvidence, _ geometry: GeometryEstimate.Result?
    ) -> MatchStrength? {
        if Confirmation(lines: lines, evidence: evidence).holds { return .firm }
        // What is known this little must not be said to be cut or to play at another speed.
        guard let geometry, geometry.error <= Self.closeRegistration, lines.count == 1, lines[0].rate == 1 else {
            return nil
        }
        return SlightMotion(lines: lines, evidence: evidence).isTheSame ? .weak : nil
    }

    /// The clip's pictures on the recording's cells, with the geometry estimated unless it is known.
    private func registered(
        _ query: PictureSamples, _ clock: ClipTracks.Clock, _ clip: ClipTracks, _ source: SourceTracks,
        _ pictures: ReferencePictures, _ axis: SourceAxis, _ hints: [OffsetHint],
        _ view: CandidateView?, _ geometry: inout GeometryEstimate.Result?
    ) -> PictureEvidence? {
        if geometry == nil {
            let estimate = GeometryEstimate(
                query: query, queryAspect: clip.aspect, reference: pictures, referenceAspect: source.aspect, axis: axis)
            let hinted = clock.pictures.filter { sample in hints.contains { $0.clip.contains(query.times[sample]) } }
            let anchors = (hinted.isEmpty ? Array(clock.pictures) : hinted).map { sample in
                let time = query.times[sample]
                let hint = hints.first { $0.clip.contains(time) } ?? hints[0]
                return (sample: sample, source: Double(time + hint.offset))
            }
            geometry = estimate.estimate(anchors, guess: view).flatMap { $0.error < Self.worstRegistration ? $0 : nil }
        }
        guard let found = geometry else { return nil }
        let warp = PictureWarp(
            map: found.map, original: pictures.grid, binning: 2, clip: query.grid, content: found.content)
        guard warp.coverage > 0.06 else { return nil }
        let cells = clock.pictures.map { warp.apply(query[$0]) }
        let pairings = Pairings(clip: cells, valid: warp.valid, reference: pictures, axis: axis)
        let paired = pairings.best(times: clock.pictures.map { query.times[$0] }, hints: hints)
        return PictureEvidence(clip: cells, valid: warp.valid, reference: pictures, pairings: paired)
    }

    private static func stretches(of duration: Int) -> [Range<Int>] {
        let count = max(1, (duration + stretch - 1) / stretch)
        return (0..<count).map { duration * $0 / count..<duration * ($0 + 1) / count }
    }
}

extension Candidate {
    var hints: [OffsetHint] {
        offsets.map { offset in
            OffsetHint(
                offset: offset.milliseconds, clip: offset.clip.start.milliseconds..<offset.clip.end.milliseconds + 1,
                weight: offset.score)
        }
    }
}

extension GeometryEstimate.Result {
    var registration: Registration {
        Registration(
            originalToClip: map.elements, mirrored: mirrored, content: content, visible: map.visible(content),
            correlation: min(max(0, 1 - error), 1))
    }
}
