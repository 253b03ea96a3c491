import Fingerprinting
import Media

/// One picture of the clip and the picture of the recording that is supposed to be the same.
package struct PicturePair: Sendable {
    let clip: [UInt8]
    let original: [UInt8]

    package init(clip: [UInt8], original: [UInt8]) {
        self.clip = clip
        self.original = original
    }
}

/// Finds roughly where the clip's picture lies in the original's: normalised cross-correlation of the clip's central part
/// (which captions, logos and borders rarely reach) with the original, over zoom, place and mirror.
struct CoarseRegistration {
    struct Match {
        let map: PlanarMap
        let content: FrameBox
        let mirrored: Bool
        let zoom: Double
        /// Mean correlation over the pairs, each at least 0.
        let score: Float

        init(map: PlanarMap, content: FrameBox, mirrored: Bool, zoom: Double, score: Float) {
            self.map = map
            self.content = content
            self.mirrored = mirrored
            self.zoom = zoom
            self.score = score
        }

        /// What the retrieval guessed.
        init(_ view: CandidateView) {
            let visible = view.visible
            let scaleX = view.content.width / visible.width
            let scaleY = view.content.height / visible.height
            let y0 = view.content.y - visible.y * scaleY
            let map =
                view.mirrored
                ? PlanarMap.scaling(-scaleX, scaleY, offset: view.content.x + (visible.x + visible.width) * scaleX, y0)
                : PlanarMap.scaling(scaleX, scaleY, offset: view.content.x - visible.x * scaleX, y0)
            self.init(
                map: map, content: view.content, mirrored: view.mirrored, zoom: max(visible.width, visible.height),
                score: 0)
        }
    }

    let clipGrid: GridSize
    let originalGrid: GridSize
    /// Width over height of the frames as shown.
    let clipAspect: Double
    let originalAspect: Double

    /// Part of the content box that serves as template.
    private static let template = FrameBox(x: 0.15, y: 0.12, width: 0.7, height: 0.62)
    /// Sides of the clip's content over the largest such box that fits into the original: below 1 a crop, above 1 a clip
    /// with borders that were not recognised as bars. Steps of 4 % keep a 22-cell template within half a cell.
    private static let zooms =
        [1.5, 1.38, 1.28, 1.2] + Array(stride(from: 1.12, through: 0.48, by: -0.04))

    /// The best few distinct placements, best first.
    func matches(_ pairs: [PicturePair], contents: [FrameBox], keeping count: Int) -> [Match] {
        let originals = pairs.map { HighPassed(original: $0.original, grid: originalGrid) }
        let clips = pairs.map {
            SummedArea(width: clipGrid.width, height: clipGrid.height, cells: $0.clip.lazy.map { Float($0) })
        }
        var found: [Match] = []
        for content in contents {
            for zoom in Self.zooms {
                for mirrored in [false, true] {
                    if let match = best(originals, clips, content: content, zoom: zoom, mirrored: mirrored) {
                        found.append(match)
                    }
                }
            }
        }
        found.sort { $0.score > $1.score }
        var kept: [Match] = []
        for match in found where kept.count < count {
            let distinct = kept.allSatisfy {
                abs($0.zoom / match.zoom - 1) > 0.06 || $0.mirrored != match.mirrored || $0.content != match.content
            }
            if distinct { kept.append(match) }
        }
        return kept
    }

    private func best(
        _ originals: [HighPassed], _ clips: [SummedArea], content: FrameBox, zoom: Double, mirrored: Bool
    ) -> Match? {
        let width = originals[0].width
        let height = originals[0].height
        // Size of the content in the original's frame, in fractions of that frame.
        let aspect = content.width / content.height * clipAspect / originalAspect
        let contentWidth = min(1, aspect) * zoom
        let contentHeight = min(1, 1 / aspect) * zoom
        let part = Self.template
        let columns = Int((contentWidth * part.width * Double(width)).rounded())
        let rows = Int((contentHeight * part.height * Double(height)).rounded())
        guard columns >= 5, rows >= 5, columns <= width, rows <= height else { return nil }
        var scores = [Float](repeating: 0, count: (width - columns + 1) * (height - rows + 1))
        for (original, clip) in zip(originals, clips) {
            let template = HighPassed(
                clip: clip, content: content, part: part, columns: columns, rows: rows, mirrored: mirrored)
            template.correlate(with: original, into: &scores)
        }
        guard let peak = scores.indices.max(by: { scores[$0] < scores[$1] }) else { return nil }
        let across = width - columns + 1
        // The template's corner in the original, and from there the whole content's.
        let cellWidth = content.width * part.width / Double(columns)
        let cellHeight = content.height * part.height / Double(rows)
        let scaleX = cellWidth * Double(width)
        let scaleY = cellHeight * Double(height)
        let y0 = content.y + part.y * content.height - Double(peak / across) * cellHeight
        let left = content.x + part.x * content.width
        let map =
            mirrored
            ? PlanarMap.scaling(
                -scaleX, scaleY, offset: left + part.width * content.width + Double(peak % across) * cellWidth, y0)
            : PlanarMap.scaling(scaleX, scaleY, offset: left - Double(peak % across) * cellWidth, y0)
        return Match(
            map: map, content: content, mirrored: mirrored, zoom: zoom, score: scores[peak] / Float(originals.count))
    }
}

