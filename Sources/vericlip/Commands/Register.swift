import ArgumentParser
import ClipAnalysis
import Foundation
import Registry
import Reporting
import Signing

/// `vericlip register`: signs and logs the fingerprints of recordings.
struct Register: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Signs the fingerprint of a recording and logs it.",
        discussion: """
            The recording itself stays where it is: the registry, also one that --registry names, keeps its hash and its fingerprint. The fingerprint holds a \
            very small, recognisable picture track. A file that you have registered already is not registered again.
            """)

    enum Publish: String, ExpressibleByArgument, CaseIterable { case all, keys }
    enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

    @OptionGroup var home: HomeOption
    @Argument(help: "Files, or patterns in quotes such as 'speeches/*.mp4'.") var files: [String]
    @OptionGroup(title: "A registry on another machine") var remote: RegistryOption
    @OptionGroup(title: "What is recorded") var details: DetailOptions
    @Option(help: "text, or json: one object a line and file.") var format: Format = .text
    @Flag(name: .customLong("no-faces"), help: "Leave the faces out; clips are then not checked for altered faces.")
    var withoutFaces = false
    @Flag(help: "Log only the fingerprint's hash now; the recording is found once you run `vericlip reveal`.")
    var embargo = false
    @Option(
        help: ArgumentHelp(
            "all, or keys: the recording is found, but the fingerprint, which shows a small picture, stays with you, and clips cannot be compared.",
            valueName: "what"))
    var publish: Publish = .all
    @Option(help: "Threads for decoding.") var threads = ProcessInfo.processInfo.activeProcessorCount

    func validate() throws {
        if threads < 1 { throw ValidationError("--threads is 1 or more.") }
        if embargo, publish == .keys {
            throw ValidationError("--embargo publishes nothing yet; choose --publish keys or --embargo.")
        }
        if remote.address != nil, embargo || publish == .keys {
            throw ValidationError(
                "A registry on another machine takes whole fingerprints alone; --embargo and --publish keys are for your own."
            )
        }
        if files.contains("-") {
            throw ValidationError("A recording is registered from a file, whose hash is signed; save it first.")
        }
    }

    func run() async throws {
        var paths: [String] = []
        for pattern in files { paths += try InputFiles.expanding(pattern) }
        if paths.count > 1, details.title != nil {
            throw ValidationError("--title is for one file. Put each file's own into a sidecar FILE.yaml.")
        }
        do {
            if let address = remote.address {
                Console.error(
                    "Registering at \(address): signed statements and fingerprints are sent there, with faces unless --no-faces; files and keys stay on this machine."
                )
                try await register(paths, with: RemoteRegistrar(home: home.folder, registry: remote.remote(of: home)))
            } else {
                try await register(paths, with: Registrar(home: home.folder, place: remote.place))
            }
        } catch let error as RegistryError {
            throw Failure(error)
        } catch let error as SigningError {
            throw Failure(error)
        }
    }

    private func register(_ paths: [String], with registrar: borrowing some RecordingRegistrar & ~Copyable) async throws
    {
        var failed = false
        for path in paths {
            do {
                try await register(path, with: registrar)
            } catch let failure as Failure where paths.count > 1 && failure.status == .runtime {
                Console.error(failure.text)
                failed = true
            }
        }
        await registrar.settle()
        if failed { throw ExitStatus.someRowsFailed.code }
    }

    private func register(_ path: String, with registrar: borrowing some RecordingRegistrar & ~Copyable) async throws {
        let bar = ProgressBar(URL(fileURLWithPath: path).lastPathComponent)
        defer { bar.finish() }
        let outcome: RegistrationOutcome
        do {
            outcome = try await registrar.register(
                path,
                RegistrationOrder(
                    details: details.details(for: path),
                    publication: embargo ? .embargoed : publish == .keys ? .keys : nil,
                    threads: threads, findsFaces: !withoutFaces)
            ) { bar.show($0.fraction) }
        } catch let error as ClipAnalysisError {
            throw Failure(error, path: path)
        } catch let error as RegistryError {
            throw Failure(error)
        } catch let error as SigningError {
            throw Failure(error)
        }
        bar.finish()
        let receipt = outcome.receipt
        switch format {
        case .json: Console.print(receipt.json.compact)
        case .text where outcome.isNew:
            let rate = Double(receipt.fingerprintBytes) / Double(max(receipt.duration, 1))
            Console.print(
                "Registered \(path) as record \(receipt.record): “\(receipt.title ?? "")”, "
                    + "\(Double(receipt.duration / 100) / 10) s, fingerprint \(receipt.fingerprintBytes) bytes "
                    + "(\((rate * 100).rounded() / 100) kB/s\(receipt.holds.map { ": \($0)" } ?? "")).")
        case .text: Console.print("\(path) is registered already, as record \(receipt.record).")
        }
        if outcome.isNew { for notice in receipt.notices { Console.error(notice) } }
    }
}
