internal import Hummingbird

extension Request {
    /// A number of the query.
    func number(_ name: String, _ range: ClosedRange<Int>, else standard: Int) throws(Problem) -> Int {
        guard let text = uri.queryParameters[Substring(name)] else { return standard }
        guard let value = Int(text), range.contains(value) else {
            throw Problem(
                .badRequest, "bad-request", "A number of the request is out of range.",
                detail: "\(name) is from \(range.lowerBound) to \(range.upperBound).")
        }
        return value
    }
}
