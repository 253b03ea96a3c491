import Fingerprinting
import Media
import Testing

@Suite struct LookPlanTests {
    /// What a finder was given to look at.
    private final class Looks {
        var grids: [GridSize] = []
        /// Of the whole frame, by number among all looks.
        var searches: [Int] { grids.indices.filter { grids[$0].area > 100 * 100 } }
    }

    /// Takes whatever is bright for a face.
    private struct BrightFinder: FaceFinder {
        var name: String { "bright" }
        var smallestRows: Int { 24 }
        let looks: Looks

        mutating func faces(in luma: ArraySlice<UInt8>, grid: GridSize) -> [FoundFace] {
            looks.grids.append(grid)
            let cells = luma.enumerated().filter { $0.element > 200 }.map {
                SIMD2($0.offset % grid.width, $0.offset / grid.width)
            }
            guard let first = cells.first else { return [] }
            let low = cells.reduce(first) { pointwiseMin($0, $1) }
            let high = cells.reduce(first) { pointwiseMax($0, $1) } &+ 1
            let (width, height) = (Double(grid.width), Double(grid.height))
            let box = FrameBox(
                x: Double(low.x) / width, y: Double(low.y) / height, width: Double(high.x - low.x) / width,
                height: Double(high.y - low.y) / height)
            return [FoundFace(box: box, certainty: 0.9)]
        }
    }

    /// A dark frame of 640 x 360 with a bright square of 36 pixels whose corner is at `x`, 100; none where that is absent.
    private func frame(_ index: Int, x: Int?, turned: Bool = false) -> VideoFrame {
        let luma = (0..<640 * 360).map { pixel -> UInt8 in
            let (column, row) = (pixel % 640, pixel / 640)
            if let x, x..<x + 36 ~= column, 100..<136 ~= row { return 250 }
            return UInt8(turned ? row / 3 : column / 6)
        }
        return Synthetic.frame(luma, 640, 360, index * 120)
    }

    private func track(
        _ frames: [VideoFrame], profile: FingerprintProfile = .registered, rotation: Int = 0, mirrored: Bool = false
    ) throws -> (faces: FaceTrack, looks: Looks) {
        let looks = Looks()
        var builder = FingerprintBuilder(
            profile: profile,
            description: Synthetic.description(width: 640, height: 360, rotation: rotation, mirrored: mirrored),
            finder: BrightFinder(looks: looks))
        for frame in frames { builder.add(frame) }
        return (try #require(try builder.finish().faces()), looks)
    }

    @Test func betweenSearchesAFaceIsFollowedFromCloseBy() throws {
        let (track, looks) = try track((0..<24).map { frame($0, x: 200 + $0 * 4) })
        #expect(track.scan.stride == 10 && abs(track.scan.smallestHeight - 24.0 / 360) < 1e-4)
        #expect(looks.grids.count == 24 && looks.searches == [0, 10, 20])
        // Twice the face about its place, which lags a little behind.
        #expect(looks.grids[1] == GridSize(width: 72, height: 72))
        let face = try #require(track.faces.first)
        #expect(track.faces.count == 1 && face.indices == 0..<24)
        for (index, sample) in face.samples.enumerated() {
            #expect(abs(sample.box.x * 640 - Double(200 + index * 4)) < 4 && abs(sample.box.y * 360 - 100) < 1)
            #expect(abs(sample.box.width * 640 - 36) < 1.5 && abs(sample.box.height * 360 - 36) < 1.5)
        }
    }

    @Test(arguments: [0, 90, 180, 270], [false, true])
    func closeLooksKnowHowThePictureIsTurned(rotation: Int, mirrored: Bool) throws {
        let (track, looks) = try track((0..<10).map { frame($0, x: 60) }, rotation: rotation, mirrored: mirrored)
        let face = try #require(track.faces.first)
        #expect(looks.searches == [0] && face.indices == 0..<10)
        #expect(Set(face.samples.map(\.box)).count == 1)
    }

    @Test func aNewShotIsSearchedAtOnce() throws {
        let (track, looks) = try track((0..<10).map { frame($0, x: $0 < 5 ? 100 : 500, turned: $0 >= 5) })
        #expect(looks.searches == [0, 5])
        #expect(track.faces.map(\.indices) == [0..<5, 5..<10])
        // One that comes too soon after the last look has to wait.
        let soon = try self.track((0..<10).map { frame($0, x: $0 < 1 ? nil : 500, turned: $0 >= 1) })
        #expect(soon.looks.searches == [0, 1] && soon.faces.faces.map(\.indices) == [3..<10])
    }

    @Test func whereAFaceIsLostTheFrameIsSearched() throws {
        let (track, looks) = try track((0..<12).map { frame($0, x: $0 < 4 ? 100 : 500) })
        // The look at point 4 misses it, the next is at all of the frame.
        #expect(looks.searches.prefix(2) == [0, 5])
        #expect(track.faces.map(\.indices) == [0..<4, 5..<12])
    }

    @Test func queriesAreSearchedMoreSeldomAndTheirFacesLookedAtInBetween() throws {
        let (track, looks) = try track((0..<28).map { frame($0, x: 200) }, profile: .query)
        let (whole, close) = (GridSize(width: 320, height: 180), GridSize(width: 72, height: 72))
        #expect(looks.grids == [whole, close, whole, close])
        #expect(track.scan.stride == 16 && track.faces.map(\.indices) == [0..<28])
    }

    @Test func aNewShotOfAQueryIsSearchedSoon() throws {
        let (track, looks) = try track(
            (0..<12).map { frame($0, x: $0 < 5 ? 100 : 500, turned: $0 >= 5) }, profile: .query)
        #expect(looks.searches == [0, 1] && looks.grids.count == 3)
        #expect(track.faces.map(\.indices) == [0..<5, 5..<12])
    }

    @Test func aSmallPictureIsSearchedMoreOften() throws {
        let (track, looks) = try track(ofDarkFrames: 13, width: 480, height: 270)
        #expect(
            track.scan.stride == 6 && looks.grids == [GridSize](repeating: GridSize(width: 480, height: 270), count: 3))
        #expect(abs(track.scan.smallestHeight - 24.0 / 270) < 1e-4)
    }