/// A small picture without its low frequencies: what is left after its local mean (a box of 7 by 7 cells) is subtracted.
private struct HighPassed {
    let width: Int
    let height: Int
    private var cells: [Float]
    private var sums: SummedArea?
    private var squares: SummedArea?

    /// The original at half the fingerprint's resolution.
    init(original: [UInt8], grid: GridSize) {
        width = grid.width / 2
        height = grid.height / 2
        var small = [Float](repeating: 0, count: width * height)
        for y in 0..<height {
            for x in 0..<width {
                let i = 2 * y * grid.width + 2 * x
                let sum =
                    Int(original[i]) + Int(original[i + 1]) + Int(original[i + grid.width])
                    + Int(original[i + grid.width + 1])
                small[y * width + x] = Float(sum) / 4
            }
        }
        cells = Self.highPass(small, width, height)
        sums = SummedArea(width: width, height: height, cells: cells)
        squares = SummedArea(width: width, height: height, cells: cells.lazy.map { $0 * $0 })
    }

    /// A part of the clip, shrunk to `columns * rows` cells; zero mean, unit norm.
    init(clip: SummedArea, content: FrameBox, part: FrameBox, columns: Int, rows: Int, mirrored: Bool) {
        width = columns
        height = rows
        // Three cells around the template, where the content has them, feed the local mean.
        let margin = 3
        let cellWidth = content.width * part.width / Double(columns) * Double(clip.width)
        let cellHeight = content.height * part.height / Double(rows) * Double(clip.height)
        let x0 = (content.x + part.x * content.width) * Double(clip.width)
        let y0 = (content.y + part.y * content.height) * Double(clip.height)
        let (w, h) = (columns + 2 * margin, rows + 2 * margin)
        var wide = [Float](repeating: 0, count: w * h)
        for y in 0..<h {
            for x in 0..<w {
                let column = Double((mirrored ? w - 1 - x : x) - margin)
                let left = x0 + column * cellWidth
                let top = y0 + Double(y - margin) * cellHeight
                wide[y * w + x] = clip.mean(left, top, left + cellWidth, top + cellHeight)
            }
        }
        let passed = Self.highPass(wide, w, h)
        cells = []
        cells.reserveCapacity(columns * rows)
        for y in margin..<margin + rows {
            cells += passed[y * w + margin..<y * w + margin + columns]
        }
        let mean = cells.reduce(0, +) / Float(cells.count)
        let norm = cells.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }.squareRoot()
        for i in cells.indices { cells[i] = (cells[i] - mean) / max(norm, 1e-3) }
    }

    /// Adds the correlation with every place of the original, place after place, rows from the top.
    func correlate(with original: HighPassed, into scores: inout [Float]) {
        guard let sums = original.sums, let squares = original.squares else { return }
        let across = original.width - width + 1
        let count = Float(width * height)
        for y in 0...(original.height - height) {
            for x in 0..<across {
                var product: Float = 0
                for row in 0..<height {
                    let from = (y + row) * original.width + x
                    for column in 0..<width {
                        product += cells[row * width + column] * original.cells[from + column]
                    }
                }
                let sum = sums.sum(x, y, width, height)
                let variance = squares.sum(x, y, width, height) - sum * sum / count
                // A window with less than half a grey level of contrast correlates with nothing.
                let norm = max(variance, count * 0.25).squareRoot()
                scores[y * across + x] += max(0, product / norm)
            }
        }
    }

    private static func highPass(_ cells: [Float], _ width: Int, _ height: Int) -> [Float] {
        let area = SummedArea(width: width, height: height, cells: cells)
        var passed = cells
        for y in 0..<height {
            let (top, bottom) = (max(0, y - 3), min(height, y + 4))
            for x in 0..<width {
                let (left, right) = (max(0, x - 3), min(width, x + 4))
                passed[y * width + x] -=
                    area.sum(left, top, right - left, bottom - top) / Float((right - left) * (bottom - top))
            }
        }
        return passed
    }
}
