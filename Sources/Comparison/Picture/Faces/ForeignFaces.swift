import Fingerprinting
import Matching
import Media

/// Faces that a detector found in the clip and that the record knows nothing of: nobody can say whose mouths they move.
struct ForeignFaces {
    private(set) var gaps: [PictureGap] = []

    /// - Parameters:
    ///   - clip: nothing where the clip was not searched.
    init(clip: FaceTrack?, recorded: FaceTrack, rows: Int, placement: ClipPlacement) {
        for path in clip?.faces ?? [] {
            var run: [(time: Int, box: FrameBox)] = []
            for (offset, sample) in path.samples.enumerated() {
                let time = (path.firstIndex + offset) * PictureSamples.interval
                if sample.box.height * Double(rows) >= FaceLimits.leastRows,
                    let segment = placement.segments.first(where: { $0.holds(time) }),
                    !recorded.explains(sample.box, at: segment.sourceTime(ofClip: Double(time)), placement)
                {
                    run.append((time, sample.box))
                } else {
                    close(&run)
                }
            }
            close(&run)
        }
    }

    private mutating func close(_ run: inout [(time: Int, box: FrameBox)]) {
        defer { run = [] }
        guard let first = run.first, let last = run.last,
            last.time + PictureSamples.interval - first.time >= FaceLimits.shortestForeign
        else { return }
        gaps.append(
            PictureGap(
                clip: TimeRange(milliseconds: first.time..<last.time + PictureSamples.interval),
                box: run[run.count / 2].box.clamped(to: .full), reason: .faceNotInRecord))
    }
}

extension AlignedSegment {
    fileprivate func holds(_ time: Int) -> Bool { clip.start.milliseconds..<clip.end.milliseconds ~= time }
}

extension FaceTrack {
    /// Whether a face of the record lies where the clip has one: the centre of one in the other, half a second around the time.
    fileprivate func explains(_ box: FrameBox, at time: Double, _ placement: ClipPlacement) -> Bool {
        let index = Int((time / Double(PictureSamples.interval)).rounded())
        return faces.contains { path in
            let near = max(path.indices.lowerBound, index - 4)..<max(path.indices.upperBound, index - 4)
            guard let nearest = near.clamped(to: path.indices).min(by: { abs($0 - index) < abs($1 - index) }),
                abs(nearest - index) <= 4
            else { return false }
            let recorded = placement.clipBox(of: path.samples[nearest - path.firstIndex].box)
            return recorded.holdsCentre(of: box) || box.holdsCentre(of: recorded)
        }
    }
}

extension FrameBox {
    fileprivate func holdsCentre(of other: FrameBox) -> Bool {
        let (centreX, centreY) = (other.x + other.width / 2, other.y + other.height / 2)
        return x...x + max(width, 0) ~= centreX && y...y + max(height, 0) ~= centreY
    }
}
