public import Signing

extension StatementRefusal {
    /// As the end of a sentence.
    public var sentence: String {
        switch self {
        case .statement(let defect): defect.sentence
        case .key(let defect): defect.sentence
        case .noSuchRecording(let hash): "there is no recording with the leaf hash \(hash.hex.prefix(16)) in this log"
        case .anotherPublishersRecording: "the recording is another publisher's; who contests it disputes it"
        case .noSuchSubject(let key): "no publisher of this log has the key \(key.hex.prefix(16))"
        }
    }
}

extension KeyDefect<SHA256Digest> {
    /// As the end of a sentence.
    public var sentence: String {
        switch self {
        case .unknown: "no publisher of this log has the key that signed it"
        case .notYetAdded(let index): "the key that signed it becomes a publisher's only with log entry \(index)"
        case .ended(let end): "the key that signed it \(end.sentence)"
        case .anotherPublisher: "the key that signed it is another publisher's"
        case .noSuchPublisher: "no publisher registered with the key that it names"
        case .notTheRecoveryKey: "the key that signed it is not the publisher's recovery key"
        case .recoveryKeyOnly: "a recovery key acts for keys, and signs nothing else"
        case .keyIsTaken: "the new key is, or was, a publisher's already"
        case .noSuchKey: "the key that it names is not the publisher's"
        case .cutOffOutOfRange:
            "the first entry that does not count must come after the publisher's registration and not after this entry"
        }
    }
}

extension KeyEnd<SHA256Digest> {
    /// After "The key".
    public var sentence: String {
        switch cause {
        case .replaced(let key): "was replaced by \(key.hex.prefix(16)) in log entry \(statedAt)"
        case .superseded: "was retired in log entry \(statedAt)"
        case .compromised:
            "was called compromised in log entry \(statedAt): nothing that it signs from entry \(start) on counts"
        }
    }
}