    @Test func aVerySmallPictureIsEnlarged() throws {
        let (track, looks) = try track(ofDarkFrames: 11, width: 320, height: 180)
        #expect(
            track.scan.stride == 10 && looks.grids == [GridSize](repeating: GridSize(width: 640, height: 360), count: 2)
        )
        // Enlarged or not, the frame has no more rows.
        #expect(abs(track.scan.smallestHeight - 24.0 / 180) < 1e-4)
    }

    private func track(ofDarkFrames count: Int, width: Int, height: Int) throws -> (faces: FaceTrack, looks: Looks) {
        let looks = Looks()
        var builder = FingerprintBuilder(
            profile: .registered, description: Synthetic.description(width: width, height: height),
            finder: BrightFinder(looks: looks))
        for index in 0..<count {
            builder.add(
                Synthetic.grating(index: 0, milliseconds: index * 120, width: width, height: height).darkened)
        }
        return (try #require(try builder.finish().faces()), looks)
    }

    @Test func enlargingKeepsEdgesAndBlendsBetweenCentres() {
        let frame = Synthetic.frame([0, 80, 160, 240], 2, 2, 0)
        let twice = FrameEnlarger(factor: 2).enlarge(frame)
        #expect(twice.width == 4 && twice.height == 4)
        // A centre lies a quarter of the way from one pixel's to the next.
        #expect(twice.luma == [0, 20, 60, 80, 40, 60, 100, 120, 120, 140, 180, 200, 160, 180, 220, 240])
        #expect(FrameEnlarger(factor: 3).enlarge(Synthetic.frame([7], 1, 1, 0)).luma == [UInt8](repeating: 7, count: 9))
        #expect(FrameEnlarger(factor: 1).enlarge(frame).luma == frame.luma)
    }

    @Test func onlyWhatIsMuchTooSmallIsEnlarged() {
        let areas = [
            (176 * 144, 3), (320 * 180, 2), (426 * 240, 2), (480 * 270, 1), (640 * 360, 1), (1920 * 1080, 1), (1, 4),
        ]
        for (pixels, factor) in areas {
            #expect(FrameEnlarger.factor(pixels: pixels, area: 230_400) == factor, "\(pixels)")
        }
        #expect(FrameEnlarger.factor(pixels: 0, area: 230_400) == 1)
    }
}

extension VideoFrame {
    /// With nothing bright in it.
    fileprivate var darkened: VideoFrame {
        VideoFrame(time: time, width: width, height: height, luma: luma.map { $0 / 2 }, range: range)
    }
}
