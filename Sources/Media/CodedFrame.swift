/// How a frame lies in its file.
public struct CodedFrame: Sendable, Hashable {
    public enum Kind: Sendable, Hashable {
        /// Decoding can begin at it.
        case key
        /// From frames before it.
        case predicted
        case other
    }

    public var bytes: Int
    public var kind: Kind

    public init(bytes: Int, kind: Kind) {
        self.bytes = bytes
        self.kind = kind
    }
}
