import ArgumentParser
import Foundation
import Matching
import Registry
import RegistryStorage
import Signing
import TransparencyLog

extension Log {
    /// `vericlip log proof`: an entry's `.tlog-proof`.
    struct Proof: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Prints the proof that a record is in the log, to be checked offline.",
            discussion: """
                The proof leads to the published checkpoint with its cosignatures. It goes with the statement itself, which \
                vericlip export writes.
                """)

        @OptionGroup var home: HomeOption
        @Argument(help: "The record's number.") var record: UInt32
        @Option(help: ArgumentHelp("Write it to this file.", valueName: "file")) var output: String?

        func run() throws {
            let registry = try home.registryForReading()
            do {
                guard let entry = try registry.entry(at: Int(record), in: .published) else {
                    throw Failure(
                        "There is no entry \(record) in this log.", next: "vericlip doctor shows how many there are.",
                        status: .usage)
                }
                let witnesses = try home.trustedKeys().policy.witnesses.map(\.key)
                guard let checkpoint = Checkpoint(note: entry.checkpointNote, signedBy: registry.log),
                    let note = try? UnverifiedNote(decoding: entry.checkpointNote)
                else { throw RegistryError.logFails(origin: registry.log.name) }
                let proof = LogProof(index: entry.index, hashes: entry.proof, note: note)
                guard proof.proves(entry.statement, in: checkpoint) else {
                    throw RegistryError.recordFails(.init(rawValue: record), .inclusion)
                }
                if let output {
                    try Data(proof.bytes).write(to: URL(fileURLWithPath: output))
                    Console.error("Wrote \(output)")
                } else {
                    Console.write(String(decoding: proof.bytes, as: UTF8.self))
                }
                let cosignatures = note.cosignatures(by: witnesses).map(\.cosignature)
                Console.error("Entry \(record) of \(checkpoint.size). \(cosignatures.sentence)")
            } catch let error as RegistryError {
                throw Failure(error)
            } catch let error as CocoaError {
                throw Failure("\(output ?? "") cannot be written: \(error.localizedDescription)")
            }
        }
    }

    /// `vericlip log verify`: checks a proof with nothing but the statement and a policy.
    struct Verify: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Checks offline that a statement is in a log, by a .tlog-proof and a policy.",
            discussion: "Exit status: 0 it is, 40 the proof does not hold.")

        @OptionGroup var policy: PolicyOption
        @Argument(help: "The .tlog-proof file.") var proof: String
        @Option(help: ArgumentHelp("The signed statement, as vericlip export writes it.", valueName: "file"))
        var statement: String

        func run() throws {
            let policy = try self.policy.read()
            guard let proof = LogProof(decoding: try InputFiles.bytes(of: self.proof)) else {
                throw failure("\(self.proof) is not a .tlog-proof file")
            }
            let statement = try InputFiles.bytes(of: self.statement)
            switch policy.checkpoint(of: proof.note.bytes) {
            case .failure(let defect): throw failure(defect.sentence)
            case .success(let accepted):
                guard proof.proves(statement, in: accepted.checkpoint) else {
                    throw failure(
                        "\(self.statement) is not entry \(proof.index) of the log \(accepted.checkpoint.origin)")
                }
                Console.print(
                    """
                    \(self.statement) is entry \(proof.index) of the log \(accepted.checkpoint.origin), of \
                    \(accepted.checkpoint.size).
                    \(accepted.cosignatures.sentence)
                    """)
            }
        }

        private func failure(_ reason: String) -> Failure {
            Failure("The proof does not hold: \(reason).", status: .recordFails)
        }
    }
}
