internal import Foundation
internal import Logging
internal import Registry
internal import RegistryStorage
internal import ServiceLifecycle
internal import Synchronization

/// Has what waits verified, as many clips at a time as the work allows, and tells how far they are.
final class VerificationRunner: Service {
    private struct Running {
        var standing = VerificationStanding()
        let task: Task<Result<VerificationOutcome, VerificationFailure>, Never>
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
    func progress(of id: String) -> VerificationStanding? { running.withLock { $0[id]?.standing } }

    /// Stops a verification that was erased.
    func stop(_ id: String) {
        guard let running = running.withLock({ $0[id] }) else { return }
        running.task.cancel()
        work.forget(id)
    }

    /// Until it is cancelled or the server is stopped.
    func run() async {
        await cancelWhenGracefulShutdown { await self.runUntilCancelled() }
    }

    private func runUntilCancelled() async {
        await withDiscardingTaskGroup { group in
            // Woken by what comes, and by each that ends.
            for await _ in signal.stream {
                do {
                    while !Task.isCancelled, running.withLock({ $0.count }) < work.atOnce,
                        let verification = try store.next()
                    {
                        let task = start(verification)
                        group.addTask { await self.finish(verification, task) }
                    }
                } catch {
                    logger.error("verifications wait: \(error)")
                }
            }
        }
    }

    private func start(
        _ verification: RequestedVerification
    ) -> Task<Result<VerificationOutcome, VerificationFailure>, Never> {
        let id = verification.id
        let task = Task {
            await Result { () async throws(VerificationFailure) -> VerificationOutcome in
                try await work.outcome(verification, store.clip(of: id)) { news in
                    self.running.withLock { $0[id]?.standing.take(news) }
                }
            }
        }
        running.withLock { $0[id] = Running(task: task) }
        return task
    }

    private func finish(
        _ verification: RequestedVerification, _ task: Task<Result<VerificationOutcome, VerificationFailure>, Never>
    ) async {
        let began = ContinuousClock.now
        let result = await withTaskCancellationHandler {
            await task.value
        } onCancel: {
            task.cancel()
        }
        defer {
            running.withLock { $0[verification.id] = nil }
            wake()
        }
        // What comes of an analysis that was stopped is no verdict: the server is being stopped, or the clip was erased.
        guard !task.isCancelled else { return }
        let time = Int64(Date().timeIntervalSince1970)
        do {
            switch result {
            case .success(let outcome):
                try store.finish(verification, headline: outcome.headline, reports: outcome.reports, at: time)
                // Kept from here: whoever did it may forget it.
                work.forget(verification.id)
                journal.noteVerification(bytes: verification.byteCount, took: began.duration(to: .now))
            case .failure(let failure):
                try store.fail(verification, why: failure.why, at: time)
                work.forget(verification.id)
                logger.error("a clip could not be verified: \(failure.why)")
            }
        } catch {
            logger.error("a report could not be kept: \(error)")
        }
    }
}

extension Result {
    fileprivate init(catching body: () async throws(Failure) -> Success) async {
        do {
            self = .success(try await body())
        } catch {
            self = .failure(error)
        }
    }
}
