internal import Foundation
internal import Logging
internal import Registry
internal import RegistryStorage
internal import Reporting
internal import ServiceLifecycle
internal import Synchronization
internal import Verification

/// Verifies what waits, one clip after the other, and tells how far it is.
final class VerificationRunner: Service {
    /// How far a verification is that runs.
    struct Progress: Sendable, Hashable {
        /// Raw values as in the API.
        enum Stage: String, Sendable {
            case reading, comparing, examining
        }

        var stage = Stage.reading
        /// Of the clip, read so far.
        var percent = 0
        /// Where the clip lies, as soon as that is known: no verdict.
        var found: [FoundSource] = []
        /// What the relation is, as soon as it stands.
        var headline: String?

        mutating func take(_ news: VerificationProgress) {
            switch news {
            case .reading(let share):
                percent = min(max(Int(share * 100), 0), 100)
                stage = percent < 100 ? .reading : .comparing
            case .comparing(let found):
                self.found = found
                (stage, percent) = (.comparing, 100)
            case .examining(let headline):
                self.headline = headline
                (stage, percent) = (.examining, 100)
            }
        }
    }

    private struct Running {
        var progress = Progress()
        let task: Task<Report, Never>
    }

    private let store: VerificationStore
    private let work: VerificationWork
    private let journal: RequestJournal
    private let logger: Logger
    private let running = Mutex<[String: Running]>([:])
    private let signal: (stream: AsyncStream<Void>, continuation: AsyncStream<Void>.Continuation)

    init(store: VerificationStore, work: VerificationWork, journal: RequestJournal, logger: Logger) {
        self.store = store
        self.work = work
        self.journal = journal
        self.logger = logger
        signal = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
        // What waited when the server was last stopped.
        signal.continuation.yield()
    }

    /// Something waits.
    func wake() { signal.continuation.yield() }

    /// Nothing where the verification is not running.
    func progress(of id: String) -> Progress? { running.withLock { $0[id]?.progress } }

    /// Stops a verification that was erased.
    func stop(_ id: String) { running.withLock { $0[id]?.task.cancel() } }

    /// Until it is cancelled or the server is stopped.
    func run() async {
        await cancelWhenGracefulShutdown { await self.runUntilCancelled() }
    }

    private func runUntilCancelled() async {
        for await _ in signal.stream {
            do {
                while !Task.isCancelled, let verification = try store.next() { try await run(verification) }
            } catch {
                logger.error("verifications wait: \(error)")
            }
        }
    }

    private func run(_ verification: RequestedVerification) async throws(RegistryError) {
        let id = verification.id
        let began = ContinuousClock.now
        let task = Task {
            await work.verify(store.clip(of: id), verification.name) { news in
                self.running.withLock { $0[id]?.progress.take(news) }
            }
        }
        running.withLock { $0[id] = Running(task: task) }
        defer { running.withLock { $0[id] = nil } }
        let report = await withTaskCancellationHandler {
            await task.value
        } onCancel: {
            task.cancel()
        }
        // What comes of an analysis that was stopped is no verdict: the server is being stopped, or the clip was erased.
        guard !task.isCancelled else { return }
        let hasClip = !ClipFingerprint.isDocument(at: store.clip(of: id))
        try store.finish(
            verification, headline: report.headline,
            reports: ReportExport.all(of: report, id: id, hasClip: hasClip),
            at: Int64(Date().timeIntervalSince1970))
        journal.noteVerification(bytes: verification.byteCount, took: began.duration(to: .now))
    }
}
