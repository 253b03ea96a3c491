import Fingerprinting
import Matching
import Media

/// Compares the faces of a recording with what the clip shows in their place. Needs no face detector: the record says where the
/// faces were, and the registration where that is in the clip.
struct FaceComparison: Sendable {
    let placement: ClipPlacement
    /// Height of the clip's frame in its own pixels.
    let rows: Int
    /// Of the small pictures that are compared.
    private(set) var grid = GridSize(width: 0, height: 0)
    let faces: FaceTrack?
    let clipFaces: FaceTrack?
    private var detail: RecordedDetail?
    /// Time of the last picture that came.
    private var last = Int.min
    private var squares: FaceSquares
    private var passages: [FacePassage] = []
    /// All moments in the order of clip time, and the first of them that may still get pictures.
    private var schedule: [(passage: Int, moment: Int, time: Double)] = []
    private var first = 0
    /// Moments of each passage that still get pictures.
    private var open: [Int] = []
    private(set) var measured: [MeasuredPassage] = []

    /// - Parameters:
    ///   - faces: of the recording; nothing where it was registered without a face detector.
    ///   - pictures: of the recording; they hold the times of its frames.
    ///   - detail: of the recording.
    ///   - clipFaces: of the clip, where the verifier has a detector.
    init(
        faces: FaceTrack?, pictures: PictureTrack, detail: PictureTrack? = nil, clipFaces: FaceTrack?,
        placement: ClipPlacement, rows: Int
    ) throws(FingerprintError) {
        self.placement = placement
        self.detail = detail.map(RecordedDetail.init)
        self.rows = rows
        self.faces = faces
        self.clipFaces = clipFaces
        squares = FaceSquares(placement: placement)
        for (index, path) in (faces?.faces ?? []).enumerated() {
            for segment in placement.segments {
                let moments = try Self.moments(of: path, in: segment, pictures: pictures, placement: placement)
                let count = (moments.count + FacePassage.length - 1) / FacePassage.length
                for part in 0..<count {
                    let range = moments.count * part / count..<moments.count * (part + 1) / count
                    passages.append(FacePassage(path: index, moments: Array(moments[range])))
                }
            }
        }
        open = passages.map(\.moments.count)
        for (passage, content) in passages.enumerated() {
            for (moment, value) in content.moments.enumerated() {
                schedule.append((passage, moment, value.clipTime))
            }
        }
        schedule.sort { $0.time < $1.time }
    }

    /// The samples of a path that lie in a segment and within the clip's frame, at least in part.
    private static func moments(
        of path: FacePath, in segment: AlignedSegment, pictures: PictureTrack, placement: ClipPlacement
    ) throws(FingerprintError) -> [FaceMoment] {
        let interval = PictureSamples.interval
        let start = segment.source.start.milliseconds / interval
        let end = segment.source.end.milliseconds / interval + 2
        let range = path.indices.clamped(to: max(start - 1, 0)..<max(min(end, pictures.sampleCount), start))
        guard !range.isEmpty else { return [] }
        let times = try pictures.samples(range).times
        return zip(range, times).compactMap { index, time in
            let clipTime = segment.clipTime(ofSource: Double(time))
            guard clipTime >= segment.clip.start.seconds * 1000, clipTime < segment.clip.end.seconds * 1000
            else { return nil }
            let sample = path.samples[index - path.firstIndex]
            let box = placement.clipBox(of: sample.box)
            guard box.clamped(to: placement.content).area > 0 else { return nil }
            return FaceMoment(
                index: index, sample: sample, sourceTime: Double(time), clipTime: clipTime, box: box)
        }
    }

    mutating func add(_ pictures: PictureSequence) {
        grid = pictures.grid
        for index in 0..<pictures.count where pictures.times[index] > last {
            last = pictures.times[index]
            add(pictures[index], time: last, grid: pictures.grid)
        }
    }

    private mutating func add(_ picture: ArraySlice<UInt8>, time: Int, grid: GridSize) {
        let reach = Double(FaceMoment.reach)
        while first < schedule.count, schedule[first].time + reach < Double(time) {
            close(schedule[first])
            first += 1
        }
        squares.advance()
        for entry in schedule[first...].prefix(while: { $0.time - reach <= Double(time) }) {
            let face = passages[entry.passage].moments[entry.moment].sample.box
            let square = squares.square(about: face, in: picture, grid: grid)
            passages[entry.passage].moments[entry.moment].add(square, time: Double(time))
        }
    }

    private mutating func close(_ entry: (passage: Int, moment: Int, time: Double)) {
        open[entry.passage] -= 1
        guard open[entry.passage] == 0 else { return }
        measured.append(passages[entry.passage].measured(grid: grid, rows: rows, detail: &detail))
        passages[entry.passage].moments = []
    }

    /// No more pictures come.
    mutating func closeAll() {
        while first < schedule.count {
            close(schedule[first])
            first += 1
        }
        measured.sort { ($0.path, $0.moments.first?.clipTime ?? 0) < ($1.path, $1.moments.first?.clipTime ?? 0) }
    }
}

extension FaceComparison {
    consuming func finish() -> PictureFindings {
        closeAll()
        guard let faces else {
            return PictureFindings(gaps: placement.segments.map { PictureGap(clip: $0.clip, reason: .noFaceTrack) })
        }
        let findings = FaceFindings(measured, rows: rows, comparedRows: grid.height, placement: placement)
        let foreign = ForeignFaces(clip: clipFaces, recorded: faces, rows: rows, placement: placement)
        return PictureFindings(
            differences: findings.differences.sorted { ($0.clip.start, $0.clip.end) < ($1.clip.start, $1.clip.end) },
            gaps: (findings.gaps + foreign.gaps).sorted { ($0.clip.start, $0.clip.end) < ($1.clip.start, $1.clip.end) },
            traces: findings.traces)
    }
}
