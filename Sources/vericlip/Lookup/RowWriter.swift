import Foundation
import Reporting
import Verification

/// Writes rows to standard output, or at the end of a file that earlier runs began.
struct RowWriter {
    /// Clips that have a row already and need no other.
    let done: Set<String>
    private let file: FileHandle?
    private let path: String?
    private let isTable: Bool

    init(appendingTo path: String?, asTable: Bool) throws(Failure) {
        self.path = path
        isTable = asTable
        guard let path else {
            if asTable { Console.write(CSV.header) }
            done = []
            file = nil
            return
        }
        do {
            if !FileManager.default.fileExists(atPath: path) {
                guard FileManager.default.createFile(atPath: path, contents: nil) else {
                    throw CocoaError(.fileWriteNoPermission)
                }
            }
            let file = try FileHandle(forUpdating: URL(fileURLWithPath: path))
            let rows = try file.readToEnd() ?? Data()
            // A row that a kill cut short has no end of line: it is taken away and done again.
            let complete = rows.lastIndex(of: UInt8(ascii: "\n")).map { rows[...$0] } ?? Data()
            try file.truncate(atOffset: UInt64(complete.count))
            done = try Self.finished(in: complete)
            self.file = file
        } catch let error as DecodingError {
            throw Failure(
                "\(path) has lines that are not rows of a look-up: \(error.localizedDescription)",
                next: "--output with another file.", status: .usage)
        } catch {
            throw Failure(
                "\(path) cannot be written: \(error.localizedDescription)", next: "--output with another file.")
        }
    }

    func write(_ report: Report) throws(Failure) {
        let row = isTable ? CSV.row(of: report) : report.text(as: .ndjson)
        guard let file else { return Console.write(row) }
        do {
            try file.write(contentsOf: Data(row.utf8))
        } catch {
            throw Failure(
                "\(path ?? "") cannot be written: \(error.localizedDescription)",
                next: "make room, then the same command again: it goes on where it stopped.")
        }
    }

    /// The last row of a clip counts.
    private static func finished(in rows: Data) throws -> Set<String> {
        struct Row: Decodable {
            struct Clip: Decodable { let name: String }
            let clip: Clip
            let relation: String
            let reason: String?
        }
        let failures: Set<String> = ["unreadable", "decoder-crashed", "timeout", "registry-unreachable"]
        var done: Set<String> = []
        for line in rows.split(separator: UInt8(ascii: "\n")) {
            let row = try JSONDecoder().decode(Row.self, from: line)
            if row.relation == "cannot-assess", failures.contains(row.reason ?? "") {
                done.remove(row.clip.name)
            } else {
                done.insert(row.clip.name)
            }
        }
        return done
    }
}
