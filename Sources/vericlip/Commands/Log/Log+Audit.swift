import ArgumentParser
import Foundation
import Registry
import RegistryStorage
import Signing
import TransparencyLog

extension Log {
    /// `vericlip log audit`: the whole of a published log, and whether it ever showed another history.
    struct Audit: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Checks every entry and tile of a published log, and that it goes on from what was seen before.",
            discussion: """
                Remembers the checkpoint of each log that held, and finds a fork or a removed entry the next time. A \
                checkpoint that somebody else got from the same log is compared with --against. Exit status: 0 the log holds, \
                40 it does not.
                """)

        @OptionGroup var policy: PolicyOption
        @OptionGroup var timeTrust: TimeTrustOption
        @Argument(help: "The log's folder, or a registry's folder that holds log/ and perhaps a registry.")
        var folder: String
        @Option(
            help: ArgumentHelp(
                "Another checkpoint of the log, or a .tlog-proof with one; may be given several times.",
                valueName: "file"))
        var against: [String] = []

        func run() throws {
            do {
                try audit()
            } catch let error as RegistryError {
                throw Failure(error)
            }
        }

        private func audit() throws {
            let policy = try self.policy.read()
            let path = InputFiles.isFolder("\(folder)/log") ? "\(folder)/log" : folder
            let published = LogFolder(path: path)
            guard let note = try published.checkpointNote() else {
                throw Failure("\(path) holds no checkpoint.", next: "vericlip log publish", status: .usage)
            }
            let accepted: WitnessedCheckpoint
            switch policy.checkpoint(of: note) {
            case .success(let checkpoint): accepted = checkpoint
            case .failure(let defect):
                throw Failure("The log's checkpoint is not accepted: \(defect.sentence).", status: .recordFails)
            }
            let checkpoint = accepted.checkpoint
            let registry: (any StoredRegistry)?
            do {
                registry = try RegistryPlace(inFolder: folder).reading()
            } catch .notInitialised {
                registry = nil
            }
            var audit = LogAudit(published, checkpoint: checkpoint, registry: registry)
            try audit.run()
            let seen = SeenCheckpoints(folder: self.policy.home.folder.seenFolder)
            if let earlier = try seen.note(of: checkpoint.origin) {
                try compare(earlier, "what this home has seen before", policy, &audit)
            }
            for file in against { try compare(try InputFiles.bytes(of: file), file, policy, &audit) }

            for finding in audit.findings { Console.print("BAD  \(finding.sentence).") }
            guard audit.findings.isEmpty else {
                throw Failure(
                    "The log \(checkpoint.origin) does not hold: \(audit.findings.count) findings.",
                    next: "keep a copy of the folder and of both checkpoints: together they are the evidence.",
                    status: .recordFails)
            }
            try seen.keep(note, of: checkpoint.origin)
            Console.print(
                """
                ok   \(checkpoint.origin): \(audit.entries) entries lead to the signed root \(checkpoint.root.hex).
                \(registry == nil ? "" : "ok   \(audit.fingerprints) stored fingerprints are those that were signed.\n")\
                \(audit.servedFingerprints == 0 ? "" : "ok   \(audit.servedFingerprints) served fingerprints are those that were signed.\n")\
                \(accepted.cosignatures.sentence)
                """)
            if let time = try time(of: note, in: published) { Console.print(time) }
        }

        /// What the token beside the checkpoint states; nothing where there is none, or none yet, for this checkpoint.
        private func time(of note: [UInt8], in published: LogFolder) throws -> String? {
            guard let (_, stamp) = try published.timeStamp(of: note) else { return nil }
            let isVouchedFor = try timeTrust.anchors(of: policy.home.folder).map(stamp.isVouchedFor) ?? false
            return stamp.sentence + (isVouchedFor ? "" : " Nobody vouches for it here.")
        }

        private func compare(
            _ bytes: [UInt8], _ source: String, _ policy: LogPolicy, _ audit: inout LogAudit
        ) throws {
            let note = LogProof(decoding: bytes)?.note.bytes ?? bytes
            guard let earlier = policy.logs.lazy.compactMap({ Checkpoint(note: note, signedBy: $0.key) }).first else {
                throw Failure("\(source) is not a checkpoint of a log in the policy.", status: .usage)
            }
            try audit.compare(with: earlier, from: source)
        }
    }
}

extension LogAuditFinding {
    var sentence: String {
        switch self {
        case .missingOrMalformed(let tile): "\(tile.path) is missing, or not as long as the log's size asks for"
        case .entryDiffers(let index): "entry \(index) was altered: it is not the one whose hash the log holds"
        case .tileDiffers(let tile): "\(tile.path) was altered: it is not what the tiles below it give"
        case .registryDiffers(let index): "the registry beside the log holds another entry \(index), or none"
        case .fingerprintDiffers(let index): "the stored fingerprint of record \(index) is not the one that was signed"
        case .servedFingerprintDiffers(let index):
            "the fingerprint that is served for record \(index) is not the one that was signed"
        case .rootDiffers: "the entries do not lead to the checkpoint that the log signed"
        case .shrunk(let size, let source): "entries were removed: \(source) has \(size) of them, signed by the log"
        case .fork(let size, let source):
            "the log forked: its first \(size) entries are not those of \(source), which it signed too"
        }
    }
}
