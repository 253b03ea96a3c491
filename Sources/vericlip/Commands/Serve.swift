import ArgumentParser
import ClipAnalysis
import Foundation
import Registry
import RegistryStorage
import Reporting
import VericlipServer
import Verification

/// `vericlip serve`: the page and the API, for this machine or for those who have a key.
struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Serves a page where clips are checked, and the API behind it.",
        discussion: """
            Listens on 127.0.0.1 and needs no network, nor any key. Others reach it at another --host or through a reverse proxy, \
            once there are API keys (vericlip serve keys add) and an --origin. Clips and reports are kept in the home until they \
            are erased; what was handed in is verified also after a restart.
            """, subcommands: [ServeKeys.self])

    @OptionGroup var home: HomeOption
    @OptionGroup var exposure: ServeExposure
    @OptionGroup var limits: ServeLimits
    @OptionGroup var outbound: ServeOutbound
    @OptionGroup var workers: ServeWorkers
    @Option(
        help: """
            What standard error is told, a JSON object a line: errors (with whatever was refused), or requests too. requests with keys, \
            else errors. Names of clips are in neither.
            """)
    var log: Detail?
    @Option(help: "The port; 0 for any that is free.") var port = 8080
    @Option(help: "Threads for decoding.") var threads = ProcessInfo.processInfo.activeProcessorCount
    @Option(
        help: ArgumentHelp(
            "What examines stretches without a signed source: measured, experimental (those too that never find signs) or none.",
            valueName: "which"))
    var detectors: DetectorChoice = .measured
    @Option(
        help: ArgumentHelp(
            """
            Compare face and voice of what has no signed source with this person's signed recordings (vericlip people), for everybody who \
            hands clips in; may be given several times. Biometric: nobody is compared with unless you say so.
            """, valueName: "name"))
    var against: [String] = []

    enum Detail: String, ExpressibleByArgument, CaseIterable { case errors, requests }

    func validate() throws {
        if !(0...65_535).contains(port) { throw ValidationError("--port is from 0 to 65535.") }
        if threads < 1 { throw ValidationError("--threads is 1 or more.") }
        if workers.workers, !against.isEmpty {
            throw ValidationError(
                "--against compares on this machine, since what was learned of people is never sent: leave --workers out."
            )
        }
    }

    func run() async throws {
        // A registry that cannot be read is said at once, not in every report.
        _ = try home.registryForReading()
        let access = try access()
        let folder = home.folder.verificationsFolder
        let store: VerificationStore
        do {
            store = try VerificationStore(folder: folder)
        } catch .locked {
            throw Failure(
                "Another vericlip serve runs in this home.", tried: "opened \(folder).",
                next: "use that one, or --home DIR with another home.")
        } catch {
            throw Failure(error)
        }
        let outbound = try outbound.outbound(in: home.folder)
        let desk = try workers.desk(for: store, in: home)
        let work = try desk.map(handingOut) ?? verifying(AskedExamination(detectors, against: against, home: home))
        do {
            let asksForKeys = access.asksForKeys
            let tellsRequests = (log ?? (asksForKeys ? .requests : .errors)) == .requests
            let server = VerificationServer(
                store: store, registry: ServedRegistry(of: home.folder), work: work, access: access,
                limits: limits.limits(asksForKeys: asksForKeys),
                publishedLog: LogFolder(path: home.folder.logFolder), people: against, outbound: outbound,
                registration: RegistrationWork(
                    home: home.folder, threads: threads, desk: desk, atOnce: workers.inHand),
                log: .standardError(hasRequests: tellsRequests))
            let stop = { @Sendable in
                await Interrupt.isAwaited()
                // The log says it too, for programs.
                if !tellsRequests {
                    Console.error("Stopping: requests under way are waited for, 30 s at most. Again to stop at once.")
                }
            }
            try await server.run(host: exposure.host, port: port, until: stop) { port in
                let place =
                    exposure.origin.map { "\($0)/ in a browser" }
                    ?? "\(exposure.ownAddress(port: port))/ in a browser on this machine"
                Console.print("Open \(place). \(asksForKeys ? "It asks for an API key. " : "")Stop with Ctrl-C.")
            }
        } catch {
            throw Failure(
                "The page cannot be served at \(exposure.host), port \(port): \(error)",
                next: "another --port or --host.")
        }
    }

    private func verifying(_ examination: AskedExamination) -> VerificationWork {
        let (home, analysis, threads) = (home, limits.analysis, threads)
        return VerificationWork { path, name, tell in
            // Opened for each clip: what others register meanwhile is seen, and keys that were added.
            let reporter = ClipReporter(
                check: ClipCheck(home: home, limits: analysis), examination: examination, threads: threads)
            return await reporter.report(on: path, name: name, tell: tell)
        }
    }

    private func handingOut(to desk: JobDesk) -> VerificationWork {
        let (home, detectors, seconds) = (home.folder, detectors.rawValue, limits.analysis.processorTime)
        return VerificationWork(atOnce: workers.inHand) { verification, path, tell throws(VerificationFailure) in
            let request: VerifyRequest
            do throws(Failure) {
                request = VerifyRequest(
                    id: verification.id, name: verification.name, keys: try KeysFolder(of: home), detectors: detectors,
                    processorSeconds: seconds)
            } catch {
                throw VerificationFailure(error.sentence)
            }
            return try await desk.verify(verification, at: path, request, tell: tell)
        } forget: { id in
            desk.forget(id)
        }
    }

    private func access() throws -> ServerAccess {
        do {
            return try exposure.access(with: try APIKeyStore(path: home.folder.apiKeysFile))
        } catch let error as RegistryError {
            throw Failure(error)
        }
    }
}
