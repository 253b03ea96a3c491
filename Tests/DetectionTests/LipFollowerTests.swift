import Detection
import Media
import Testing

/// Mouths that are made: what moves, what does not, and where a face is between two looks.
@Suite struct LipFollowerTests {
    private static let size = 224

    /// A face of a kind, filling the frame: stripes above, and a lower lip and chin that lie `open` pixels lower than at rest.
    private func frame(_ time: Int, open: Double = 0, brighter: Int = 0, x shift: Int = 0) -> StillFrame {
        var rgb: [UInt8] = []
        for y in 0..<Self.size {
            for x in 0..<Self.size {
                let row = y > 150 ? Double(y) - open : Double(y)
                let mouth = abs(x - shift - 112) < 30 && y > 150 && Double(y) < 158 + open
                let shade = mouth ? 30 : 120 + 50 * wave(row / 17 + Double(x - shift) / 90)
                let value = UInt8(min(max(Int(shade) + brighter, 0), 255))
                rgb += [value, value, value]
            }
        }
        return StillFrame(time: time, width: Self.size, height: Self.size, rgb: rgb)
    }

    /// A sine, near enough, of period 1.
    private func wave(_ x: Double) -> Double {
        let place = x - x.rounded(.down)
        return place < 0.5 ? 16 * place * (0.5 - place) : -16 * (place - 0.5) * (1 - place)
    }

    private func place(x shift: Double = 0) -> FaceCrop.Place {
        let points = [(67.0, 60.5), (157.0, 60.5), (112.0, 113.0), (74.7, 157.0), (149.3, 157.0)]
        return FaceCrop.Place(
            points: points.map { FaceCrop.Point(x: $0.0 + shift, y: $0.1) },
            box: FrameBox(x: 0.1 + shift / 224, y: 0.1, width: 0.8, height: 0.8))
    }

    private func follow(_ frames: [StillFrame], rows: Int = 400, _ faces: (Int) -> [FaceCrop.Place]) -> [LipTrack] {
        var follower = LipFollower()
        for frame in frames {
            follower.add(frame, faces: follower.looks(at: frame.time) ? faces(frame.time) : nil)
        }
        return follower.finish(rows: rows)
    }

    @Test func aMouthThatOpens() throws {
        var movement = MouthMovement()
        let values = [0.0, 3, 6, 9, 6, 3, 0].map { open in
            movement.add(MouthMovement.crop(of: place(), in: frame(0, open: open))!)
        }
        let openings = values.map(\.opening)
        #expect(openings[0] == 0 && openings[1] > 0.3 && openings[2] > openings[1] && openings[3] > openings[2])
        #expect(abs(openings[6]) < 0.3)
        #expect(values[3].darkness > values[0].darkness + 0.05)
    }

    @Test func lightIsNoMovement() {
        var movement = MouthMovement()
        let values = [0, 10, 25, 5].map { brighter in
            movement.add(MouthMovement.crop(of: place(), in: frame(0, brighter: brighter))!)
        }
        #expect(values.allSatisfy { abs($0.opening) < 0.02 })
    }

    /// On the grid, from the first frame to the last look.
    @Test func aTrack() throws {
        let frames = (0..<150).map { frame($0 * 33 + 10, open: Double($0 % 8)) }
        let tracks = follow(frames) { _ in [place()] }
        let track = try #require(tracks.first)
        #expect(tracks.count == 1 && track.first == 1 && track.rows == 320 && track.obstacle == nil)
        #expect((118...123).contains(track.steps) && track.opening.count == track.steps)
        #expect(Set(track.opening).count > 20 && LipExamination(faces: tracks, sounds: []).isSane)
    }

    /// A face that moves evenly between two looks stays where its crop is.
    @Test func betweenTwoLooks() throws {
        let frames = (0..<150).map { frame($0 * 33, x: $0 / 5) }
        let tracks = follow(frames) { time in [place(x: Double(time / 33 / 5))] }
        let track = try #require(tracks.first)
        #expect(tracks.count == 1 && track.steps >= LipLimits.window)
    }

    @Test func aFaceThatIsLostBeginsAnew() {
        let frames = (0..<60).map { frame($0 * 33) }
        let tracks = follow(frames) { time in (900..<1100).contains(time) ? [] : [place()] }
        #expect(tracks.count == 2 && tracks.allSatisfy { $0.obstacle == .tooFewFrames && $0.opening.isEmpty })
        #expect(follow(frames) { _ in [] }.isEmpty)
    }
}
