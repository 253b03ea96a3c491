public import Media

/// Where faces are looked for that were found a moment before: about their places, and not all over the frame.
public enum FaceRegions {
    /// A part of a reduced frame, in its pixels.
    public struct Region: Sendable, Hashable {
        public var columns: Range<Int>
        public var rows: Range<Int>

        public init(columns: Range<Int>, rows: Range<Int>) {
            self.columns = columns
            self.rows = rows
        }

        var area: Int { columns.count * rows.count }
    }

    /// Of a face's size, looked at on each side of it: further than a head moves in a fifth of a second.
    private static let margin = 0.35
    /// Regions begin at multiples of so many pixels, as the cells of the detector's coarsest map do: there it sees a face as it does in the
    /// whole frame.
    private static let cell = 32
    /// Share of the frame from which on looking at the whole costs no more.
    private static let worthwhile = 0.6

    /// One region a face; nil where the whole frame is better looked at, and where there is no face.
    public static func regions(about boxes: [FrameBox], width: Int, height: Int) -> [Region]? {
        guard !boxes.isEmpty, width > 0, height > 0 else { return nil }
        let regions = boxes.map { box in
            let (across, down) = (box.width * Double(width), box.height * Double(height))
            return Region(
                columns: span(box.x * Double(width), across, margin * max(across, down), of: width),
                rows: span(box.y * Double(height), down, margin * max(across, down), of: height))
        }
        let area = regions.reduce(0) { $0 + $1.area }
        return Double(area) < worthwhile * Double(width * height) ? regions : nil
    }

    private static func span(_ start: Double, _ length: Double, _ margin: Double, of count: Int) -> Range<Int> {
        func pixel(_ value: Double) -> Int { Int(min(max(value, 0), Double(count))) }
        let first = min(pixel(start - margin), count - 1) / cell * cell
        let last = max(pixel(start + length + margin), first + 1)
        return first..<min((last + cell - 1) / cell * cell, count)
    }

    /// Whether each face has one of those found near its place.
    public static func all(of boxes: [FrameBox], areAmong found: [FrameBox]) -> Bool {
        boxes.allSatisfy { box in found.contains { $0.overlap(with: box) >= FaceLimits.sameFace } }
    }

    /// Each face once, though regions overlap: of two that cover each other by half, the first.
    public static func distinct(_ faces: [FaceCrop.Place]) -> [FaceCrop.Place] {
        faces.reduce(into: []) { kept, face in
            if !kept.contains(where: { $0.box.overlap(with: face.box) > 0.5 }) { kept.append(face) }
        }
    }
}
