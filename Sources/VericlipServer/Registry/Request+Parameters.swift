internal import Foundation
internal import Hummingbird
internal import NIOCore

extension Request {
    /// The largest number that every JSON reader takes for what it is.
    static let lastNumber = (1 << 53) - 1

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

    /// The whole body, in memory.
    func bytes(limit: Int) async throws -> [UInt8] {
        do {
            return Array(try await body.collect(upTo: limit).readableBytesView)
        } catch is NIOTooManyBytesError {
            throw Problem(
                .contentTooLarge, "too-large", "The request is too large.",
                detail: "Its body may have \(limit) bytes.")
        }
    }
}

extension Response {
    /// A message of the registry's protocol.
    static func message(_ message: some Encodable, status: HTTPResponse.Status = .ok) throws -> Response {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return answer(
            Array(try encoder.encode(message)) + [UInt8(ascii: "\n")], type: "application/json", status: status)
    }
}
