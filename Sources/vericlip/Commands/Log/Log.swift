import ArgumentParser
import Foundation
import Registry
import Signing
import TransparencyLog

/// `vericlip log`: the public log, its proofs and its witnesses.
struct Log: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Publishes the log, proves what is in it, checks that of others, and witnesses.",
        discussion: "Which logs and witnesses count stands in keys/log.policy; docs/log-v1.md shows one.",
        subcommands: [Publish.self, Proof.self, Verify.self, Audit.self, Witness.self])
}

/// The policy that a command checks by: a file, or that of the home.
struct PolicyOption: ParsableArguments {
    @OptionGroup var home: HomeOption
    @Option(help: ArgumentHelp("Check by this policy file instead of keys/log.policy.", valueName: "file"))
    var policy: String?

    func read() throws(Failure) -> LogPolicy {
        guard let policy else { return try home.trustedKeys().policy }
        return try LogPolicy(named: policy, try InputFiles.bytes(of: policy))
    }
}

extension LogPolicy {
    /// - Parameter path: where the bytes come from.
    init(named path: String, _ bytes: [UInt8]) throws(Failure) {
        do {
            try self.init(decoding: bytes)
        } catch {
            throw Failure(.unusablePolicy(path: path, error))
        }
    }
}

extension InputFiles {
    /// A small file's bytes: proofs, checkpoints, statements and policies stay far below a mebibyte.
    static func bytes(of path: String, limit: Int = 1 << 20) throws(Failure) -> [UInt8] {
        do {
            let file = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
            let bytes = Array(try file.read(upToCount: limit + 1) ?? Data())
            guard bytes.count <= limit else { throw CocoaError(.fileReadTooLarge) }
            return bytes
        } catch {
            throw Failure("\(path) cannot be read: \(error.localizedDescription)", status: .usage)
        }
    }
}

extension Int64 {
    /// Seconds since 1970 as a time that people read.
    var asTime: String { Date(timeIntervalSince1970: TimeInterval(self)).formatted(.iso8601) }
}

extension [Cosignature] {
    /// Who cosigned, and when.
    var sentence: String {
        isEmpty
            ? "No witness has cosigned this checkpoint."
            : "Cosigned by "
                + map { "\($0.witness.name) at \($0.time.asTime)" }.joined(separator: ", ") + "."
    }
}
