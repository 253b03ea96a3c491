internal import Signing

extension RegistryStore {
    /// What a recording's statement says of its fingerprint; nothing where the entry is not a recording that can be read.
    public func fingerprintReference(at index: Int) throws(RegistryError) -> MediaRegister.FingerprintReference? {
        try entry(at: index).flatMap { MediaRegister.FingerprintReference(namedBy: $0.statement) }
    }
}

extension MediaRegister.FingerprintReference {
    /// The fingerprint that an entry of the log names; nothing where it is not a recording that can be read.
    public init?(namedBy entry: [UInt8]) {
        guard let media = MediaRegister(namedBy: entry) else { return nil }
        self = media.fingerprint
    }
}

extension MediaRegister {
    /// What an entry of the log says, unchecked; nothing where it is not a recording that can be read.
    public init?(namedBy entry: [UInt8]) {
        guard let signed = try? UnverifiedSignedStatement(decoding: entry),
            case .mediaRegister(let media)? = try? Statement(of: signed)
        else { return nil }
        self = media
    }
}
