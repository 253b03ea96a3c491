internal import Foundation
public import Registry
internal import RegistryStorage
internal import Synchronization
internal import TransparencyLog

/// The registry of a home as a server gives it out: opened when it is first asked, and anew where another file has taken its place.
public final class ServedRegistry: Sendable {
    let home: Home
    private let opened = Mutex<Opened?>(nil)
    private let writer = Mutex<LogWriter?>(nil)

    private struct Opened {
        let registry: SQLiteRegistry
        /// Which file it is.
        let number: Int
    }

    public init(of home: Home) { self.home = home }

    /// What others register meanwhile is seen: each read sees the file as it is.
    func reading() throws(RegistryError) -> SQLiteRegistry {
        let path = home.registryFile
        let number = try? FileManager.default.attributesOfItem(atPath: path)[.systemFileNumber] as? Int
        return try opened.withLock { opened throws(RegistryError) in
            if let opened, opened.number == number { return opened.registry }
            let registry = try SQLiteRegistry(reading: path)
            opened = number.map { Opened(registry: registry, number: $0) }
            return registry
        }
    }

    /// Whom the operator trusts: what the server says of trust is the operator's word.
    func trustedKeys() throws(RegistryError) -> TrustedKeys { try home.trustedKeys() }

    /// The log's one writer in this process; `isMirror` or `missingKey` where this home does not write one.
    func writing() throws(RegistryError) -> LogWriter {
        try writer.withLock { writer throws(RegistryError) in
            if let writer { return writer }
            let registry = try SQLiteRegistry(writing: home.registryFile)
            let made = LogWriter(registry, signer: try home.logSigner(for: registry.log))
            writer = made
            return made
        }
    }
}
