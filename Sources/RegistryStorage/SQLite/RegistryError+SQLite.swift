internal import CSQLite
internal import Registry

extension RegistryError {
    /// What SQLite's result code means for whoever asked. The primary code is the low byte of the extended one.
    init(sqlite code: Int32, message: String, doing operation: String, path: String, busyTimeout: Int) {
        switch code & 0xFF {
        case SQLITE_BUSY, SQLITE_LOCKED: self = .locked(path: path, waitedMilliseconds: busyTimeout)
        case SQLITE_CORRUPT: self = .corrupted(path: path, detail: message)
        case SQLITE_NOTADB: self = .corrupted(path: path, detail: message)
        case SQLITE_READONLY: self = .readOnly(path: path)
        case SQLITE_FULL: self = .diskFull(path: path)
        case SQLITE_CANTOPEN: self = .cannotOpen(path: path, detail: message)
        default: self = .storage(path: path, operation: operation, code: String(code), detail: message)
        }
    }
}
