import Foundation

/// Standard input as a file: the analyzer needs one that it can seek in. It is private, and gone from the folder as soon as it
/// is open, so that nothing is left however the program ends.
final class SpooledInput {
    /// Names the open file for as long as this object lives.
    let path: String
    private let file: FileHandle

    /// - Parameter limit: bytes, 64 GiB: more than any clip, less than what a mistaken `cat /dev/zero` would write.
    init(limit: Int = 64 << 30) throws(Failure) {
        let folder = FileManager.default.temporaryDirectory
        Console.error("Reading the clip from standard input into a private file in \(folder.path).")
        do {
            let url = folder.appending(path: "vericlip-\(UUID().uuidString)")
            let made = FileManager.default.createFile(
                atPath: url.path, contents: nil, attributes: [.posixPermissions: 0o600])
            guard made else { throw CocoaError(.fileWriteNoPermission) }
            file = try FileHandle(forUpdating: url)
            try FileManager.default.removeItem(at: url)
            var count = 0
            while let piece = try FileHandle.standardInput.read(upToCount: 1 << 20), !piece.isEmpty {
                count += piece.count
                guard count <= limit else { throw CocoaError(.fileReadTooLarge) }
                try file.write(contentsOf: piece)
            }
        } catch {
            throw Failure(
                "Standard input could not be kept in \(folder.path): \(error.localizedDescription)",
                next: "save the clip to a file and give its name, or set TMPDIR to a folder with room.")
        }
        path = "/proc/self/fd/\(file.fileDescriptor)"
    }
}
