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
    /// The same where no sound speaks for the recording either: of 271 excerpts through all chains the worst had 0.05, of
    /// other footage three in four have more than 0.15.
    private static let worstUnheard = 0.2
    /// Pictures that agree at least as well, by the same measure, may be the same though they hardly move: on an
    /// experimental build nearly still clips had at most 0.016, other footage 0.02 or more but for 4 in some 600.
    static let closeRegistration = 0.02

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
        let sound = clip.sound.flatMap { a in source.sound.map { SoundEvidence(clip: a, reference: $0) } }
        let glance = Glance(clip: clip, source: source, hints: hints)
        guard try glance.isPromising(sound: sound, view: candidate.view) else { return nil }
        var geometry: GeometryEstimate.Result?
        var segments: [AlignedSegment] = []
        var strength: MatchStrength?
        var last: Int?
        for stretch in Self.stretches(of: clip.duration) {
            var near = hints.filter { $0.clip.overlaps(stretch) }
            if near.isEmpty { near = Array(hints.prefix(2)) }
            if let last { near.append(OffsetHint(offset: last, clip: stretch, weight: 0)) }
            let part = try map(
                stretch, of: clip, on: source, sound, hints: near, view: candidate.view, geometry: &geometry)
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
        _ stretch: Range<Int>, of clip: ClipTracks, on source: SourceTracks, _ sound: SoundEvidence?,
        hints: [OffsetHint], view: CandidateView?, geometry: inout GeometryEstimate.Result?
    ) throws(FingerprintError) -> Part? {
        let axis = SourceAxis(
            stretches: hints.map {
                stretch.lowerBound + $0.offset - Self.margin..<stretch.upperBound + $0.offset + Self.margin
            }, duration: source.duration, limit: Self.searchLimit)
        guard axis.stateCount > 1 else { return nil }
        let clock = clip.clock(stretch)
        let heard = sound?.agrees(hints, within: stretch) ?? false
        var pairing: PictureRegistration?
        if let query = clip.picture, let track = source.picture, !clock.pictures.isEmpty {
            let pictures = try ReferencePictures(track: track, axis: axis)
            if pictures.times.count >= 2 {
                pairing = PictureRegistration(
                    query: query, queryAspect: clip.aspect, samples: clock.pictures, reference: pictures,
                    referenceAspect: source.aspect, axis: axis)
            }
        }
        let worst = heard ? Self.worstRegistration : Self.worstUnheard
        geometry = geometry ?? pairing?.estimate(hints, view: view, worst: worst)
        func evidence(_ picture: PictureEvidence?) -> TrackEvidence {
            TrackEvidence(
                times: clock.times, pictureCount: clock.pictures.count, picture: picture, sound: sound, axis: axis,
                reference: picture == nil ? nil : pairing?.reference)
        }
        let picture = geometry.flatMap { pairing?.evidence($0, hints) }
        guard picture != nil || heard else { return nil }
        var chosen = evidence(picture)
        var lines = self.lines(chosen, hints)
        // A map that the sound cannot vouch for may be bent because the geometry was estimated from the wrong moments.
        if let pairing, picture != nil, !heard, Straightening.isBent(lines),
            let straight = Straightening(evidence: chosen, offsets: hints.map(\.offset)).straightest(lines)
        {
            let hint = OffsetHint(offset: Int(straight.source - straight.anchor), clip: stretch, weight: 0)
            if let again = pairing.estimate([hint], view: view, worst: geometry?.error ?? worst),
                let picture = pairing.evidence(again, [hint] + hints)
            {
                geometry = again
                chosen = evidence(picture)
                lines = self.lines(chosen, hints)
            }
        }
        guard !lines.isEmpty else { return nil }
        if picture != nil, let pairing, let geometry {
            lines = Continuation(evidence: chosen, pairing: pairing, geometry: geometry).applied(to: lines)
        }
        let boundaries = Boundaries(evidence: chosen, stretch: stretch, sourceDuration: source.duration)
        let ranges = boundaries.ranges(of: lines)
        let segments = zip(lines, ranges).compactMap { line, range in
            range.count >= PictureSamples.interval
                ? segment(line, range, chosen, registrationError: geometry?.error ?? 1) : nil
        }
        return Part(segments: segments, strength: strength(of: lines, chosen, geometry))
    }

    private func lines(_ evidence: TrackEvidence, _ hints: [OffsetHint]) -> [TimeLine] {
        let path = TimePath(
            times: evidence.times, emissions: evidence.emissions(), foreign: evidence.foreign(), axis: evidence.axis)
        let lines = TimeLineFit(evidence: evidence).lines(path)
        return Straightening(evidence: evidence, offsets: hints.map(\.offset)).applied(to: lines)
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
