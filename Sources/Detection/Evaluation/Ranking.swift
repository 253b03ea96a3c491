/// How well scores tell manipulated clips from unaltered ones: the share of pairs of the two that are in order, a tie counting half
/// (AUC), and an interval for other sources.
public struct Ranking: Sendable, Hashable {
    public var value: Double
    /// 95 % of the resamples of whole sources lie in it.
    public var interval: ClosedRange<Double>
    public var manipulated: Int
    public var unaltered: Int

    private static let resamples = 1000

    /// Nil where one of the two is missing.
    public init?(_ cases: [LabelledCase]) {
        let judged = cases.filter { $0.score != nil }
        let fakes = judged.filter(\.isManipulated)
        let reals = judged.filter { !$0.isManipulated }
        guard !fakes.isEmpty, !reals.isEmpty else { return nil }
        manipulated = fakes.count
        unaltered = reals.count
        value = Self.order(fakes.map { ($0.score ?? 0, 1) }, reals.map { ($0.score ?? 0, 1) })
        let (fakeSources, realSources) = (Self.bySource(fakes), Self.bySource(reals))
        // Seeded, so that the same cases give the same interval.
        var random = SplitMix(seed: 1)
        let values = (0..<Self.resamples).map { _ in
            Self.order(Self.resample(fakeSources, &random), Self.resample(realSources, &random))
        }.sorted()
        interval = values[Self.resamples * 25 / 1000]...values[Self.resamples * 975 / 1000 - 1]
    }

    private static func bySource(_ cases: [LabelledCase]) -> [[Double]] {
        Dictionary(grouping: cases, by: \.source).sorted { $0.key < $1.key }.map { $0.value.compactMap(\.score) }
    }

    /// As many sources as there are, drawn with return; scores with weights.
    private static func resample(_ sources: [[Double]], _ random: inout SplitMix) -> [(Double, Double)] {
        var weights = [Double](repeating: 0, count: sources.count)
        for _ in sources { weights[Int(random.next() % UInt64(sources.count))] += 1 }
        return zip(sources, weights).flatMap { scores, weight in scores.map { ($0, weight) } }
    }

    private static func order(_ fakes: [(Double, Double)], _ reals: [(Double, Double)]) -> Double {
        var (inOrder, all) = (0.0, 0.0)
        for (fake, a) in fakes where a > 0 {
            for (real, b) in reals where b > 0 {
                inOrder += a * b * (fake > real ? 1 : fake == real ? 0.5 : 0)
                all += a * b
            }
        }
        return inOrder / all
    }
}

/// A share of a count, with Wilson's 95 % interval.
public struct Proportion: Sendable, Hashable {
    public var count: Int
    public var of: Int

    public init(_ count: Int, of all: Int) {
        self.count = count
        of = all
    }

    public var interval: ClosedRange<Double> {
        guard of > 0 else { return 0...1 }
        let (n, p, z) = (Double(of), Double(count) / Double(of), 1.96)
        let middle = (p + z * z / (2 * n)) / (1 + z * z / n)
        let half = z / (1 + z * z / n) * (p * (1 - p) / n + z * z / (4 * n * n)).squareRoot()
        return max(0, middle - half)...min(1, middle + half)
    }
}
