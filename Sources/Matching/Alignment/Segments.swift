import Fingerprinting
import Media

extension Aligner {
    /// A fitted line as a segment of the time map, with what each track says of it.
    func segment(
        _ line: TimeLine, _ range: Range<Int>, _ evidence: TrackEvidence, registrationError: Double
    ) -> AlignedSegment {
        AlignedSegment(
            clip: TimeRange(milliseconds: range),
            source: TimeRange(
                start: MediaTime(seconds: line.time(at: Double(range.lowerBound)) / 1000),
                end: MediaTime(seconds: line.time(at: Double(range.upperBound)) / 1000)),
            speed: line.rate, picture: pictureSupport(line, evidence, registrationError),
            sound: soundSupport(line, evidence))
    }

    private func pictureSupport(
        _ line: TimeLine, _ evidence: TrackEvidence, _ registrationError: Double
    ) -> TrackSupport {
        let costs = line.samples.compactMap {
            evidence.pictureCost($0, at: line.time(at: Double(evidence.times[$0])))
        }
        guard !costs.isEmpty else { return .absent }
        // Halfway between a good match and none.
        let alone = Confirmation(lines: [line], evidence: evidence)
        guard costs.quantile(0.5) < TrackEvidence.foreignPicture else {
            // The unit of costs is the distance of a good match, and tiny where hardly anything moves. What lies on the original so
            // well, or changes as it does, is no other picture.
            let changesAlike = alone.movingWindows > 0 && alone.agreeingWindows * 2 >= alone.movingWindows
            return changesAlike || registrationError <= Self.closeRegistration ? .undecided : .contradicts
        }
        if alone.movingWindows == 0 { return .undecided }
        return alone.agreeingWindows > 0 ? .supports : .undecided
    }

    private func soundSupport(_ line: TimeLine, _ evidence: TrackEvidence) -> TrackSupport {
        guard evidence.sound != nil else { return .absent }
        let rates = line.samples.compactMap {
            evidence.soundErrorRate($0, at: line.time(at: Double(evidence.times[$0])))
        }
        guard rates.count >= 2 else { return .undecided }
        let matching = rates.count { $0 < 0.35 }
        return matching * 2 >= rates.count ? .supports : .contradicts
    }

    /// Joins segments that touch on one line: a long clip is mapped in stretches.
    func joined(_ segments: [AlignedSegment]) -> [AlignedSegment] {
        var result: [AlignedSegment] = []
        for segment in segments {
            if let last = result.last, abs(last.clip.end.seconds - segment.clip.start.seconds) < 0.05,
                abs(last.source.end.seconds - segment.source.start.seconds) < 0.066,
                abs(last.speed - segment.speed) < 0.01
            {
                result[result.count - 1] = AlignedSegment(
                    clip: TimeRange(start: last.clip.start, end: segment.clip.end),
                    source: TimeRange(start: last.source.start, end: segment.source.end), speed: last.speed,
                    picture: last.picture.joined(segment.picture), sound: last.sound.joined(segment.sound))
            } else {
                result.append(segment)
            }
        }
        return result
    }
}

extension AlignedSegment {
    /// Whether a track speaks for the segment, or at least none that could speak against it does.
    var isPlausible: Bool {
        picture == .supports || sound == .supports || (picture != .contradicts && sound != .contradicts)
    }
}

extension TrackSupport {
    /// What two stretches say together: the stronger statement.
    func joined(_ other: TrackSupport) -> TrackSupport {
        for statement in [TrackSupport.contradicts, .supports, .undecided] where self == statement || other == statement
        {
            return statement
        }
        return .absent
    }
}

extension PlanarMap {
    /// The part of the original's frame that a part of the clip's frame shows, clamped to the frame.
    func visible(_ content: FrameBox) -> FrameBox {
        guard let inverse else { return .full }
        let corners = [
            inverse.apply(content.x, content.y), inverse.apply(content.x + content.width, content.y),
            inverse.apply(content.x, content.y + content.height),
            inverse.apply(content.x + content.width, content.y + content.height),
        ]
        let low = corners.reduce(SIMD2(1.0, 1.0)) { pointwiseMin($0, $1) }.clamped(lowerBound: .zero, upperBound: .one)
        let high = corners.reduce(SIMD2(0.0, 0.0)) { pointwiseMax($0, $1) }.clamped(lowerBound: .zero, upperBound: .one)
        return FrameBox(x: low.x, y: low.y, width: max(0, high.x - low.x), height: max(0, high.y - low.y))
    }
}
