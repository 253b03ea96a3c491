import ArgumentParser
import Foundation
import Registry
import RegistryStorage
import Reporting
import Signing

/// `vericlip ingest`: an archive of recordings, read by workers and registered here.
struct Ingest: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Registers an archive: its recordings are read by vericlip work, and signed and logged here.",
        discussion: """
            The manifest has a recording a line: its place below the workers' --archive, or a JSON object of texts with "file" and what \
            is said of it, as in a sidecar ({"file": "2024/05/budget.mp4", "title": "Budget speech"}); - is standard input. In its place \
            s3://BUCKET/PREFIX?endpoint=https://… names a store, all of which is registered; the workers' --archive is the same. Each outcome \
            is a line of the outcomes file; the same command again goes on where an interrupted one stopped, and tries those \
            again that failed. Exit status: 0 when every recording is registered, 4 when some are not.
            """)

    @OptionGroup var home: HomeOption
    @Argument(help: ArgumentHelp("The list of recordings, or -.", valueName: "manifest")) var manifest: String
    @Option(help: ArgumentHelp("What came of each, a JSON object a line.", valueName: "file")) var outcomes: String
    @Option(help: "Recordings that are handed out at a time.") var inHand = 32
    @Option(
        help: ArgumentHelp(
            "all, or keys: the recordings are found, but the fingerprints stay with you.", valueName: "what"))
    var publish: Register.Publish = .all
    @Flag(name: .customLong("no-faces"), help: "Leave the faces out; clips are then not checked for altered faces.")
    var withoutFaces = false

    func validate() throws {
        if !(1...10_000).contains(inHand) { throw ValidationError("--in-hand is from 1 to 10000.") }
    }

    func run() async throws {
        let address = try home.jobAddress(registry: nil)
        let entries = try listed().entries
        let rows = try OutcomeFile(path: outcomes)
        let waiting = entries.filter { !rows.registered.contains($0.file) }
        do {
            let registrar = try Registrar(home: home.folder)
            let archive = ArchiveIngestion(
                desk: JobDesk(try JobQueue(address), asker: "ingest/\(rows.name)") { Console.error($0) },
                findsFaces: !withoutFaces, publication: publish == .keys ? .keys : nil)
            let pace = Pace(of: waiting.count, among: entries.count)
            var failed = 0
            try await archive.read(waiting, atOnce: inHand) { entry, recording in
                let row = try await Self.row(recording, of: entry, order: archive.order(for: entry), by: registrar)
                if row.failure != nil { failed += 1 }
                try rows.write(row)
                pace.show(row)
            }
            pace.finish()
            await registrar.settle()
            Console.print(
                "Registered: \(entries.count - failed) of \(entries.count) recordings."
                    + (failed == 0 ? "" : " Why the others are not stands in \(outcomes)."))
            if failed > 0 { throw ExitStatus.someRowsFailed.code }
        } catch let error as RegistryError {
            throw Failure(error)
        } catch let error as SigningError {
            throw Failure(error)
        }
    }

    private func listed() throws -> ArchiveManifest {
        guard manifest.hasPrefix("s3://") else { return try ArchiveManifest(path: manifest) }
        do {
            return try ArchiveManifest(listing: Archive.store(manifest).names(), of: manifest)
        } catch let failure as S3Archive.Failure {
            throw Failure(
                "The archive could not be listed: \(failure.sentence).", next: "the same command again later.")
        }
    }

    /// What concerns this recording alone is an outcome; what concerns all ends the run.
    private static func row(
        _ recording: Result<ScannedRecording, UnreadRecording>, of entry: ArchiveManifest.Entry,
        order: RegistrationOrder, by registrar: borrowing Registrar
    ) async throws -> OutcomeFile.Row {
        do {
            let outcome = try await registrar.log(recording.get(), order, noticesOverlaps: false)
            return OutcomeFile.Row(
                file: entry.file, record: outcome.receipt.record, isNew: outcome.isNew,
                seconds: Double(outcome.receipt.duration) / 1000)
        } catch let unread as UnreadRecording {
            return OutcomeFile.Row(file: entry.file, failure: unread.sentence)
        } catch let failure as Failure where failure.status != .registry {
            return OutcomeFile.Row(file: entry.file, failure: failure.sentence)
        }
    }
}
