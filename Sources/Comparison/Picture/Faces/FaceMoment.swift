import Fingerprinting
import Media

/// A face of the recording at one point of its grid, and the clip's pictures of the moments around it.
struct FaceMoment: Sendable {
    /// Pictures of the clip are kept so far before and after, in milliseconds: an interval of the grid, and a shift in time.
    static let reach = 190
    /// One picture alone stands for a time less than so many milliseconds away: half the interval of the grid.
    private static let nearest = 60.0

    /// Point of the recording's grid.
    let index: Int
    let sample: FaceSample
    /// Milliseconds of the recording and, by the time map, of the clip.
    let sourceTime: Double
    let clipTime: Double
    /// In fractions of the clip's frame; it may reach beyond it.
    let box: FrameBox
    /// Shares of face and ring that lie outside of what the clip shows.
    private(set) var faceOutside = 0.0
    private(set) var ringOutside = 0.0
    private var squares: [Square] = []

    /// In sixteenths of a grey level.
    private typealias Square = (time: Double, cells: [Int16])

    init(index: Int, sample: FaceSample, sourceTime: Double, clipTime: Double, box: FrameBox) {
        self.index = index
        self.sample = sample
        self.sourceTime = sourceTime
        self.clipTime = clipTime
        self.box = box
    }

    /// Takes a picture's square about the face.
    mutating func add(_ square: FaceSquares.Square, time: Double) {
        faceOutside = square.faceOutside
        ringOutside = square.ringOutside
        squares.append((time, square.cells))
    }

    /// Pixels of a picture across and down the face.
    func pixels(of grid: GridSize) -> SIMD2<Double> {
        SIMD2(box.width * Double(grid.width), box.height * Double(grid.height))
    }

    /// Whether there is a square at a time after that of the time map.
    func isShown(after shift: Double) -> Bool {
        let time = clipTime + shift
        return pictures(around: time) != nil || squares.contains { abs($0.time - time) < Self.nearest }
    }

    /// The square at a time after that of the time map, between the two pictures around it; the nearest where there is one only.
    func square(after shift: Double) -> [Float]? {
        let time = clipTime + shift
        guard let (before, after) = pictures(around: time) else {
            let nearest = squares.min { abs($0.time - time) < abs($1.time - time) }
            return nearest.flatMap { abs($0.time - time) < Self.nearest ? Self.levels($0.cells) : nil }
        }
        let share = Float((time - before.time) / max(after.time - before.time, 1))
        return zip(before.cells, after.cells).map { (Float($0) + (Float($1) - Float($0)) * share) / 16 }
    }

    /// That square, and the two pictures around it as they are: where the frame rate was changed, one of them may be the very
    /// frame that is looked for.
    func squares(after shift: Double) -> [[Float]] {
        let around = pictures(around: clipTime + shift).map { [Self.levels($0.cells), Self.levels($1.cells)] }
        return (square(after: shift).map { [$0] } ?? []) + (around ?? [])
    }

    /// All squares, in the order of time.
    var frames: [(time: Double, cells: [Float])] { squares.map { ($0.time, Self.levels($0.cells)) } }

    private func pictures(around time: Double) -> (before: Square, after: Square)? {
        guard let next = squares.firstIndex(where: { $0.time >= time }), next > 0 else { return nil }
        return (squares[next - 1], squares[next])
    }

    private static func levels(_ cells: [Int16]) -> [Float] { cells.map { Float($0) / 16 } }
}
