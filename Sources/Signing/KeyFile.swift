internal import COpenSSL
internal import Glibc

/// Key files: PEM on the disk. A private key's file is made once, for its owner only, and never overwritten.
public enum KeyFile {
    /// A P-256 key with parameters takes 300 bytes; whatever is much larger is not a key.
    private static let byteLimit = 16_384

    /// Writes PKCS #8 in PEM, mode 0600, flushed to the disk. The folder is made where it is missing, mode 0700.
    public static func createPrivate(_ path: String, key: borrowing PrivateKey) throws(SigningError) {
        let folder = String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)])
        if !folder.isEmpty, unsafe mkdir(folder, 0o700) != 0, errno != EEXIST {
            throw .cannotWrite(path: folder, code: errno)
        }
        let pem = try key.pem()
        let file = try OpenFile(creating: path, mode: 0o600)
        try file.write(pem)
    }

    /// Writes where a key lies on a token, mode 0600; whatever stands at the path already is left alone.
    public static func createReference(_ path: String, to reference: TokenKeyReference) throws(SigningError) {
        let folder = String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)])
        if !folder.isEmpty, unsafe mkdir(folder, 0o700) != 0, errno != EEXIST {
            throw .cannotWrite(path: folder, code: errno)
        }
        let file = try OpenFile(creating: path, mode: 0o600)
        try file.write(Array(reference.text.utf8))
    }

    /// Reads a private key that nobody but its owner can read.
    public static func readPrivate(_ path: String) throws(SigningError) -> PrivateKey {
        let bytes = try readSecret(path)
        do {
            return try PrivateKey(pem: bytes)
        } catch .notAPublicKey {
            throw .notAPrivateKey(path: path)
        }
    }

    /// Reads a file that nobody but its owner can read.
    public static func readSecret(_ path: String) throws(SigningError) -> [UInt8] {
        let file = try OpenFile(reading: path, flags: O_NOFOLLOW | O_NONBLOCK)
        var status = stat()
        guard unsafe fstat(file.descriptor, &status) == 0 else { throw .cannotRead(path: path, code: errno) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw .notAPrivateKey(path: path) }
        guard status.st_mode & 0o077 == 0 else {
            throw .privateKeyExposed(path: path, mode: status.st_mode & 0o777)
        }
        return try contents(of: file)
    }

    /// Writes a public file, mode 0644; whatever stands at the path already is left alone.
    public static func createPublic(_ path: String, text: String) throws(SigningError) {
        let file = try OpenFile(creating: path, mode: 0o644)
        try file.write(Array(text.utf8))
    }

    public static func readPublic(_ path: String) throws(SigningError) -> String {
        String(decoding: try contents(of: try OpenFile(reading: path, flags: O_NONBLOCK)), as: UTF8.self)
    }

    private static func contents(of file: borrowing OpenFile) throws(SigningError) -> [UInt8] {
        var bytes: [UInt8] = []
        try file.forEachPiece(of: byteLimit) { piece in
            if bytes.count <= byteLimit { unsafe bytes += piece.withUnsafeBytes { unsafe Array($0) } }
        }
        guard bytes.count <= byteLimit else { throw .notAPublicKey }
        return bytes
    }
}

extension PrivateKey {
    /// Reads an unencrypted private key. OpenSSL would ask for a pass phrase on the terminal; it is told that there is none.
    init(pem: [UInt8]) throws(SigningError) {
        // The buffer reads the array's own memory, which has to outlive it.
        let read = unsafe pem.withUnsafeBytes { bytes in
            let bio = unsafe BIO_new_mem_buf(bytes.baseAddress, Int32(bytes.count))
            defer { unsafe BIO_free(bio) }
            return unsafe PEM_read_bio_PrivateKey(bio, nil, { _, _, _, _ in -1 }, nil)
        }
        guard let key = unsafe read else {
            ERR_clear_error()
            throw .notAPublicKey
        }
        try unsafe self.init(owning: key)
    }

    borrowing func pem() throws(SigningError) -> [UInt8] {
        guard let handle = unsafe handle else { throw .token(.staysOnToken) }
        let bio = unsafe BIO_new(BIO_s_mem())
        defer { unsafe BIO_free(bio) }
        guard unsafe PEM_write_bio_PKCS8PrivateKey(bio, handle, nil, nil, 0, nil, nil) == 1 else {
            ERR_clear_error()
            throw .cryptography(operation: "key encoding")
        }
        var start: UnsafePointer<CChar>?
        let count = unsafe vericlip_bio_bytes(bio, &start)
        return unsafe Array(UnsafeRawBufferPointer(start: start, count: count))
    }
}
