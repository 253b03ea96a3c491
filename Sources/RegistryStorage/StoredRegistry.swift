public import Matching
public import Registry
public import Signing
public import TransparencyLog

/// A registry that this program keeps itself, in a file or in a database, with all that a home does with its own.
public protocol StoredRegistry: RegistryStore, WritableRetrievalIndex {
    /// Where it is, as messages name it: a path, or an address without its password.
    var path: String { get }

    /// The bytes of a tile, derived from what is stored; nothing where the log does not reach that far.
    func bytes(of tile: Tile) throws(RegistryError) -> [UInt8]?

    /// The address that this registry is copied from; nothing where it is one of its own.
    func mirroredAddress() throws(RegistryError) -> String?

    /// The recordings whose fingerprints are not held here, oldest first.
    func recordingsWithoutFingerprint() throws(RegistryError) -> [RecordingID]

    /// Those of the entries with these numbers that there are, oldest first, as they are stored.
    func storedEntries(_ range: Range<Int>) throws(RegistryError) -> [StoredEntry]

    /// The whole index, by ascending key, as one moment has it.
    func forEachList(_ visit: (RetrievalKey, [Posting]) throws(RegistryError) -> Void) throws(RegistryError)

    /// Puts other postings in the place of the whole index, batch after batch until there is none more: all of it or, where it throws,
    /// nothing. Readers see the old index until it is done.
    func replaceIndex(_ next: () throws(RegistryError) -> [KeyedPosting]?) throws(RegistryError)

    /// Merges runs of the index, so that look-ups read few pages. Nobody waits for it, and where it is ended in between nothing is lost but
    /// its work; nothing happens where somebody else is at it.
    /// - Parameters:
    ///   - all: whether all that there are now should become one, not only where there are many for their size.
    ///   - progress: pages that are done, of how many, for each run that is made.
    func mergeRuns(all: Bool, progress: (_ done: Int, _ all: Int) -> Void) throws(RegistryError)

    /// How large the index is, and where it lies.
    func indexFigures() throws(RegistryError) -> IndexFigures
}

extension StoredRegistry {
    public func mergeRuns(all: Bool = false) throws(RegistryError) { try mergeRuns(all: all) { _, _ in } }

    /// The same after something else, which does not fail with it: the index is right with many runs too, only slower, and is merged another
    /// time.
    func tidyIndex(all: Bool = false) { try? mergeRuns(all: all) }

    /// `insert`, of which the compiler does not know that it throws nothing else here (saying so in this protocol crashes Swift 6.3.1).
    func add(_ postings: [KeyedPosting]) throws(RegistryError) {
        do {
            try insert(postings)
        } catch let error as RegistryError {
            throw error
        } catch {
            throw .storage(path: path, operation: "insert", code: "", detail: "\(error)")
        }
    }

    /// Keeps a recording's fingerprint and the postings that it is found by: both or, after a crash, neither. What a mirror copies.
    /// `recordFails` where it is not the one that was signed.
    public func keep(
        fingerprint bytes: [UInt8], of recording: RecordingID, postings: [KeyedPosting]
    ) throws(RegistryError) {
        let index = Int(recording.rawValue)
        guard let reference = try fingerprintReference(at: index), reference.isOf(bytes) else {
            throw .recordFails(recording, .fingerprint)
        }
        _ = try add(fingerprint: bytes, to: index, postings: postings)
    }
}

/// An entry with what a store keeps beside it and nobody signed.
public struct StoredEntry: Sendable, Hashable {
    /// The COSE_Sign1.
    public let statement: [UInt8]
    /// Seconds since 1970.
    public let loggedAt: Int64
    /// The fingerprint that is held with it, by its hash.
    public let fingerprint: SHA256Digest?
}

extension SQLiteRegistry: StoredRegistry {}

extension PostgreSQLRegistry: StoredRegistry {}
