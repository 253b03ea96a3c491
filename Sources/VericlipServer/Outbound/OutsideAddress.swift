internal import Foundation
internal import HTTPTypes

/// An address on another machine that somebody handed in: `http` or `https`, and no credentials in it. Whether it may be reached is
/// seen when its name has been resolved.
struct OutsideAddress: Sendable, Hashable {
    let text: String
    /// What a file at this address would be called.
    let fileName: String

    private static let characterLimit = 2048

    /// - Parameter what: names it in the problem, as the subject of a sentence.
    init(_ text: String, for what: String) throws(Problem) {
        guard text.utf8.count <= Self.characterLimit, let parts = URLComponents(string: text),
            ["http", "https"].contains(parts.scheme?.lowercased()), parts.host?.isEmpty == false,
            parts.user == nil, parts.password == nil
        else {
            throw Problem(
                .unprocessableContent, "unusable", "An address cannot be used.",
                detail: "\(what) is an http or https address without a name and password, of at most "
                    + "\(Self.characterLimit) characters.")
        }
        self.text = text
        fileName = parts.path.split(separator: "/").last.map(String.init) ?? parts.host ?? "clip"
    }
}
