import Detection
import Media
import Testing

/// Where faces are looked for again: by hand.
@Suite struct FaceRegionsTests {
    private func face(_ box: FrameBox) -> FaceCrop.Place {
        FaceCrop.Place(points: Array(repeating: FaceCrop.Point(x: 0, y: 0), count: 5), box: box)
    }

    /// A face of 64 x 80 pixels from (320, 144) on in 640 x 360: 28 pixels about it, from and to multiples of 32.
    @Test func aboutAFace() {
        let box = FrameBox(x: 0.5, y: 0.4, width: 0.1, height: 80.0 / 360)
        let regions = FaceRegions.regions(about: [box], width: 640, height: 360)
        #expect(regions == [.init(columns: 288..<416, rows: 96..<256)])
    }

    /// At the edges it ends with the frame, and what lies beyond is cut.
    @Test func atTheEdges() {
        let corner = FrameBox(x: -0.02, y: 0.9, width: 0.1, height: 0.15)
        let regions = FaceRegions.regions(about: [corner], width: 640, height: 360)
        #expect(regions == [.init(columns: 0..<96, rows: 288..<360)])
    }

    @Test func theWholeFrameIsLookedAtWhereThatCostsNoMore() {
        let large = FrameBox(x: 0.3, y: 0.2, width: 0.4, height: 0.6)
        #expect(FaceRegions.regions(about: [large], width: 640, height: 360) == nil)
        #expect(FaceRegions.regions(about: [], width: 640, height: 360) == nil)
        #expect(FaceRegions.regions(about: [large], width: 0, height: 0) == nil)
    }

    @Test func facesThatAreFoundAgain() {
        let (left, right) = (
            FrameBox(x: 0.1, y: 0.1, width: 0.2, height: 0.2), FrameBox(x: 0.6, y: 0.1, width: 0.2, height: 0.2)
        )
        let moved = FrameBox(x: 0.15, y: 0.1, width: 0.2, height: 0.2)
        #expect(FaceRegions.all(of: [left, right], areAmong: [right, moved]))
        #expect(!FaceRegions.all(of: [left, right], areAmong: [moved]))
        #expect(FaceRegions.distinct([face(left), face(right), face(moved)]) == [face(left), face(right)])
    }
}
