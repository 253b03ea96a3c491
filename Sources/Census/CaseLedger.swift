public import Fingerprinting
internal import Foundation

/// The cases of one home: a file each, readable by its owner alone, and beside it the clip's fingerprint, by which near-duplicates are
/// counted once.
public struct CaseLedger: Sendable {
    private let folder: String

    /// - Parameter folder: made when the first case is kept.
    public init(folder: String) {
        self.folder = folder
    }

    /// All cases, in the order of their numbers.
    public func cases() throws(CensusError) -> [Case] {
        guard FileManager.default.fileExists(atPath: folder) else { return [] }
        let names: [String]
        do { names = try FileManager.default.contentsOfDirectory(atPath: folder) } catch {
            throw .unreadable(path: folder, reason: error.localizedDescription)
        }
        var cases: [Case] = []
        for name in names.sorted() where name.hasSuffix(".json") {
            if let one = try self.case(String(name.dropLast(5))) { cases.append(one) }
        }
        return cases
    }

    /// The case of this number, if there is one.
    public func `case`(_ id: String) throws(CensusError) -> Case? {
        guard Self.isNumber(id) else { return nil }
        let path = self.path(id, "json")
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        do {
            let found = try JSONDecoder().decode(Case.self, from: Data(contentsOf: URL(fileURLWithPath: path)))
            guard found.schema == Case.schema, found.id == id else {
                throw CensusError.malformed(path: path)
            }
            return found
        } catch let error as CensusError {
            throw error
        } catch is DecodingError {
            throw .malformed(path: path)
        } catch {
            throw .unreadable(path: path, reason: error.localizedDescription)
        }
    }

    /// Keeps a case in place of an earlier one of its number, and what that knew of where the clip was seen.
    /// - Parameter fingerprint: none leaves what is there.
    @discardableResult
    public func keep(_ new: Case, fingerprint: Fingerprint? = nil) throws(CensusError) -> Case {
        let merged = try self.case(new.id).map { new.following($0) } ?? new
        try write(merged)
        if let fingerprint { try write(Data(fingerprint.bytes), to: path(new.id, "fingerprint")) }
        return merged
    }

    /// Writes a case as it is.
    public func write(_ one: Case) throws(CensusError) {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        let bytes: Data
        do { bytes = try encoder.encode(one) } catch { throw .malformed(path: path(one.id, "json")) }
        try write(bytes, to: path(one.id, "json"))
    }

    /// Forgets a case and its fingerprint; false where there was none.
    public func forget(_ id: String) throws(CensusError) -> Bool {
        guard try self.case(id) != nil else { return false }
        // The fingerprint first: a case without one is still told, one without a case never is.
        for path in [path(id, "fingerprint"), path(id, "json")] where FileManager.default.fileExists(atPath: path) {
            do { try FileManager.default.removeItem(atPath: path) } catch {
                throw .unwritable(path: path, reason: error.localizedDescription)
            }
        }
        return true
    }

    /// The fingerprint of a case; nothing where there is none that can be read.
    public func fingerprint(of id: String) -> Fingerprint? {
        guard Self.isNumber(id), let bytes = FileManager.default.contents(atPath: path(id, "fingerprint")) else {
            return nil
        }
        return try? Fingerprint(decoding: [UInt8](bytes))
    }

    private func path(_ id: String, _ ending: String) -> String { "\(folder)/\(id).\(ending)" }

    private static func isNumber(_ id: String) -> Bool {
        id.count == 16 && id.allSatisfy(Set("0123456789abcdef").contains)
    }

    private func write(_ bytes: Data, to path: String) throws(CensusError) {
        do {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            // Whole or not at all; nobody else may enter the folder meanwhile.
            try bytes.write(to: URL(fileURLWithPath: path), options: .atomic)
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
        } catch {
            throw .unwritable(path: path, reason: error.localizedDescription)
        }
    }
}
