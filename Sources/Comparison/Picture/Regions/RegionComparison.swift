import Fingerprinting
import Matching
import Media

/// Compares the whole picture of a clip with the recording's detail: signs, banners and objects that were replaced, and what
/// was laid over the picture. Faces are left to their own comparison.
struct RegionComparison: Sendable {
    private var moments: RegionMoments
    private let placement: ClipPlacement
    private let faces: [FacePath]
    private var seen: [RegionPicture] = []

    /// - Parameter faces: of the recording; these places are passed over.
    init(reference: Fingerprint, faces: FaceTrack?, placement: ClipPlacement) throws(FingerprintError) {
        self.placement = placement
        self.faces = faces?.faces ?? []
        moments = try RegionMoments(
            detail: reference.detail, aspect: reference.displayAspect, placement: placement)
    }

    /// Takes the clip's next pictures, in the order of time.
    mutating func add(_ pictures: PictureSequence) {
        moments.add(pictures)
        if moments.ready.count >= RegionLimits.block { score() }
    }

    consuming func finish() -> PictureFindings {
        moments.finish()
        score()
        var findings = PictureFindings()
        guard !seen.isEmpty else { return findings }
        guard moments.registrationError <= RegionLimits.worstRegistration else {
            findings.gaps = placement.segments.map { PictureGap(clip: $0.clip, reason: .notRegistered) }
            return findings
        }
        let compared = seen.count { $0.regions != nil }
        for path in RegionPath.paths(seen.map(\.regions)) {
            let box = moments.map.bounds(of: path.box.box(in: moments.grid)).clamped(to: .full)
            let presence = Double(path.steps.count) / Double(compared)
            let shape = OverlayShape(box: box, content: placement.content, presence: presence)
            if let adjustment = shape.adjustment {
                findings.adjustments.insert(adjustment)
            } else if path.strength == .weak || path.strength == .moderate && isWide(box, presence: presence) {
                // A registration that is off in one place looks like this, and other letters on the same sign.
                let clip = seen.stretch(path.first...path.last, of: placement.segments)
                findings.gaps.append(
                    PictureGap(clip: TimeRange(milliseconds: clip), box: box, reason: .notRegistered))
            } else {
                findings.differences.append(difference(path, box: box))
            }
        }
        findings.gaps += gaps
        findings.map = RegionMap(
            grid: moments.clipGrid ?? moments.grid, pictures: seen.compactMap(\.heat))
        return findings
    }

    /// Scores the moments that are ready; a tone curve serves all of them.
    private mutating func score() {
        let ready = moments.drain()
        guard !ready.isEmpty else { return }
        let valid = moments.valid
        let pairs = PicturePairs(
            grid: moments.grid, valid: valid, clip: ready.map(\.clip), original: ready.map(\.original))
        let tone = ToneCurve(pairs)
        let means = BoxMeans(grid: moments.grid, radius: RegionLimits.radius, valid: valid)
        let places = RegionMap.Places(of: moments.grid, in: moments.clipGrid ?? moments.grid, map: moments.map)
        for moment in ready {
            let scores = RegionScores(
                moment, tone: tone, means: means, valid: valid, faces: faces.boxes(at: moment.sourceTime))
            seen.append(RegionPicture(moment, scores: scores, grid: moments.grid, places: places))
        }
    }

    /// Whether a region is as wide and lasting as what a registration leaves that is off.
    private func isWide(_ box: FrameBox, presence: Double) -> Bool {
        presence >= RegionLimits.throughout && box.width * box.height >= RegionLimits.wide
    }

    private func difference(_ path: RegionPath, box: FrameBox) -> Difference {
        let clip = seen.stretch(path.first...path.last, of: placement.segments)
        let segment = placement.segments[seen[path.first].segment]
        let start = Int(segment.sourceTime(ofClip: Double(clip.lowerBound)))
        let end = Int(segment.sourceTime(ofClip: Double(clip.upperBound)))
        return Difference(
            track: .picture, kind: .region, clip: TimeRange(milliseconds: clip),
            source: TimeRange(milliseconds: start..<max(start, end)), recording: placement.recording, box: box,
            subject: .area, strength: path.strength)
    }

    /// Two moments or more in a row at which the pictures cannot be laid on each other.
    private var gaps: [PictureGap] {
        var gaps: [PictureGap] = []
        var start = 0
        while start < seen.count {
            guard seen[start].regions == nil else {
                start += 1
                continue
            }
            let end = seen[start...].firstIndex { $0.regions != nil } ?? seen.count
            if end - start >= RegionLimits.leastMoments {
                let clip = seen.stretch(start...end - 1, of: placement.segments)
                gaps.append(PictureGap(clip: TimeRange(milliseconds: clip), reason: .notRegistered))
            }
            start = end
        }
        return gaps
    }
}

extension [FacePath] {
    /// The faces at a source time in milliseconds, in fractions of the recording's frame.
    fileprivate func boxes(at time: Int) -> [FrameBox] {
        let index = (time + PictureSamples.interval / 2) / PictureSamples.interval
        return filter { $0.indices.contains(index) }.map { $0.samples[index - $0.firstIndex].box }
    }
}

extension CellRegion {
    /// In fractions of the frame.
    fileprivate func box(in grid: GridSize) -> FrameBox {
        FrameBox(
            x: Double(columns.lowerBound) / Double(grid.width), y: Double(rows.lowerBound) / Double(grid.height),
            width: Double(columns.count) / Double(grid.width), height: Double(rows.count) / Double(grid.height))
    }
}
