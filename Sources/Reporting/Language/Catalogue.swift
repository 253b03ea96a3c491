extension [Message: String] {
    /// A language's messages in parts, of which no two have the same message.
    init(parts: [[Message: String]]) {
        self.init(uniqueKeysWithValues: parts.joined().map { ($0.key, $0.value) })
    }
}
