import Foundation
import Signing

/// What came of each recording of an archive: a JSON object a line, at the end of a file that earlier runs began.
struct OutcomeFile {
    struct Row: Codable {
        var file: String
        var record: String?
        /// False where it was registered before.
        var isNew: Bool?
        /// Of the recording.
        var seconds: Double?
        var failure: String?
    }

    /// Files that have a record.
    let registered: Set<String>
    /// Tells the runs of this file from all others, for ever.
    let name: String
    private let handle: FileHandle
    private let path: String

    init(path: String) throws(Failure) {
        self.path = path
        // Under the file's absolute path its jobs are found again after a crash.
        let place = URL(fileURLWithPath: path).standardizedFileURL.path
        name = String(SHA256Digest(of: Array("\(ProcessInfo.processInfo.hostName):\(place)".utf8)).hex.prefix(16))
        do {
            if !FileManager.default.fileExists(atPath: path) {
                guard FileManager.default.createFile(atPath: path, contents: nil) else {
                    throw CocoaError(.fileWriteNoPermission)
                }
            }
            handle = try FileHandle(forUpdating: URL(fileURLWithPath: path))
            let bytes = try handle.readToEnd() ?? Data()
            // A line that a kill cut short is taken away, and its recording asked for again.
            let complete = bytes.lastIndex(of: UInt8(ascii: "\n")).map { bytes[...$0] } ?? Data()
            try handle.truncate(atOffset: UInt64(complete.count))
            registered = Set(
                try complete.split(separator: UInt8(ascii: "\n")).map { try JSONDecoder().decode(Row.self, from: $0) }
                    .filter { $0.record != nil }.map(\.file))
        } catch is DecodingError {
            throw Failure(
                "\(path) has lines that are not outcomes of vericlip ingest.", next: "--outcomes with another file.",
                status: .usage)
        } catch {
            throw Failure(
                "\(path) cannot be written: \(error.localizedDescription)", next: "--outcomes with another file.")
        }
    }

    func write(_ row: Row) throws(Failure) {
        do {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            try handle.write(contentsOf: try encoder.encode(row) + Data("\n".utf8))
        } catch {
            throw Failure(
                "\(path) cannot be written: \(error.localizedDescription)",
                next: "make room, then the same command again: it goes on where it stopped.")
        }
    }
}
