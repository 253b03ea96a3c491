import Detection
import Foundation
import Registry
import Signing

/// What a home has learned of people: a file each in its private folder, for its owner alone. Nothing of it is ever published or sent.
struct PersonStore {
    private let folder: String

    init(of home: Home) { folder = home.peopleFolder }

    /// In the order of their names.
    func all() throws(Failure) -> [PersonReferences] {
        let files = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).filter {
            $0.hasSuffix(".json")
        }
        var people: [PersonReferences] = []
        for file in files { people.append(try read("\(folder)/\(file)")) }
        return people.sorted { $0.name < $1.name }
    }

    func person(_ name: String) throws(Failure) -> PersonReferences? {
        let path = path(of: name)
        return FileManager.default.fileExists(atPath: path) ? try read(path) : nil
    }

    /// Whole or not at all; nobody else may enter the folder meanwhile.
    func keep(_ person: PersonReferences) throws(Failure) {
        let path = path(of: person.name)
        do {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            try JSONEncoder().encode(person).write(to: URL(fileURLWithPath: path), options: .atomic)
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
        } catch {
            throw Failure("\(path) cannot be written: \(error.localizedDescription)")
        }
    }

    /// False where nothing was learned of that person.
    func forget(_ name: String) throws(Failure) -> Bool {
        let path = path(of: name)
        guard FileManager.default.fileExists(atPath: path) else { return false }
        do { try FileManager.default.removeItem(atPath: path) } catch {
            throw Failure("\(path) cannot be removed: \(error.localizedDescription)")
        }
        return true
    }

    /// Under the hash of the name, which may hold anything. One name can be written in several ways in Unicode.
    private func path(of name: String) -> String {
        let digest = SHA256Digest(of: Array(name.precomposedStringWithCanonicalMapping.utf8))
        return "\(folder)/\(digest.hex.prefix(32)).json"
    }

    private func read(_ path: String) throws(Failure) -> PersonReferences {
        guard let bytes = FileManager.default.contents(atPath: path),
            let person = try? JSONDecoder().decode(PersonReferences.self, from: bytes), person.isSane
        else {
            throw Failure(
                "\(path) cannot be read, or does not hold what this program keeps of a person.",
                next: "remove it, and let vericlip people learn that person again.")
        }
        return person
    }
}
