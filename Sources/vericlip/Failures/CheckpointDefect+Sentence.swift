import TransparencyLog

extension CheckpointDefect {
    var sentence: String {
        switch self {
        case .malformed: "this is not a signed checkpoint"
        case .unknownLog(let origin): "keys/log.policy does not list the log \(origin) with this key"
        case .badSignature:
            "the checkpoint is not signed by the log's key, or a known witness's signature on it does not fit"
        case .noQuorum(let signed, let missing):
            "too few of the witnesses that keys/log.policy asks for have cosigned the log's checkpoint: "
                + "\(Self.list(signed)) did, \(Self.list(missing)) did not"
        @unknown default: "\(self)"
        }
    }

    private static func list(_ names: [String]) -> String { names.isEmpty ? "none" : names.joined(separator: ", ") }
}
