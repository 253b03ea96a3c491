internal import RegistryStorage

/// Who asks.
enum Caller: Sendable, Hashable {
    /// The server asks for no keys: whoever reaches it may ask for everything.
    case anybody
    /// Somebody who showed a key, or a session that was opened with it.
    case key(APIKey, isSession: Bool)
    /// Somebody who showed no key, or none that holds.
    case stranger(Reason)

    enum Reason: Sendable, Hashable {
        case noKey, unknownKey, expiredKey
    }

    var key: APIKey? { if case .key(let key, _) = self { key } else { nil } }

    /// In whose name it asks: the number of a key, or 0.
    var number: Int { key?.number ?? 0 }

    /// Whose verifications it may see; nothing for everybody's.
    var owner: Int? {
        switch self {
        case .anybody: nil
        case .key(let key, _): key.allows(.admin) ? nil : key.number
        // Routes that show verifications let no stranger in; if one did, it would find none.
        case .stranger: -1
        }
    }

    var mayRegister: Bool {
        switch self {
        case .anybody: true
        case .key(let key, _): key.allows(.register)
        case .stranger: false
        }
    }

    func maySee(_ verification: RequestedVerification) -> Bool { owner == nil || owner == verification.owner }

    func maySee(_ batch: RequestedBatch) -> Bool { owner == nil || owner == batch.owner }
}
