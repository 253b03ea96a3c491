extension MediaRegister {
    /// The passages that the recording is not to be found by.
    public var excludedMilliseconds: [Range<Int>] { (excluded ?? []).map(\.milliseconds) }

    /// A passage that others have too, such as an anthem, a pool feed or a title card: it is compared, but not looked up.
    public struct ExcludedPassage: Sendable, Hashable, Codable {
        /// From the recording's beginning.
        public let fromMilliseconds: Int
        public let toMilliseconds: Int
        /// What it is, as the publisher calls it.
        public let why: String

        public init(milliseconds range: Range<Int>, why: String) {
            fromMilliseconds = range.lowerBound
            toMilliseconds = range.upperBound
            self.why = why
        }

        public var milliseconds: Range<Int> { fromMilliseconds..<max(fromMilliseconds, toMilliseconds) }

        var isPossible: Bool { 0 <= fromMilliseconds && fromMilliseconds < toMilliseconds }

        private enum CodingKeys: String, CodingKey {
            case why
            case fromMilliseconds = "from_ms"
            case toMilliseconds = "to_ms"
        }
    }

    /// What the publisher hands out of a fingerprint besides its hash, which every statement has.
    public enum Publication: String, Sendable, Codable {
        /// Nothing yet: the recording cannot be found until its fingerprint is revealed.
        case embargoed
        /// The retrieval keys: the recording is found, and cannot be compared unless the publisher hands over the fingerprint.
        case keys
    }
}
