import Comparison
import Fingerprinting
import Matching
import Media
import Testing

/// Regions on a scene made from a formula: a textured wall with a sign, before which something moves.
struct RegionTests {
    private static let clipGrid = GridSize(width: 320, height: 180)
    private static let detailGrid = GridSize(width: 160, height: 90)
    private static let duration = 8000

    /// A cell of the clip's grid at a time in milliseconds.
    private typealias Scene = @Sendable (_ x: Int, _ y: Int, _ time: Int) -> Float

    private static func original(_ x: Int, _ y: Int, _ time: Int) -> Float {
        let waves = 18 * wave(x * 3 + y) + 14 * wave(y * 5 - x) + 10 * wave(x * 7 + y * 2)
        let middle = 60 + time / 80
        let moves = abs(x - middle) < 12 && abs(y - 120) < 30
        return moves ? 190 : 110 + waves
    }

    /// A triangle wave of 64 steps, between -1 and 1.
    private static func wave(_ phase: Int) -> Float {
        let place = Float(((phase % 64) + 64) % 64) / 32
        return place < 1 ? 2 * place - 1 : 3 - 2 * place
    }

    /// What coding leaves: a few levels up and down.
    private static func noise(_ x: Int, _ y: Int, _ time: Int) -> Float {
        Float((x * 31 + y * 17 + time * 13) % 9 - 4)
    }

    private static func picture(_ grid: GridSize, _ scene: Scene, _ time: Int) -> [UInt8] {
        let (across, down) = (clipGrid.width / grid.width, clipGrid.height / grid.height)
        return (0..<grid.area).map { cell in
            var sum: Float = 0
            for y in 0..<down {
                for x in 0..<across {
                    sum += scene(cell % grid.width * across + x, cell / grid.width * down + y, time)
                }
            }
            return UInt8(min(max(sum / Float(across * down), 0), 255).rounded())
        }
    }

    private static func samples(_ grid: GridSize, every interval: Int) -> PictureSamples {
        let times = Array(stride(from: 0, to: duration, by: interval))
        return PictureSamples(
            grid: grid, interval: interval, firstIndex: 0, times: times,
            luma: times.flatMap { picture(grid, { original($0, $1, $2) }, $0) })
    }

    private static let reference = Fingerprint(
        profile: .registered, duration: duration, displayAspect: 16.0 / 9,
        picture: samples(GridSize(width: 64, height: 36), every: 120), sound: nil,
        detail: samples(detailGrid, every: 960))

    /// What is found where the clip shows a scene in place of the original.
    private func findings(_ scene: @escaping Scene) throws -> PictureFindings {
        let whole = TimeRange(milliseconds: 0..<Self.duration)
        let alignment = Alignment(
            recording: RecordingID(rawValue: 1),
            segments: [AlignedSegment(clip: whole, source: whole, speed: 1, picture: .supports, sound: .absent)],
            geometry: Registration(
                originalToClip: [1, 0, 0, 0, 1, 0, 0, 0, 1], mirrored: false, content: .full, visible: .full,
                correlation: 1))
        var comparer = try PictureComparer(
            reference: Self.reference, query: Self.reference, alignment: alignment, rows: 720)
        for second in 0..<Self.duration / 1000 {
            var pictures = PictureSequence(grid: Self.clipGrid)
            for time in stride(from: second * 1000, to: second * 1000 + 1000, by: 80) {
                pictures.append(time: time, luma: Self.picture(Self.clipGrid, scene, time))
            }
            try comparer.add(pictures)
        }
        return comparer.finish()
    }

