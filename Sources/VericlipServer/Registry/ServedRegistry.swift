internal import Foundation
public import Registry
internal import RegistryStorage
internal import Synchronization
internal import TransparencyLog

/// The registry of a home as a server gives it out: opened when it is first asked, and anew where another file or database has taken
/// its place.
public final class ServedRegistry: Sendable {
    let home: Home
    private let opened = Mutex<Opened?>(nil)
    private let writer = Mutex<LogWriter?>(nil)

    private struct Opened {
        let registry: any StoredRegistry
        let place: RegistryPlace
        /// Which file it is; nothing for a database.
        let number: Int?
    }

    public init(of home: Home) { self.home = home }

    /// What others register meanwhile is seen: each read sees the registry as it is.
    func reading() throws(RegistryError) -> any StoredRegistry {
        let place = try home.registryPlace
        let number = Self.number(of: place)
        return try opened.withLock { opened throws(RegistryError) in
            if let opened, opened.place == place, opened.number == number { return opened.registry }
            let registry = try place.reading()
            opened = Opened(registry: registry, place: place, number: number)
            return registry
        }
    }

    private static func number(of place: RegistryPlace) -> Int? {
        guard case .file(let path) = place else { return nil }
        return try? FileManager.default.attributesOfItem(atPath: path)[.systemFileNumber] as? Int
    }

    /// Whom the operator trusts: what the server says of trust is the operator's word.
    func trustedKeys() throws(RegistryError) -> TrustedKeys { try home.trustedKeys() }

    /// The log's one writer in this process; `isMirror` or `missingKey` where this home does not write one.
    func writing() throws(RegistryError) -> LogWriter {
        try writer.withLock { writer throws(RegistryError) in
            if let writer { return writer }
            let registry = try home.registryForWriting()
            let made = LogWriter(registry, signer: try home.logSigner(for: registry.log))
            writer = made
            return made
        }
    }
}
