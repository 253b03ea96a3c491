import Detection
import Media
import Testing

@Suite struct FaceTracksTests {
    private func face(_ time: Int, x: Double, rows: Int = 200) -> FaceLook {
        FaceLook(
            time: time, box: FrameBox(x: x, y: 0.2, width: 0.2, height: 0.3), rows: rows, turn: 0, luma: 100)
    }

    /// Two people side by side, who move a little, and one who is gone for longer than a face may be.
    @Test func followsEachFace() {
        var tracks = FaceTracks()
        for frame in 0..<10 {
            tracks.add([face(frame, x: 0.1 + Double(frame) * 0.01), face(frame, x: 0.6)])
        }
        for frame in 10..<15 { tracks.add([face(frame, x: 0.6)]) }
        tracks.add([face(15, x: 0.19), face(15, x: 0.6)])
        #expect(Set(tracks.looks.map(\.track)) == [0, 1, 2])
        #expect(tracks.looks.filter { $0.track == 0 }.count == 10)
        #expect(tracks.looks.filter { $0.track == 1 }.count == 16)
    }

    @Test func choosesFromFacesSeenOftenEnough() {
        var tracks = FaceTracks()
        for frame in 0..<40 {
            var faces = [face(frame, x: 0.1), face(frame, x: 0.6, rows: 30)]
            if frame < 7 { faces.append(face(frame, x: 0.35)) }
            tracks.add(faces)
        }
        let chosen = tracks.chosen
        #expect(chosen.count == 12)
        #expect(chosen.allSatisfy { tracks.looks[$0].track == 0 })
        #expect(chosen == chosen.sorted() && Set(chosen).count == 12)
    }

    /// Of several faces fewer looks each are judged: as few as are a basis.
    @Test(arguments: [(1, 12), (2, 8), (3, 8), (4, 8)]) func facesShareTheCrops(_ faces: Int, _ each: Int) {
        var tracks = FaceTracks()
        for frame in 0..<20 { tracks.add((0..<faces).map { face(frame, x: Double($0) * 0.22) }) }
        let chosen = Dictionary(grouping: tracks.chosen) { tracks.looks[$0].track }
        #expect(chosen.count == min(faces, 3) && chosen.values.allSatisfy { $0.count == each })
    }

    @Test func looksAreSpreadOverWhatIsExamined() {
        #expect(FaceLimits.times(in: []) == [])
        #expect(FaceLimits.times(in: [0..<1000]) == [125, 375, 625, 875])
        let times = FaceLimits.times(in: [0..<10_000, 50_000..<80_000])
        #expect(times.count == FaceLimits.mostFrames)
        #expect(times.allSatisfy { (0..<10_000).contains($0) || (50_000..<80_000).contains($0) })
        #expect(times == times.sorted())
        #expect(times.filter { $0 < 10_000 }.count == 12)
    }
}
