internal import Foundation
public import Registry

/// A clip on its way into a `VerificationStore`: a private file that is gone again unless it is kept.
public final class ClipUpload {
    /// Of the verification that the clip is for.
    let id: String
    let path: String
    public private(set) var byteCount = 0
    private let file: FileHandle
    private var isKept = false

    /// - Parameter folder: where the clip lies while it is verified and as long as its report is kept.
    init(id: String, in folder: String) throws(RegistryError) {
        self.id = id
        path = "\(folder)/\(id).part"
        do {
            guard
                FileManager.default.createFile(
                    atPath: path, contents: nil, attributes: [.posixPermissions: 0o600])
            else { throw CocoaError(.fileWriteNoPermission) }
            file = try FileHandle(forWritingTo: URL(filePath: path))
        } catch {
            throw Self.failure(error, path: path)
        }
    }

    deinit {
        try? file.close()
        if !isKept { try? FileManager.default.removeItem(atPath: path) }
    }

    public func append(_ bytes: [UInt8]) throws(RegistryError) {
        do {
            try file.write(contentsOf: bytes)
        } catch {
            throw Self.failure(error, path: path)
        }
        byteCount += bytes.count
    }

    /// Durable from here: the clip is on the disk under its own name before anybody is told that it was taken.
    func keep(as clip: String) throws(RegistryError) {
        do {
            try file.synchronize()
            try FileManager.default.moveItem(atPath: path, toPath: clip)
            isKept = true
        } catch {
            throw Self.failure(error, path: clip)
        }
    }

    private static func failure(_ error: any Error, path: String) -> RegistryError {
        let code = ((error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError)?.code ?? (error as NSError).code
        if code == Int(ENOSPC) || code == CocoaError.fileWriteOutOfSpace.rawValue { return .diskFull(path: path) }
        return .cannotOpen(path: path, detail: error.localizedDescription)
    }
}
