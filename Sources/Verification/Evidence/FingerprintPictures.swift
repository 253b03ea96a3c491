import Comparison
import Fingerprinting
import Media

/// The pictures that a fingerprint holds of a recording: coarse ones eight times a second, finer ones about once a second.
struct FingerprintPictures {
    let fingerprint: Fingerprint

    /// Milliseconds within which a picture stands for a moment: half the step of the coarse ones.
    private static let nearest = PictureSamples.interval / 2

    /// Gives a moment its original. A moment that may lie anywhere in its stretch goes to the nearest finer picture in it.
    func show(_ moment: inout Evidence.Moment, of difference: Difference?, segments: [VerifiedSegment]) {
        guard let time = moment.sourceTime?.milliseconds else { return }
        if let track = fingerprint.detail, let sample = Self.sample(of: track, at: time) {
            if abs(sample.time - time) > Self.nearest {
                Self.move(&moment, to: sample.time, difference, segments)
            }
            if abs(sample.time - (moment.sourceTime?.milliseconds ?? time)) <= Self.nearest {
                moment.original = original(sample.picture)
                return
            }
        }
        guard let track = fingerprint.picture, let sample = Self.sample(of: track, at: time) else { return }
        moment.original = original(sample.picture)
    }

    private func original(_ picture: Bitmap) -> Evidence.Original {
        Evidence.Original(picture: picture, aspect: fingerprint.displayAspect, isFromFile: false)
    }

    /// The sample nearest to a time, both in milliseconds.
    private static func sample(of track: PictureTrack, at time: Int) -> (picture: Bitmap, time: Int)? {
        guard track.sampleCount > 0 else { return nil }
        let index = min(max((time + track.interval / 2) / track.interval, 0), track.sampleCount - 1)
        guard let samples = try? track.samples(index..<index + 1) else { return nil }
        let picture = Bitmap(
            width: track.grid.width, height: track.grid.height, channels: 1, pixels: Array(samples[0]))
        return (picture, samples.times[0])
    }

    /// Moves a moment in clip and source alike, where it stays within its stretch.
    private static func move(
        _ moment: inout Evidence.Moment, to time: Int, _ difference: Difference?, _ segments: [VerifiedSegment]
    ) {
        guard difference == nil || moment.place == .middle || moment.place == .leftOut,
            let source = moment.sourceTime
        else { return }
        let new = MediaTime(milliseconds: time)
        guard let clip = moment.time else {
            if let range = difference?.source, range.start <= new, new < range.end { moment.sourceTime = new }
            return
        }
        guard let segment = segments.first(where: { $0.clip.start <= clip && clip < $0.clip.end }),
            segment.source.start <= new, new < segment.source.end, segment.speed > 0
        else { return }
        let moved = MediaTime(seconds: clip.seconds + (new.seconds - source.seconds) / segment.speed)
        let stretch = difference?.clip ?? segment.clip
        guard stretch.start <= moved, moved < stretch.end, segment.clip.start <= moved, moved < segment.clip.end
        else { return }
        moment.time = moved
        moment.sourceTime = new
    }
}
