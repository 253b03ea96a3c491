import ArgumentParser
import Foundation
import Matching
import Registry
import RegistryStorage
import Signing

/// `vericlip export`: a statement in parts that openssl checks without this program.
struct Export: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Writes a signed statement, its signature and its key, and prints the openssl command that checks it."
    )

    @OptionGroup var home: HomeOption
    @Argument(help: "The record's number.") var record: UInt32
    @Option(help: ArgumentHelp("Where the files go; made if it is missing.", valueName: "dir")) var output: String = "."

    func run() throws {
        let registry = try home.registryForReading()
        do {
            guard let entry = try registry.entry(at: Int(record)) else {
                throw Failure(
                    "There is no entry \(record) in this log.", next: "vericlip doctor shows how many there are.",
                    status: .usage)
            }
            let statement = try UnverifiedSignedStatement(decoding: entry.statement)
            guard let key = try registry.publisherHistory().key(statement.header.keyID) else {
                throw RegistryError.recordFails(
                    RecordingID(rawValue: record), .statement(.unknownPublisher(statement.header.keyID)))
            }
            let parts = OpenSSLParts(statement, key: key, stem: "record-\(record)")
            try FileManager.default.createDirectory(atPath: output, withIntermediateDirectories: true)
            for (name, bytes) in parts.files {
                try Data(bytes).write(to: URL(fileURLWithPath: "\(output)/\(name)"))
                Console.error("Wrote \(output)/\(name)")
            }
            Console.error("Check the signature with:")
            Console.print("cd \(output.shellQuoted) && \(parts.command)")
        } catch let error as RegistryError {
            throw Failure(error)
        } catch let error as SigningError {
            throw Failure(error)
        } catch let error as CocoaError {
            throw Failure("\(output) cannot be written: \(error.localizedDescription)")
        }
    }
}

extension String {
    /// As one word for a shell.
    var shellQuoted: String {
        allSatisfy { $0.isLetter || $0.isNumber || "-_./".contains($0) } && !isEmpty
            ? self : "'" + split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
    }
}
