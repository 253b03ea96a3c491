import Fingerprinting
import Matching
import Media

/// The finer pictures of a recording about its faces: what its detail track shows there, some moments a second apart.
struct RecordedDetail: Sendable {
    /// Samples decoded at once: a passage has at most seven.
    private static let run = 8

    private let track: PictureTrack
    private var decoded: PictureSamples?

    init(_ track: PictureTrack) { self.track = track }

    /// The square about a face at a point of the recording's grid; nothing where there is no finer picture of that point, or where
    /// the track is damaged.
    mutating func square(about face: FrameBox, at index: Int) -> Square? {
        let points = track.interval / PictureSamples.interval
        let sample = index / points
        guard index % points == 0, sample < track.sampleCount else { return nil }
        if decoded?.holds(sample) != true {
            decoded = try? track.samples(sample..<min(sample + Self.run, track.sampleCount))
        }
        guard let decoded, decoded.holds(sample) else { return nil }
        let crop = FaceCrop(face: face, map: .identity, content: .full, grid: track.grid)
        return Square(
            cells: crop.apply(decoded[sample - decoded.firstIndex]).map { Float($0) / 16 },
            pixels: SIMD2(face.width * Double(track.grid.width), face.height * Double(track.grid.height)))
    }

    struct Square {
        /// Grey levels, `FaceCrop.side` squared.
        let cells: [Float]
        /// Cells of the track across and down the face.
        let pixels: SIMD2<Double>
    }
}

extension PictureSamples {
    fileprivate func holds(_ index: Int) -> Bool { firstIndex..<firstIndex + count ~= index }
}

extension PlanarMap {
    fileprivate static let identity = PlanarMap(
        row0: SIMD3(1, 0, 0), row1: SIMD3(0, 1, 0), row2: SIMD3(0, 0, 1))
}
