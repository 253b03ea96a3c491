internal import Foundation
public import Registry
internal import Signing
internal import TransparencyLog

/// Where a registry is kept.
public enum RegistryPlace: Sendable, Hashable, CustomStringConvertible {
    /// A SQLite file at this path.
    case file(String)
    /// A PostgreSQL database.
    case database(PostgreSQLAddress)

    /// The registry's name in a home's registry folder.
    static let fileName = "registry.db"

    /// The file's name in a home's registry folder that names the database in which the registry is; without it the registry is the
    /// file `registry.db` beside it.
    static let addressFileName = "postgresql"

    /// What stands in a home's registry folder.
    public init(inFolder folder: String) throws(RegistryError) {
        let path = "\(folder)/\(Self.addressFileName)"
        guard FileManager.default.fileExists(atPath: path) else {
            self = .file("\(folder)/\(Self.fileName)")
            return
        }
        guard let text = try? String(contentsOfFile: path, encoding: .utf8),
            let address = PostgreSQLAddress(text.trimmingCharacters(in: .whitespacesAndNewlines))
        else { throw .cannotOpen(path: path, detail: "it is not an address such as postgresql://user@host/database") }
        self = .database(address)
    }

    /// As messages name it.
    public var description: String {
        switch self {
        case .file(let path): path
        case .database(let address): address.description
        }
    }

    public func reading() throws(RegistryError) -> any StoredRegistry {
        switch self {
        case .file(let path): try SQLiteRegistry(reading: path)
        case .database(let address): try PostgreSQLRegistry(reading: address)
        }
    }

    /// To read it and to append to it.
    public func writing() throws(RegistryError) -> any StoredRegistry {
        switch self {
        case .file(let path): try SQLiteRegistry(writing: path)
        case .database(let address): try PostgreSQLRegistry(writing: address)
        }
    }

    /// The copy of a log that others write, brought to what the folder holds; made where there is none.
    /// - Parameters:
    ///   - address: where the log is served.
    ///   - time: seconds since 1970.
    func mirroring(
        _ folder: LogFolder, of log: NoteVerifierKey, from address: String, at time: Int64
    ) throws(RegistryError) -> any StoredRegistry {
        switch self {
        case .file(let path):
            try SQLiteRegistry(mirroring: folder, of: log, from: address, at: path, time: time)
        case .database(let database):
            try PostgreSQLRegistry(mirroring: folder, of: log, from: address, at: database, time: time)
        }
    }

    /// A mirror, to fill in what its entries name.
    func fillingMirror() throws(RegistryError) -> any StoredRegistry {
        switch self {
        case .file(let path): try SQLiteRegistry(fillingMirror: path)
        case .database(let address): try PostgreSQLRegistry(fillingMirror: address)
        }
    }

    /// A copy of a registry, whole, where there is none: the log with its checkpoints as they are, the fingerprints and the index. All of
    /// it or, after a crash, nothing.
    /// - Parameter progress: entries that are copied, of how many.
    public func copying(
        _ source: any StoredRegistry, progress: @Sendable (_ done: Int, _ all: Int) -> Void = { _, _ in }
    ) throws(RegistryError) -> any StoredRegistry {
        switch self {
        case .file(let path): try SQLiteRegistry(copying: source, to: path, progress: progress)
        case .database(let address): try PostgreSQLRegistry(copying: source, to: address, progress: progress)
        }
    }

    /// A new registry whose log begins with this statement.
    func creating(
        first statement: AdmittedStatement, signer: borrowing LogSigner, loggedAt: Int64
    ) throws(RegistryError) -> any StoredRegistry {
        switch self {
        case .file(let path):
            try SQLiteRegistry(creating: path, first: statement, signer: signer, loggedAt: loggedAt)
        case .database(let address):
            try PostgreSQLRegistry(creating: address, first: statement, signer: signer, loggedAt: loggedAt)
        }
    }
}

extension Home {
    /// Where this home's registry is.
    public var registryPlace: RegistryPlace {
        get throws(RegistryError) { try RegistryPlace(inFolder: registryFolder) }
    }

    public func registryForReading() throws(RegistryError) -> any StoredRegistry { try registryPlace.reading() }

    /// `isMirror` or `missingKey` come when something is appended.
    public func registryForWriting() throws(RegistryError) -> any StoredRegistry { try registryPlace.writing() }

    /// The same, or a mirror, to merge the runs of its index.
    public func registryForMerging() throws(RegistryError) -> any StoredRegistry {
        mirroredAddress == nil ? try registryPlace.writing() : try registryPlace.fillingMirror()
    }

    /// From now on this home's registry is there. What is in `registry.db` stays.
    public func keepRegistry(in address: PostgreSQLAddress) throws(RegistryError) {
        try DurableFile.write(
            Array((address.connectionString + "\n").utf8), to: "\(registryFolder)/\(RegistryPlace.addressFileName)")
    }

    /// From now on this home's registry is `registry.db`.
    public func keepRegistryInFile() throws(RegistryError) {
        let path = "\(registryFolder)/\(RegistryPlace.addressFileName)"
        do {
            try FileManager.default.removeItem(atPath: path)
        } catch CocoaError.fileNoSuchFile {
            return
        } catch {
            throw .readOnly(path: path)
        }
    }
}
