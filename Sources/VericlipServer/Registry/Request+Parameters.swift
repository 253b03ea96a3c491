internal import Hummingbird

extension Request {
    /// A member of the query; nothing where it is absent or empty.
    func text(_ name: String, limit: Int = 255) throws(Problem) -> String? {
        guard let text = uri.queryParameters[Substring(name)].map(String.init), !text.isEmpty else { return nil }
        guard text.unicodeScalars.count <= limit else {
            throw Problem(
                .badRequest, "bad-request", "A text of the request is too long.",
                detail: "\(name) has \(limit) characters at most.")
        }
        return text
    }

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