    /// A sign of 10 % of the width, for a while.
    @Test func `a sign that was replaced is found with its place and time`() throws {
        let found = try findings { x, y, time in
            (200..<232).contains(x) && (60..<84).contains(y) && (2500..<5500).contains(time)
                ? (x / 3 + y / 5) % 2 == 0 ? 30 : 60 : Self.original(x, y, time) + Self.noise(x, y, time)
        }
        let difference = try #require(found.differences.first)
        #expect(found.differences.count == 1)
        #expect(difference.subject == .area)
        #expect(abs(difference.clip.start.seconds - 2.5) < 0.6)
        #expect(abs(difference.clip.end.seconds - 5.5) < 0.6)
        let box = try #require(difference.box)
        #expect(abs(box.x - 0.625) < 0.02 && abs(box.y - 0.333) < 0.03)
        #expect(abs(box.width - 0.1) < 0.03 && abs(box.height - 0.133) < 0.04)
        #expect(found.adjustments == [])
    }

    @Test func `other letters on the same sign are found`() throws {
        let found = try findings { x, y, time in
            (200..<236).contains(x) && (60..<84).contains(y)
                ? 110 + 60 * Self.wave(x * 9 - y * 7) : Self.original(x, y, time) + Self.noise(x, y, time)
        }
        #expect(found.differences.count == 1)
    }

    @Test func `the map shows where, and above its threshold`() throws {
        let found = try findings { x, y, time in
            (200..<232).contains(x) && (60..<84).contains(y) ? 30 : Self.original(x, y, time)
        }
        let map = try #require(found.map)
        let picture = try #require(map.pictures.dropFirst(3).first)
        #expect(picture.scores.count == map.columns * map.rows)
        let place = { (x: Double, y: Double) in Int(y * Double(map.rows)) * map.columns + Int(x * Double(map.columns)) }
        #expect(Double(picture.scores[place(0.67, 0.4)]) > map.threshold)
        #expect(Double(picture.scores[place(0.2, 0.2)]) < map.threshold)
    }

    @Test func `a band at the bottom is a caption`() throws {
        let found = try findings { x, y, time in
            y >= 150 ? (x / 4 % 3 == 0 && (158..<172).contains(y) ? 235 : 20) : Self.original(x, y, time)
        }
        #expect(found.differences == [])
        #expect(found.adjustments == [.captioned])
    }

    @Test func `a subtitle for some seconds is a caption`() throws {
        let found = try findings { x, y, time in
            (152..<166).contains(y) && (70..<250).contains(x) && (3000..<6000).contains(time) && x / 3 % 2 == 0
                ? 240 : Self.original(x, y, time)
        }
        #expect(found.differences == [])
        #expect(found.adjustments == [.captioned])
    }

    @Test func `a box in a corner that stays is a logo`() throws {
        let found = try findings { x, y, time in
            (262..<306).contains(x) && (8..<26).contains(y) ? 60 : Self.original(x, y, time)
        }
        #expect(found.differences == [])
        #expect(found.adjustments == [.logo])
    }

    @Test func `tone, blur, noise and a cell's shift are nothing`() throws {
        let tone = try findings { x, y, time in 20 + 0.7 * Self.original(x, y, time) + Self.noise(x, y, time) }
        let blur = try findings { x, y, time in
            (-1...1).reduce(0) { $0 + Self.original(x + $1, y, time) + Self.original(x, y + $1, time) } / 6
        }
        let shift = try findings { x, y, time in Self.original(x + 2, y + 1, time) + Self.noise(x, y, time) }
        for found in [tone, blur, shift] {
            #expect(found.differences == [])
            #expect(found.adjustments == [])
        }
    }

    @Test func `what moves two frames late is nothing`() throws {
        let found = try findings { x, y, time in Self.original(x, y, max(time - 80, 0)) }
        #expect(found.differences == [])
    }

    @Test func `another picture is a gap and no region`() throws {
        let found = try findings { x, y, time in
            time < 3500 ? Self.original(x, y, time) : 110 + 60 * Self.wave(x * 2 - y * 3)
        }
        #expect(found.differences == [])
        #expect(found.gaps.contains { $0.reason == .notRegistered && abs($0.clip.start.seconds - 3.5) < 0.6 })
    }
}
