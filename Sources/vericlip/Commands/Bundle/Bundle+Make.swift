import ArgumentParser
import EvidenceBundle
import Foundation
import Registry
import RegistryStorage
import Reporting
import Signing
import TransparencyLog

extension Bundle {
    /// `vericlip bundle make`: gathers the evidence.
    struct Make: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Verifies a clip, or takes a report on it, and writes it with all its evidence into one file.",
            discussion: """
                The file holds the report, each record's signed statement with its proof and its fingerprint, who signed, the \
                checkpoint with its cosignatures and time token, and the clip's hash; not the clip. Publish the log first: then \
                the evidence carries the cosignatures and the time.
                """)

        @OptionGroup var home: HomeOption
        @Argument(help: "The clip, or the report that verify --format json gave on it.") var input: String
        @Option(
            name: [.customShort("o"), .long],
            help: ArgumentHelp("The file to write, such as clip.vericlip-evidence.", valueName: "file"))
        var output: String
        @Option(help: ArgumentHelp("With a report: the clip that it is about.", valueName: "file")) var clip: String?
        @Option(help: "Threads for decoding.") var threads = ProcessInfo.processInfo.activeProcessorCount

        func validate() throws {
            if threads < 1 { throw ValidationError("--threads is 1 or more.") }
        }

        func run() async throws {
            let registry = try home.registryForReading()
            let given = try reportGiven()
            guard given != nil || self.clip == nil else {
                throw Failure(
                    "\(input) is not a report of verify --format json, which --clip goes with.",
                    next: "vericlip bundle make CLIP, without --clip, verifies the clip itself.", status: .usage)
            }
            let clip = given == nil ? input : self.clip
            let report: [UInt8]
            if let given {
                report = given
            } else {
                report = try await reportMade()
            }
            do {
                let folder = LogFolder(path: home.folder.logFolder)
                let bundle = try EvidenceBundle(
                    of: report, clipBytes: try clip.map { try size(of: $0, as: ReportSummary(decoding: report)) },
                    from: registry,
                    timeStampReply: { note throws(RegistryError) in try folder.timeStamp(of: note)?.reply })
                let bytes = try bundle.encoded()
                try OutputFile.write(bytes, to: output)
                Console.print(
                    "Wrote \(output): \(bytes.count) bytes, \(bundle.entries.count) entries of the log "
                        + "\(registry.log.name).")
                try warn(about: bundle, registry)
            } catch let error as GatheringError {
                throw Failure(error)
            } catch let error as ZipDefect {
                throw Failure("\(output) cannot hold this: \(error.sentence).")
            } catch let error as CocoaError {
                throw Failure("\(output) cannot be written: \(error.localizedDescription)")
            }
        }

        /// The input, where it is a report.
        private func reportGiven() throws -> [UInt8]? {
            let file = try? FileHandle(forReadingFrom: URL(fileURLWithPath: input))
            guard let head = try? file?.read(upToCount: 1), head == Data("{".utf8) else { return nil }
            return try InputFiles.whole(input, limit: 1 << 26)
        }

        private func reportMade() async throws -> [UInt8] {
            let name = URL(fileURLWithPath: input).lastPathComponent
            let bar = ProgressBar(name)
            let verdict = await ClipCheck(home: home).verdict(on: input, name: name, threads: threads) {
                bar.show($0.fraction)
            }
            bar.finish()
            let report = Report(verdict: verdict, checkedAt: Date().formatted(.iso8601), toolVersion: Vericlip.version)
            return Array(report.text(as: .json).utf8)
        }

        /// The clip's length; it must be the file that the report is about.
        private func size(of clip: String, as summary: ReportSummary?) throws -> Int {
            let facts = try InputFiles.hash(of: clip)
            guard let summary, facts.sha256.hex == summary.clip.sha256 else {
                throw Failure("\(clip) is not the file that the report is about.", status: .usage)
            }
            return facts.bytes
        }

        private func warn(about bundle: EvidenceBundle, _ registry: any StoredRegistry) throws {
            do {
                if try registry.publishedNote() != bundle.checkpoint {
                    Console.error(
                        "The log was not published since; the evidence rests on a checkpoint that nobody cosigned.")
                    Console.error("Next: vericlip log publish, then this command again.")
                }
            } catch {
                throw Failure(error)
            }
            if bundle.timeStampReply == nil {
                Console.error(
                    "No time token: nothing but the witnesses' word tells since when. vericlip log publish --tsa URL.")
            }
        }
    }
}

extension InputFiles {
    /// A regular file's bytes.
    static func whole(_ path: String, limit: Int) throws(Failure) -> [UInt8] {
        do {
            let url = URL(fileURLWithPath: path).resolvingSymlinksInPath()
            let size = try url.resourceValues(forKeys: [.fileSizeKey, .isRegularFileKey])
            guard size.isRegularFile == true, size.fileSize ?? 0 <= limit else { throw CocoaError(.fileReadTooLarge) }
            return Array(try Data(contentsOf: url))
        } catch {
            throw Failure("\(path) cannot be read: \(error.localizedDescription)", status: .usage)
        }
    }

    /// A file's hash and length.
    static func hash(of path: String) throws(Failure) -> (sha256: SHA256Digest, bytes: Int) {
        do {
            let sha256 = try SHA256Digest(ofRegularFile: path)
            let attributes = try FileManager.default.attributesOfItem(
                atPath: URL(fileURLWithPath: path).resolvingSymlinksInPath().path)
            return (sha256, (attributes[.size] as? NSNumber)?.intValue ?? 0)
        } catch {
            throw Failure("\(path) cannot be read: \(error.localizedDescription)", status: .usage)
        }
    }
}

extension Failure {
    init(_ error: GatheringError) {
        self.init("", status: .usage)
        switch error {
        case .noReport:
            cause = "The clip could not be read, or this is not a report of verify --format json with the clip's hash."
            next = "vericlip verify CLIP says what is wrong with it."
        case .noRecord:
            cause = "The report names no signed source: there is nothing to prove."
            next = "vericlip verify CLIP shows what was found."
        case .unknownRecord(let index):
            cause = "This registry has no entry \(index), which the report names."
            next = "--home DIR with the registry, or a mirror of it, that the report was made with."
        case .notOneCheckpoint:
            cause = "The registry changed meanwhile."
            next = "the same command again."
        case .registry(let error): self = Failure(error)
        @unknown default: cause = "The evidence could not be gathered: \(error)."
        }
    }
}
