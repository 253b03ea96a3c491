import Fingerprinting
import Matching
import Media

/// What one moment shows: regions that differ, and the heat map.
struct RegionPicture: Sendable {
    /// Milliseconds, on the clip's clock.
    let time: Int
    /// The segment of the time map that it lies in.
    let segment: Int
    /// Nothing where the picture as a whole is another one.
    let regions: [Region]?
    let heat: RegionMap.Picture?

    /// Cells that belong together, on the recording's grid, and the median of their scores.
    struct Region: Sendable, Hashable {
        var cells: CellRegion
        let excess: Float
    }

    init(_ moment: RegionMoment, scores: RegionScores, grid: GridSize, places: RegionMap.Places) {
        time = moment.time
        segment = moment.segment
        let flags = scores.cells.map { $0 > 1 }
        let compared = scores.cells.count { !$0.isNaN }
        guard Double(flags.count { $0 }) <= RegionLimits.largestShare * Double(compared) else {
            regions = nil
            heat = nil
            return
        }
        regions = CellRegion.regions(of: flags, seeds: flags, width: grid.width)
            .filter {
                $0.count >= RegionLimits.leastCells
                    && min($0.columns.count, $0.rows.count) >= RegionLimits.leastSide
                    && !scores.isShifted($0)
            }
            .map { region in
                let inside = region.rows.flatMap { row in
                    region.columns.map { scores.cells[row * grid.width + $0] }
                }
                return Region(cells: region, excess: inside.filter { $0 > 1 }.quantile(0.5))
            }
        heat = RegionMap.Picture(moment, scores: scores, places: places)
    }
}

extension [RegionPicture] {
    /// Milliseconds of the clip that some moments in a row stand for: half-way to those before and after, and to the
    /// ends of the segment where there is none.
    func stretch(_ range: ClosedRange<Int>, of segments: [AlignedSegment]) -> Range<Int> {
        let (first, last) = (self[range.lowerBound], self[range.upperBound])
        let before = range.lowerBound > 0 ? self[range.lowerBound - 1] : nil
        let after = range.upperBound + 1 < count ? self[range.upperBound + 1] : nil
        let start =
            before.flatMap { $0.segment == first.segment ? ($0.time + first.time) / 2 : nil }
            ?? segments[first.segment].clip.start.milliseconds
        let end =
            after.flatMap { $0.segment == last.segment ? ($0.time + last.time) / 2 : nil }
            ?? segments[last.segment].clip.end.milliseconds
        return start..<Swift.max(start, end)
    }
}
