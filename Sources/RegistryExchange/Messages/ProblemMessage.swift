internal import Foundation

/// What a server says of a request that it refuses (RFC 9457), for people.
enum ProblemMessage {
    private struct Problem: Decodable {
        let title: String?
        let detail: String?
    }

    static func sentence(of body: [UInt8]) -> String {
        guard let problem = try? JSONDecoder().decode(Problem.self, from: Data(body)) else {
            return "it does not say why."
        }
        let text = [problem.title, problem.detail].compactMap(\.self).joined(separator: " ").onOneLine
        return text.isEmpty ? "it does not say why." : text
    }
}

extension String {
    /// What a stranger says, to be shown on a line: without what could move a cursor or reverse the direction of writing, and not for
    /// ever.
    var onOneLine: String {
        let plain = unicodeScalars.prefix(1000).map { scalar in
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse: " " as Unicode.Scalar
            default: scalar
            }
        }
        return String(String.UnicodeScalarView(plain))
    }
}
