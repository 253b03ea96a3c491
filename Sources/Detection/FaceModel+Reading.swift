internal import Glibc

extension FaceModel.Output {
    /// Log-odds beyond which a network is sure: what it says beyond is its arithmetic's end.
    private static let surest = 50.0

    /// The log-odds that a face was manipulated, before calibration, of what the network answered; nil where that holds no such number.
    public func logOdds(in answer: [Float]) -> Double? {
        guard answer.indices.contains(index) else { return nil }
        let value = Double(answer[index])
        guard value.isFinite else { return nil }
        switch kind {
        case .logOdds: return value
        case .probability:
            guard (0...1).contains(value) else { return nil }
            return min(max(log(value / (1 - value)), -Self.surest), Self.surest)
        case .classes:
            guard answer.count > 1, answer.allSatisfy(\.isFinite) else { return nil }
            let others = answer.indices.filter { $0 != index }.map { Double(answer[$0]) }
            let largest = others.max() ?? 0
            let rest = largest + log(others.reduce(0) { $0 + exp($1 - largest) })
            return min(max(value - rest, -Self.surest), Self.surest)
        }
    }

    /// Whether the network takes a face for a drawn or rendered one rather than for a filmed one.
    public func isAnimation(_ answer: [Float]) -> Bool {
        guard let animation, answer.indices.contains(animation) else { return false }
        return answer[animation] > 0
    }
}

extension FaceModel.Calibration {
    /// From the network's log-odds to 0 to 1.
    public func suspicion(_ score: Double) -> Double { 1 / (1 + exp(-(slope * score + shift))) }

    /// The network's log-odds that come to this suspicion, which lies between 0 and 1.
    func logOdds(at suspicion: Double) -> Double { (log(suspicion / (1 - suspicion)) - shift) / slope }
}
