internal import Foundation
internal import Signing

/// What words to webhooks are signed with: symmetric, as in the Standard Webhooks specification (1.0.0), "Signature scheme".
public struct WebhookSecret: Sendable {
    private let key: [UInt8]

    private static let prefix = "whsec_"

    /// 32 random bytes.
    public init() {
        var generator = SystemRandomNumberGenerator()
        key = (0..<32).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    }

    /// `whsec_` and 24 to 64 bytes in Base64; nothing where the text is not that.
    public init?(_ text: String) {
        guard text.hasPrefix(Self.prefix), let key = [UInt8](strictBase64: text.dropFirst(Self.prefix.count)),
            (24...64).contains(key.count)
        else { return nil }
        self.key = key
    }

    public var text: String { Self.prefix + key.base64 }

    /// The headers of one word, each as `Name: value`.
    /// - Parameters:
    ///   - id: the same at every attempt, so that who gets it twice sees it.
    ///   - time: seconds since 1970: who receives it refuses what is old.
    public func headers(id: String, time: Int64, body: [UInt8]) -> [String] {
        let signed = Array("\(id).\(time).".utf8) + body
        let code = MessageAuthentication.code(of: signed, key: key)
        return ["webhook-id: \(id)", "webhook-timestamp: \(time)", "webhook-signature: v1,\(code.base64)"]
    }
}
