import Registry

extension StatementRefusal {
    /// What to do about it.
    var next: String {
        switch self {
        case .key(.ended(let end)) where end.cause == .compromised:
            "vericlip keys rotate --recovery FILE, with your recovery key, makes a new key."
        case .key(.ended): "vericlip keys history shows the key that came after it; use the home that holds that one."
        case .key(.notTheRecoveryKey): "use the recovery key that init wrote for this publisher."
        case .anotherPublishersRecording: "vericlip dispute RECORD --claim … --url …"
        default: "vericlip keys history shows whose keys stand."
        }
    }
}
