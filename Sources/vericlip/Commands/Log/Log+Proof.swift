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
                vericlip export writes. With --output, the checkpoint's time token goes beside the proof, as a .tsr file.
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
                    let file = URL(fileURLWithPath: output)
                    try Data(proof.bytes).write(to: file)
                    Console.error("Wrote \(output)")
                    if let (reply, _) = try LogFolder(path: home.folder.logFolder).timeStamp(of: note.bytes) {
                        let beside = URL(fileURLWithPath: output).deletingPathExtension().appendingPathExtension("tsr")
                        try Data(reply).write(to: beside)
                        Console.error("Wrote \(beside.relativePath)")
                    }
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
            discussion: """
                With --time also since when: by a time stamp authority that keys/tsa-trust.pem or --tsa-roots vouches for. \
                Exit status: 0 it is, 40 the proof or the time token does not hold.
                """)

        @OptionGroup var policy: PolicyOption
        @OptionGroup var timeTrust: TimeTrustOption
        @Option(help: ArgumentHelp("The time token of the proof's checkpoint.", valueName: "file")) var time: String?
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
                if let time { try check(time, of: proof.note) }
            }
        }

        private func check(_ file: String, of note: UnverifiedNote) throws {
            let stamp: TimeStamp
            do throws(TimeStamp.Defect) {
                stamp = try TimeStamp(derBytes: try bytes(of: file), of: note)
            } catch {
                throw Failure("The time token does not hold: \(error.sentence).", status: .recordFails)
            }
            let home = policy.home.folder
            guard let anchors = try timeTrust.anchors(of: home) else {
                Console.print("\(stamp.sentence) Nobody vouches for it here: --tsa-roots FILE, or keys/tsa-trust.pem.")
                return
            }
            guard stamp.isVouchedFor(by: anchors) else {
                throw Failure(
                    "The time token does not count: no authority in \(timeTrust.file(of: home)) vouches for "
                        + "\(stamp.authorityName).", status: .recordFails)
            }
            Console.print(stamp.sentence)
            let command = stamp.command(data: "stamped", reply: file, roots: timeTrust.file(of: home))
            Console.error("Check the time without this program with:")
            Console.error("sed '1,/^$/d' \(proof.shellQuoted) | head -n 5 > stamped && \(command)")
        }

        private func bytes(of file: String) throws(TimeStamp.Defect) -> [UInt8] {
            guard let bytes = try? InputFiles.bytes(of: file) else { throw .malformed }
            return bytes
        }

        private func failure(_ reason: String) -> Failure {
            Failure("The proof does not hold: \(reason).", status: .recordFails)
        }
    }
}
