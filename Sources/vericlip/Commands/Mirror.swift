import ArgumentParser
import Foundation
import Matching
import Registry
import RegistryStorage
import Signing
import TransparencyLog

/// `vericlip mirror`: a registry of others on this machine.
struct Mirror: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Copies a registry that others write, so that no look-up leaves this machine.",
        discussion: """
            Copies the log first, then the statements, then the fingerprints. Checks that the log goes on from every checkpoint \
            that this home has seen, with the witnesses that keys/log.policy asks for; where it does not, nothing is taken, and \
            both checkpoints are kept as evidence. Goes on where it was interrupted. verify, lookup and bundle work in the \
            mirror's home; its registry is written by nobody. With --on-demand the retrieval keys are copied in place of the \
            fingerprints, and a look-up fetches those that it needs: then whoever serves them learns which recordings are looked \
            at, and no more. Exit status: 0 up to date, 3 it cannot be reached now, 40 what is \
            served does not hold.
            """)

    @OptionGroup var home: HomeOption
    @Argument(help: "The log's address: what lies in its registry/log is served there. As last time if absent.")
    var address: String?
    @Option(
        help: ArgumentHelp("The log's policy, kept as keys/log.policy where the home has none.", valueName: "file"))
    var policy: String?
    @Option(
        help: ArgumentHelp(
            "Keep the mirror in this database, postgresql://USER@HOST/NAME, and not in a file of the home; remembered.",
            valueName: "url"))
    var registry: String?
    @Option(
        help: ArgumentHelp(
            "Fetch the fingerprint of this record alone; may be given several times. Others are not found by look-ups.",
            valueName: "number"))
    var record: [UInt32] = []
    @Flag(help: "Copy the log and the statements, and no fingerprints.") var noFingerprints = false
    @Flag(
        inversion: .prefixedNo,
        help: ArgumentHelp(
            "Let verify and lookup fetch fingerprints from there when they need them, from now on. As last time if absent; at first not."
        ))
    var onDemand: Bool?
    @Option(help: "Seconds to wait for an answer, besides what a large file takes.") var timeout = 30

    func validate() throws {
        if timeout < 1 { throw ValidationError("--timeout is 1 or more.") }
        if let registry { _ = try PostgreSQLAddress(argument: registry) }
        if noFingerprints, !record.isEmpty {
            throw ValidationError("--no-fingerprints and --record exclude each other.")
        }
        if noFingerprints, onDemand == true {
            throw ValidationError("--no-fingerprints and --on-demand exclude each other.")
        }
    }

    func run() async throws {
        guard let address = address ?? home.folder.mirroredAddress else {
            throw Failure(
                "There is no mirror in \(home.folder.path) yet.", next: "vericlip mirror URL.", status: .usage)
        }
        try keepInDatabase()
        let mirror = RegistryMirror(
            home: home.folder, policy: try policyInForce(), address: address, isOnDemand: onDemand,
            fetch: MirrorTransport(address: address, seconds: timeout).fetch)
        do {
            let bar = ProgressBar("log")
            let accepted = try await mirror.copyLog { bar.show(Double($0) / Double(max($1, 1))) }
            bar.finish()
            let registry = try mirror.copyStatements(at: Int64(Date().timeIntervalSince1970))
            Console.print(
                "\(accepted.checkpoint.origin): \(accepted.checkpoint.size) entries lead to the signed root "
                    + "\(accepted.checkpoint.root.hex).")
            Console.print(accepted.cosignatures.sentence)
            let isOnDemand = home.folder.fetchesFingerprintsOnDemand
            if !noFingerprints, !isOnDemand || !record.isEmpty {
                try await copyFingerprints(of: mirror, into: registry)
            }
            if isOnDemand, !noFingerprints { try await copyKeys(of: mirror, into: registry, address) }
        } catch let error as MirrorError {
            throw Failure(error, address: address)
        } catch let error as RegistryError {
            throw Failure(error)
        }
    }

    /// A home has one registry: whatever it has already is moved by `registry copy` and `registry use`.
    private func keepInDatabase() throws {
        guard let database = registry.flatMap({ PostgreSQLAddress($0) }) else { return }
        do {
            let place = try home.folder.registryPlace
            guard place != .database(database) else { return }
            guard case .file(let path) = place, !FileManager.default.fileExists(atPath: path) else {
                throw Failure(
                    "This home's registry is \(place) already.",
                    next: "vericlip registry copy --to \(database), then vericlip registry use \(database).",
                    status: .usage)
            }
            try home.folder.keepRegistry(in: database)
        } catch let error as RegistryError {
            throw Failure(error)
        }
    }

    private func copyKeys(of mirror: RegistryMirror, into registry: any StoredRegistry, _ address: String) async throws
    {
        let bar = ProgressBar("keys")
        let outcome = try await mirror.copyKeys(into: registry) { bar.show(Double($0) / Double(max($1, 1))) }
        bar.finish()
        let without = try registry.recordingsWithoutFingerprint().count
        Console.print(
            "\(without) of \(try registry.recordingCount()) recordings are found by their keys (\(outcome.copied) copied); a look-up "
                + "fetches the fingerprints that it needs from \(address), which learns by that what is looked at.")
        if !outcome.notServed.isEmpty {
            Console.error("Not served: the keys of \(Self.list(outcome.notServed)). Clips of them are not found here.")
        }
    }

    private func copyFingerprints(of mirror: RegistryMirror, into registry: any StoredRegistry) async throws {
        let bar = ProgressBar("fingerprints")
        let chosen = record.isEmpty ? nil : Set(record.map { RecordingID(rawValue: $0) })
        let outcome = try await mirror.copyFingerprints(into: registry, only: chosen) {
            recording, bytes throws(RegistryError) in
            try DerivedKeys.postings(of: recording, bytes, in: registry)
        } progress: {
            bar.show(Double($0) / Double(max($1, 1)))
        }
        bar.finish()
        let missing = try registry.recordingsWithoutFingerprint().count
        let all = try registry.recordingCount()
        Console.print("\(all - missing) of \(all) recordings have their fingerprints here (\(outcome.copied) copied).")
        if !outcome.notServed.isEmpty {
            Console.error(
                "Not served: the fingerprints of \(Self.list(outcome.notServed)). Clips of them are not found here.")
        }
        if !outcome.altered.isEmpty {
            throw Failure(
                "What is served as the fingerprint of \(Self.list(outcome.altered)) is not what was signed; it was not taken.",
                next: "tell whoever serves \(address ?? home.folder.mirroredAddress ?? "it").", status: .recordFails)
        }
    }

    /// The policy of this home, or the one that is named; kept where the home has none, since look-ups need it too.
    private func policyInForce() throws -> LogPolicy {
        if let policy {
            let bytes = try InputFiles.bytes(of: policy)
            let named = try LogPolicy(named: policy, bytes)
            if !FileManager.default.fileExists(atPath: home.folder.policyFile) {
                try FileManager.default.createDirectory(
                    atPath: home.folder.keysFolder, withIntermediateDirectories: true)
                try Data(bytes).write(to: URL(fileURLWithPath: home.folder.policyFile), options: .atomic)
            }
            return named
        }
        let kept = try home.trustedKeys().policy
        guard !kept.logs.isEmpty else {
            throw Failure(
                "No log is trusted in \(home.folder.keysFolder).",
                next: "--policy FILE with the log's line, which you got over a channel that you trust.", status: .usage)
        }
        return kept
    }

    private static func list(_ recordings: [RecordingID]) -> String {
        let shown = recordings.prefix(10).map { "\($0.rawValue)" }.joined(separator: ", ")
        return "record\(recordings.count == 1 ? "" : "s") \(shown)" + (recordings.count > 10 ? " and more" : "")
    }
}
