internal import Foundation
internal import Glibc
internal import Registry

/// Files that are there wholly or not at all, and on the disk when the call returns.
enum DurableFile {
    /// Written beside its place, flushed, and moved there in one step, over what stands there.
    /// - Parameter folderMode: the permissions of folders that are made for it.
    static func write(_ bytes: [UInt8], to path: String, folderMode: mode_t = 0o755) throws(RegistryError) {
        let url = URL(filePath: path)
        let folder = url.deletingLastPathComponent().path
        let draft = "\(folder)/.\(url.lastPathComponent).\(getpid()).draft"
        try makeFolder(folder, mode: folderMode)
        let file = unsafe open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0o644)
        guard file >= 0 else { throw failure(path) }
        defer { close(file) }
        guard isWritten(bytes, to: file), fsync(file) == 0, unsafe rename(draft, path) == 0 else {
            let failure = failure(path)
            unsafe unlink(draft)
            throw failure
        }
        try flush(folder)
    }

    private static func isWritten(_ bytes: [UInt8], to file: Int32) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes { unsafe Glibc.write(file, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }

    /// The names in a folder are on the disk only when the folder itself was flushed.
    private static func flush(_ folder: String) throws(RegistryError) {
        let descriptor = unsafe open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure(folder) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw failure(folder) }
    }

    private static func makeFolder(_ path: String, mode: mode_t) throws(RegistryError) {
        var status = stat()
        guard unsafe stat(path, &status) != 0 else { return }
        let parent = URL(filePath: path).deletingLastPathComponent().path
        try makeFolder(parent, mode: mode)
        guard unsafe mkdir(path, mode) == 0 || errno == EEXIST else { throw failure(path) }
        try flush(parent)
    }

    private static func failure(_ path: String) -> RegistryError {
        switch errno {
        case ENOSPC, EDQUOT: .diskFull(path: path)
        case EACCES, EPERM, EROFS: .readOnly(path: path)
        case let code: .cannotOpen(path: path, detail: unsafe String(cString: strerror(code)))
        }
    }
}
