extension StatementDefect {
    /// As the end of a sentence.
    public var sentence: String {
        switch self {
        case .tooLarge(let bytes, let limit): "it has \(bytes) bytes, at most \(limit) are taken"
        case .cbor(let defect, let offset): "its CBOR is not canonical (\(defect.rawValue) at byte \(offset))"
        case .notAStatement(let expected): "expected \(expected)"
        case .unsupportedAlgorithm(let number): "its signature algorithm \(number) is not supported"
        case .badSignature: "its signature does not fit"
        case .payload(let text): text
        case .unknownPublisher(let key): "no publisher has registered the key \(key.hex.prefix(16)) in this log"
        case .unknownType(let type): "its type \(type) is not known"
        }
    }
}
