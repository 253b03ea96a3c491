internal import Glibc

/// Owns a descriptor.
struct Descriptor: ~Copyable {
    let number: Int32

    init(_ number: Int32) { self.number = number }

    deinit { close(number) }
}

/// Opens files for the child; never reads them.
enum MediaFile {
    /// A regular file, open for reading.
    static func open(_ path: String) throws(ClipAnalysisError) -> Descriptor {
        // Without O_NONBLOCK a pipe would wait for its writer.
        let number = unsafe Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
        guard number >= 0 else {
            throw errno == ENOENT || errno == ENOTDIR ? .missingFile : .unreadable(reason: systemText(errno))
        }
        let file = Descriptor(number)
        var status = stat()
        guard unsafe fstat(number, &status) == 0 else { throw .unreadable(reason: systemText(errno)) }
        switch status.st_mode & S_IFMT {
        case S_IFREG: break
        case S_IFDIR: throw .notARegularFile(kind: "a directory")
        case S_IFIFO: throw .notARegularFile(kind: "a pipe")
        case S_IFSOCK: throw .notARegularFile(kind: "a socket")
        default: throw .notARegularFile(kind: "a device")
        }
        guard status.st_size > 0 else { throw .empty }
        return file
    }
}

/// The system's words for an error number.
func systemText(_ number: Int32) -> String {
    unsafe String(cString: strerror(number))
}
