import Foundation
import Reporting

/// The folder that `--evidence` names. It is made where it is missing; one that holds anything else is refused, and nothing is
/// written outside of it.
struct EvidenceFolder {
    private let folder: URL

    /// Makes sure, before the work begins, that the folder can be used.
    init(path: String) throws(Failure) {
        folder = URL(fileURLWithPath: path, isDirectory: true)
        do {
            if !FileManager.default.fileExists(atPath: path) {
                try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            }
            guard InputFiles.isFolder(path) else { throw CocoaError(.fileWriteFileExists) }
            let held = try FileManager.default.contentsOfDirectory(atPath: path)
            guard held.isEmpty || Self.isOurs(folder) else {
                throw Failure(
                    "\(path) holds other files.", next: "--evidence with a new or empty folder.", status: .usage)
            }
        } catch let failure as Failure {
            throw failure
        } catch {
            throw Failure(
                "The folder \(path) cannot be used for evidence: \(error.localizedDescription)",
                next: "--evidence with another folder.")
        }
    }

    /// Writes the evidence in place of what an earlier run left; files of others stay.
    func write(_ evidence: EvidenceFiles) throws(Failure) {
        do {
            for name in try earlierFiles() { try FileManager.default.removeItem(at: folder.appending(path: name)) }
            for file in evidence.files {
                let url = folder.appending(path: file.name)
                // Written beside and moved, so that a link of this name is replaced and not followed.
                try Data(file.bytes).write(to: url, options: .atomic)
                try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: url.path)
            }
        } catch {
            throw Failure(
                "The evidence could not be written to \(folder.path): \(error.localizedDescription)",
                next: "make room, or --evidence with another folder.")
        }
    }

    /// The page of an earlier run says that the folder is ours.
    private static func isOurs(_ folder: URL) -> Bool {
        let page = folder.appending(path: EvidenceFiles.page)
        guard let file = try? FileHandle(forReadingFrom: page), let head = try? file.read(upToCount: 512) else {
            return false
        }
        return EvidenceFiles.isPage(String(decoding: head, as: UTF8.self))
    }

    /// Of the files that an earlier run listed those that are there; names that could lead elsewhere are passed over.
    private func earlierFiles() throws -> [String] {
        guard let list = try? String(contentsOf: folder.appending(path: EvidenceFiles.list), encoding: .utf8) else {
            return []
        }
        let held = Set(try FileManager.default.contentsOfDirectory(atPath: folder.path))
        return list.split(separator: "\n").map(String.init).filter { name in
            EvidenceFiles.isName(name) && held.contains(name) && !InputFiles.isFolder(folder.path + "/" + name)
        }
    }
}
