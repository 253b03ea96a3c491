/// Where a private key lies that never leaves its token: a module of PKCS #11, and labels in it. The PIN is not part of it.
public struct TokenKeyReference: Sendable, Hashable {
    /// Path of the module, a shared library.
    public let module: String
    /// Labels of the token and of the key on it.
    public let token: String
    public let key: String
    /// A file that holds the PIN; nothing where it comes from elsewhere.
    public let pinFile: String?

    public init(module: String, token: String, key: String, pinFile: String? = nil) {
        self.module = module
        self.token = token
        self.key = key
        self.pinFile = pinFile
    }

    /// A line for each part: its name, a space, its value.
    public var text: String {
        let lines =
            ["module \(module)", "token \(token)", "key \(key)"] + [pinFile.map { "pin-file \($0)" }].compactMap(\.self)
        return lines.joined(separator: "\n") + "\n"
    }

    /// Reads `text`; nothing where a part is missing, unknown or there twice.
    public init?(text: String) {
        var parts: [String: String] = [:]
        for line in text.split(separator: "\n") {
            guard let space = line.firstIndex(of: " ") else { return nil }
            let value = String(line[line.index(after: space)...])
            guard !value.isEmpty, parts.updateValue(value, forKey: String(line[..<space])) == nil else { return nil }
        }
        guard let module = parts["module"], let token = parts["token"], let key = parts["key"],
            parts.keys.allSatisfy({ ["module", "token", "key", "pin-file"].contains($0) })
        else { return nil }
        self.init(module: module, token: token, key: key, pinFile: parts["pin-file"])
    }
}

/// Why a key on a token cannot be used.
@nonexhaustive
public enum TokenFailure: Error, Sendable, Hashable {
    /// The module cannot be loaded, or is none.
    case module(path: String, detail: String)
    /// No token with this label is in any slot.
    case noToken(label: String)
    /// The token has no such key, or of several with this label none can be chosen; both halves of the pair must be there.
    case noKey(label: String, matches: Int)
    /// No PIN was given.
    case noPIN
    case wrongPIN(isLocked: Bool)
    /// The key is to be written to a file: it cannot leave the token.
    case staysOnToken
    /// A call that failed, and the module's own code for why.
    case refused(call: String, code: UInt)
}
