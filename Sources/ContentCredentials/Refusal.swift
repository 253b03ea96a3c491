/// Why a part of a file or manifest was not accepted.
struct Refusal: Error, Hashable {
    /// None where the file cannot be read at all, or not by this version: then nothing is said about its manifest.
    var code: StatusCode?
    /// For people, without a full stop.
    var reason: String

    init(_ code: StatusCode?, _ reason: String) {
        self.code = code
        self.reason = reason
    }

    /// The same reason under another code.
    func with(_ code: StatusCode?) -> Refusal { Refusal(code, reason) }
}
