internal import Foundation
public import Registry
internal import Signing

/// The newest checkpoint that was seen of each log, kept by whoever watches it: a log that shows another history later is
/// caught by its own signature.
public struct SeenCheckpoints: Sendable {
    private let folder: String

    public init(folder: String) { self.folder = folder }

    /// The note as it was kept; nothing for a log that was never seen.
    public func note(of origin: String) throws(RegistryError) -> [UInt8]? {
        do {
            return Array(try Data(contentsOf: URL(filePath: path(of: origin))))
        } catch CocoaError.fileReadNoSuchFile {
            return nil
        } catch {
            throw .cannotOpen(path: path(of: origin), detail: error.localizedDescription)
        }
    }

    public func keep(_ note: [UInt8], of origin: String) throws(RegistryError) {
        try DurableFile.write(note, to: path(of: origin), folderMode: 0o700)
    }

    private func path(of origin: String) -> String { "\(folder)/\(SHA256Digest(of: Array(origin.utf8)).hex)" }
}
