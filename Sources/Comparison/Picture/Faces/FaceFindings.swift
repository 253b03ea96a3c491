import Fingerprinting
import Matching
import Media

/// Says of the measured faces which differ, which could not be compared, and why.
struct FaceFindings {
    private(set) var differences: [Difference] = []
    private(set) var gaps: [PictureGap] = []
    private(set) var traces: [FaceTrace] = []
    /// What was compared, face after face.
    private(set) var stretches: [FaceStretch] = []
    private let recording: RecordingID
    private let content: FrameBox
    private let comparedRows: Int

    /// - Parameters:
    ///   - rows: of the clip's own frame.
    ///   - comparedRows: of the small pictures that were compared.
    init(_ measured: [MeasuredPassage], rows: Int, comparedRows: Int, placement: ClipPlacement) {
        self.comparedRows = comparedRows
        recording = placement.recording
        content = placement.content
        for unseen in measured.map(\.unseen) where unseen.count >= FaceLimits.shortestGap {
            let range = max(0, Int(unseen[0].time))..<Int(unseen[unseen.count - 1].time) + PictureSamples.interval
            gaps.append(
                PictureGap(
                    clip: TimeRange(milliseconds: range), box: unseen[unseen.count / 2].box.clamped(to: .full),
                    reason: .faceUnclear))
        }
        for path in Set(measured.map(\.path)).sorted() {
            let moments = measured.filter { $0.path == path }.flatMap { passage in
                passage.moments.filter(\.energies.isVisible).map {
                    (moment: $0, obstacle: $0.obstacle(in: passage, rows: rows, comparedRows: comparedRows))
                }
            }
            add(moments.sorted { $0.moment.clipTime < $1.moment.clipTime })
        }
    }

    /// One face, in the order of time.
    private mutating func add(_ moments: [(moment: MeasuredMoment, obstacle: PictureGap.Reason?)]) {
        var points: [FaceTrace.Point] = []
        var start = 0
        while start < moments.count {
            var end = start + 1
            while end < moments.count, moments[end].obstacle == moments[start].obstacle,
                moments[end].moment.clipTime - moments[end - 1].moment.clipTime <= FaceLimits.step
            { end += 1 }
            let run = moments[start..<end].map(\.moment)
            if let reason = moments[start].obstacle {
                if run.count >= FaceLimits.shortestGap { gaps.append(gap(run, reason)) }
            } else if run.count < FaceLimits.shortestRun {
                if run.count >= FaceLimits.shortestGap { gaps.append(gap(run, .faceUnclear)) }
            } else {
                let stretch = FaceStretch(run)
                compare(stretch)
                stretches.append(stretch)
                points += stretch.points
            }
            start = end
        }
        guard !points.isEmpty else { return }
        traces.append(
            FaceTrace(
                box: moments[moments.count / 2].moment.box.clamped(to: .full), mouthThreshold: 0,
                faceThreshold: 0, points: points))
    }

    private mutating func compare(_ stretch: FaceStretch) {
        let moments = stretch.moments
        var told: [Range<Int>] = []
        for (run, subject) in stretch.differing {
            told.append(run)
            guard subject == .mouth || run.contains(where: { moments[$0].surroundings != nil }) else {
                // Nothing around it says that it was laid on the right place.
                gaps.append(gap(Array(moments[run]), .faceUnclear))
                continue
            }
            let doubt = run.map { max(stretch.mouth[$0], stretch.face[$0]) }.max() ?? 0
            differences.append(difference(Array(moments[run]), subject: subject, doubt: doubt))
        }
        let unlike = stretch.runs { stretch.identity[$0] < FaceLimits.sameFace }
        for run in unlike where !told.contains(where: { $0.overlaps(run) }) {
            told.append(run)
            gaps.append(gap(Array(moments[run]), .faceUnclear))
        }
        for run in stretch.doubtful where !told.contains(where: { $0.overlaps(run) }) {
            gaps.append(gap(Array(moments[run]), .faceUnclear))
        }
    }

    private func difference(
        _ moments: [MeasuredMoment], subject: Difference.Subject, doubt: Float
    ) -> Difference {
        let face = moments[moments.count / 2].box
        let box = subject == .mouth ? face.mouth : face
        return Difference(
            track: .picture, kind: .region, clip: moments.clipRange,
            source: TimeRange(
                start: MediaTime(milliseconds: max(0, Int(moments[0].sourceTime) - PictureSamples.interval / 2)),
                end: MediaTime(milliseconds: Int(moments[moments.count - 1].sourceTime) + PictureSamples.interval / 2)),
            recording: recording, box: box.clamped(to: content), subject: subject,
            strength: doubt < 1 ? .weak : doubt < 3 ? .moderate : .strong)
    }

    private func gap(_ moments: [MeasuredMoment], _ reason: PictureGap.Reason) -> PictureGap {
        PictureGap(clip: moments.clipRange, box: moments[moments.count / 2].box.clamped(to: .full), reason: reason)
    }
}

extension MeasuredMoment {
    /// Why the face cannot be compared at this moment; nothing where it can.
    fileprivate func obstacle(in passage: MeasuredPassage, rows: Int, comparedRows: Int) -> PictureGap.Reason? {
        if box.height * Double(rows) < FaceLimits.leastRows { return .faceTooSmall }
        if box.height * Double(comparedRows) < FaceLimits.leastCompared { return .faceTooSmall }
        if outside > FaceLimits.faceOutside { return .faceCovered }
        if passage.isCoveredBelow || passage.bias > FaceLimits.covered && !passage.showsOtherFace {
            return .faceCovered
        }
        // Where the upper face agrees so well it lies on its place, whatever is around it now: a caption, another background.
        if passage.identity >= FaceLimits.laidFace, energies.identity >= FaceLimits.sameFace { return nil }
        if let around = passage.surroundings, around < FaceLimits.leastSurroundings { return .faceUnclear }
        if let surroundings, surroundings < FaceLimits.worstSurroundings { return .faceUnclear }
        return nil
    }
}

extension FaceStretch {
    fileprivate var points: [FaceTrace.Point] {
        zip(moments, zip(mouth, face)).map { moment, scores in
            FaceTrace.Point(
                time: MediaTime(milliseconds: Int(moment.clipTime)), mouth: Double(scores.0),
                face: Double(scores.1), clipMotion: Double(moment.energies.mouth.clip.squareRoot()),
                originalMotion: Double(moment.energies.mouth.original.squareRoot()))
        }
    }
}

extension [MeasuredMoment] {
    /// Half an interval of the clip about the moments.
    fileprivate var clipRange: TimeRange {
        let margin = PictureSamples.interval / 2
        return TimeRange(
            milliseconds: Swift.max(0, Int(self[0].clipTime) - margin)..<Int(self[count - 1].clipTime) + margin)
    }
}

extension FrameBox {
    /// The mouth and the chin of a face in this box.
    fileprivate var mouth: FrameBox {
        FrameBox(x: x + 0.15 * width, y: y + 0.55 * height, width: 0.7 * width, height: 0.45 * height)
    }
}
