internal import Glibc
internal import Registry

/// A lock that one holds at a time, of all threads of all processes of this machine, and that is free again however its holder ends.
enum FileLock {
    /// Calls `body` under the lock.
    /// - Parameters:
    ///   - path: of a file that is made for it, and stays.
    ///   - waits: whether to wait for whoever holds it.
    /// - Returns: whether it was called: it was not where somebody else holds the lock.
    @discardableResult
    static func hold(
        _ path: String, waits: Bool, _ body: () throws(RegistryError) -> Void
    ) throws(RegistryError) -> Bool {
        let descriptor = unsafe open(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else {
            switch errno {
            case EACCES, EPERM, EROFS: throw .readOnly(path: path)
            case let code: throw .cannotOpen(path: path, detail: unsafe String(cString: strerror(code)))
            }
        }
        defer { close(descriptor) }
        let operation = waits ? LOCK_EX : LOCK_EX | LOCK_NB
        var result = flock(descriptor, operation)
        while result != 0, errno == EINTR { result = flock(descriptor, operation) }
        guard result == 0 else { return false }
        try body()
        return true
    }
}
