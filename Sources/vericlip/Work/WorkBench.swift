import ArgumentParser
import ClipAnalysis
import Fingerprinting
import Foundation
import Registry
import RegistryStorage
import Reporting
import Signing
import Synchronization
import VericlipServer
import Verification

/// What a worker does its jobs with.
final class WorkBench: Sendable {
    private let registry: any StoredRegistry
    /// Whose detectors are asked, beside our own.
    private let home: HomeOption
    private let archive: Archive?
    private let threads: Int
    private let folder: WorkFolder
    /// Homes to verify by, under the digest of the keys that each trusts.
    private let trusting = Mutex<[SHA256Digest: HomeOption]>([:])

    init(registry: any StoredRegistry, home: HomeOption, archive: Archive?, threads: Int) throws(Failure) {
        self.registry = registry
        self.home = home
        self.archive = archive
        self.threads = threads
        folder = try WorkFolder()
    }

    /// What it can do.
    var kinds: [JobOrder.Kind] { JobOrder.Kind.allCases.filter { $0 != .archive || archive != nil } }

    /// - Parameter tell: called with how far it is.
    func outcome(
        of job: HeldJob, from queue: JobQueue, tell: @escaping @Sendable ([UInt8]) -> Void
    ) async throws(WorkObstacle) -> [String: [UInt8]] {
        do {
            return try await folder.withFile { path in
                switch job.kind {
                case .verify:
                    let request = try JSONDecoder().decode(VerifyRequest.self, from: Data(job.request))
                    _ = try await Self.fetch(job, from: queue, to: path)
                    return try await verified(path, request, isLastAttempt: job.attempt == JobQueue.attempts, tell)
                case .scan:
                    let request = try JSONDecoder().decode(ScanRequest.self, from: Data(job.request))
                    _ = try await Self.fetch(job, from: queue, to: path)
                    return try await scanned(path, named: "The recording", request, tell)
                case .archive:
                    let request = try JSONDecoder().decode(ScanRequest.self, from: Data(job.request))
                    return try await scanned(fromArchive: request.file ?? "", fetchingTo: path, request, tell)
                }
            }
        } catch let obstacle as WorkObstacle {
            throw obstacle
        } catch let failure as S3Archive.Failure {
            throw WorkObstacle(why: failure.sentence)
        } catch let error as RegistryError {
            throw WorkObstacle(why: Failure(error).sentence)
        } catch let failure as Failure {
            throw WorkObstacle(why: failure.sentence)
        } catch let error as DecodingError {
            throw WorkObstacle(why: "a worker of another version got it: \(error)")
        } catch {
            throw WorkObstacle(why: error.localizedDescription)
        }
    }

    private static func fetch(_ job: HeldJob, from queue: JobQueue, to path: String) async throws -> Int {
        try await BlockingCalls.run {
            let file = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
            defer { try? file.close() }
            return try queue.writeInput(of: job, to: file)
        }
    }

    // MARK: Verifying

    private func verified(
        _ path: String, _ request: VerifyRequest, isLastAttempt: Bool, _ tell: @escaping @Sendable ([UInt8]) -> Void
    ) async throws -> [String: [UInt8]] {
        guard let choice = DetectorChoice(rawValue: request.detectors) else {
            throw WorkObstacle(why: "it asks for detectors that are not known: \(request.detectors)")
        }
        let reporter = ClipReporter(
            check: ClipCheck(
                home: try home(trusting: request.keys), asking: registry,
                limits: AnalysisLimits(processorTime: request.processorSeconds)),
            examination: try AskedExamination(choice, home: home), threads: threads)
        let standing = Mutex(VerificationStanding())
        let report = await reporter.report(on: path, name: request.name) { news in
            let now = standing.withLock { standing in
                standing.take(news)
                return standing
            }
            if let said = try? JSONEncoder().encode(now) { tell(Array(said)) }
        }
        // The next may reach it. The last says what is.
        if case .cannotAssess(let obstacle) = report.verdict.relation, obstacle.code == .registryUnreachable,
            !isLastAttempt
        {
            throw WorkObstacle(why: obstacle.detail)
        }
        let outcome = VerificationOutcome(of: report, id: request.id, hasClip: !ClipFingerprint.isDocument(at: path))
        var parts = [VerifyRequest.headline: Array(outcome.headline.utf8)]
        for (format, bytes) in outcome.reports { parts[VerifyRequest.report + format] = bytes }
        return parts
    }

    private func home(trusting keys: KeysFolder) throws -> HomeOption {
        let digest = keys.digest
        return try trusting.withLock { known in
            if let home = known[digest] { return home }
            let home = try HomeOption.parse(["--home", "\(folder.path)/\(digest.hex)"])
            try keys.write(to: home.folder)
            known[digest] = home
            return home
        }
    }

    // MARK: Reading recordings

    private func scanned(
        fromArchive name: String, fetchingTo path: String, _ request: ScanRequest,
        _ tell: @escaping @Sendable ([UInt8]) -> Void
    ) async throws -> [String: [UInt8]] {
        switch archive {
        case .folder(let folder):
            guard let path = folder.path(of: name) else {
                return Self.refusal("\(name) is not in the workers' archive.")
            }
            return try await scanned(path, named: name, request, tell)
        case .store(let store):
            let file = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
            defer { try? file.close() }
            try await store.write(name, to: file)
            return try await scanned(path, named: name, request, tell)
        case nil: throw WorkObstacle(why: "a worker without --archive got it")
        }
    }

    private func scanned(
        _ path: String, named name: String, _ request: ScanRequest, _ tell: @escaping @Sendable ([UInt8]) -> Void
    ) async throws -> [String: [UInt8]] {
        let scan: ClipScan
        do throws(ClipAnalysisError) {
            scan = try await ClipAnalyzer().scan(
                path: path, profile: .registered, threads: threads, findsFaces: request.findsFaces
            ) { tell(Array("\($0.fraction ?? 0)".utf8)) }
        } catch {
            return Self.refusal(Failure(error, path: name).sentence)
        }
        let read = try ScannedRecording(path, sha256: nil, scan)
        let said = ReadRecording(
            sha256: read.sha256.hex, container: read.container, width: read.width, height: read.height,
            obstacle: read.obstacle)
        return [
            ScanRequest.recording: Array(try JSONEncoder().encode(said)),
            ScanRequest.fingerprint: read.fingerprint.bytes,
        ]
    }

    private static func refusal(_ sentence: String) -> [String: [UInt8]] {
        [ScanRequest.refusal: Array(sentence.utf8)]
    }
}
