import Fingerprinting
import Media

/// A region that differs, followed from moment to moment.
struct RegionPath {
    /// Ascending indices of moments, with the region at each.
    private(set) var steps: [(moment: Int, region: RegionPicture.Region)]

    var first: Int { steps[0].moment }
    var last: Int { steps[steps.count - 1].moment }

    /// The paths that last long enough, in the order of their first moments.
    ///
    /// - Parameter regions: for each moment; nil for moments that were not compared.
    static func paths(_ regions: [[RegionPicture.Region]?]) -> [RegionPath] {
        var ended: [RegionPath] = []
        var open: [RegionPath] = []
        for (moment, regions) in regions.enumerated() {
            guard var regions else { continue }
            var kept: [RegionPath] = []
            for var path in open {
                guard let last = path.steps.last else { continue }
                let following = regions.filter { $0.cells.isNear(last.region.cells) }
                if var next = following.max(by: { $0.cells.count < $1.cells.count }) {
                    next.cells = following.reduce(next.cells) { $0.joined($1.cells) }
                    path.steps.append((moment, next))
                    regions.removeAll { following.contains($0) }
                    kept.append(path)
                } else if moment - last.moment <= RegionLimits.longestGap {
                    kept.append(path)
                } else {
                    ended.append(path)
                }
            }
            open = kept + regions.map { RegionPath(steps: [(moment, $0)]) }
        }
        return (ended + open).filter { $0.steps.count >= RegionLimits.leastMoments }.sorted { $0.first < $1.first }
    }

    /// By the strongest moment but one, so that it stands for two.
    var strength: Difference.Strength {
        let excess = steps.map(\.region.excess).sorted(by: >)[min(1, steps.count - 1)]
        return excess < RegionLimits.moderateExcess ? .weak : excess < RegionLimits.strongExcess ? .moderate : .strong
    }

    /// The middle box of the steps, without what the squares of cells reach beyond the region.
    var box: CellRegion {
        func middle(_ side: (CellRegion) -> Int) -> Int {
            let sorted = steps.map { side($0.region.cells) }.sorted()
            return sorted[sorted.count / 2]
        }
        return CellRegion(
            columns: middle(\.columns.lowerBound)..<max(middle(\.columns.upperBound), middle(\.columns.lowerBound) + 1),
            rows: middle(\.rows.lowerBound)..<max(middle(\.rows.upperBound), middle(\.rows.lowerBound) + 1),
            count: middle(\.count)
        ).inset(by: RegionLimits.reach)
    }
}

extension CellRegion {
    /// Whether a region at the next moment can be this one: it touches this one, grown by a quarter to all sides.
    fileprivate func isNear(_ other: CellRegion) -> Bool {
        let (x, y) = (other.columns.count / 4 + 1, other.rows.count / 4 + 1)
        return columns.lowerBound < other.columns.upperBound + x && other.columns.lowerBound < columns.upperBound + x
            && rows.lowerBound < other.rows.upperBound + y && other.rows.lowerBound < rows.upperBound + y
    }

    fileprivate func joined(_ other: CellRegion) -> CellRegion {
        guard self != other else { return self }
        func joined(_ a: Range<Int>, _ b: Range<Int>) -> Range<Int> {
            min(a.lowerBound, b.lowerBound)..<max(a.upperBound, b.upperBound)
        }
        return CellRegion(
            columns: joined(columns, other.columns), rows: joined(rows, other.rows), count: count + other.count)
    }

    /// At least two cells remain each way.
    fileprivate func inset(by cells: Int) -> CellRegion {
        func inset(_ range: Range<Int>) -> Range<Int> {
            let cells = min(cells, max((range.count - 2) / 2, 0))
            return range.lowerBound + cells..<range.upperBound - cells
        }
        return CellRegion(columns: inset(columns), rows: inset(rows), count: count)
    }
}
