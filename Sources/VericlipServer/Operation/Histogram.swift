/// How often values fell under each of some bounds, as Prometheus counts them.
struct Histogram: Sendable {
    /// Ascending.
    let bounds: [Double]
    /// Of each bound the values at most as large that are larger than the bound before; at the end those above all bounds.
    private var counts: [Int]
    private var sum = 0.0

    init(bounds: [Double]) {
        self.bounds = bounds
        counts = Array(repeating: 0, count: bounds.count + 1)
    }

    mutating func add(_ value: Double) {
        counts[bounds.firstIndex { value <= $0 } ?? bounds.count] += 1
        sum += value
    }

    /// Lines of the text format.
    /// - Parameter labels: of all lines, such as `route="/"`; may be empty.
    func lines(_ name: String, labels: String = "") -> [String] {
        var below = 0
        let limits = bounds.map { "\($0)" } + ["+Inf"]
        var lines = zip(limits, counts).map { limit, count in
            below += count
            return "\(name)_bucket{\(labels)\(labels.isEmpty ? "" : ",")le=\"\(limit)\"} \(below)"
        }
        let suffix = labels.isEmpty ? "" : "{\(labels)}"
        lines.append("\(name)_sum\(suffix) \(sum)")
        lines.append("\(name)_count\(suffix) \(below)")
        return lines
    }
}
