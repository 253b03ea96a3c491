internal import Foundation
internal import HTTPTypes
internal import Logging
internal import Registry
internal import RegistryStorage
internal import ServiceLifecycle
internal import Synchronization

/// Has the recordings analysed that wait, as many at a time as the work allows, and those registered that their publisher confirms.
final class DraftDesk: Service {
    private let store: VerificationStore
    private let work: RegistrationWork
    private let logger: Logger
    private let state = Mutex(State())
    private let signal: (stream: AsyncStream<Void>, continuation: AsyncStream<Void>.Continuation)

    private struct State {
        /// The drafts that are analysed, and how far each is read.
        var running: [String: (share: Double, task: Task<Void, Never>)] = [:]
        /// Drafts that are being registered: each once.
        var signing: Set<String> = []
    }

    init(store: VerificationStore, work: RegistrationWork, logger: Logger) {
        self.store = store
        self.work = work
        self.logger = logger
        signal = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
        // What waited when the server was last stopped.
        signal.continuation.yield()
    }

    /// Something waits.
    func wake() { signal.continuation.yield() }

    /// Of the recording that is read; nothing where this one is not.
    func percent(of id: String) -> Int? {
        state.withLock { $0.running[id].map { min(max(Int($0.share * 100), 0), 100) } }
    }

    /// Stops what is being done for a draft, and erases it.
    func erase(_ id: String) throws(RegistryError) {
        try store.eraseDraft(id: id)
        state.withLock { $0.running[id]?.task.cancel() }
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
                    while !Task.isCancelled, state.withLock({ $0.running.count }) < work.atOnce,
                        let draft = try store.nextDraft()
                    {
                        let task = Task { await analyse(draft) }
                        state.withLock { $0.running[draft.id] = (0, task) }
                        group.addTask { await self.wait(for: task, of: draft.id) }
                    }
                } catch {
                    logger.error("drafts wait: \(error)")
                }
            }
        }
    }

    private func wait(for task: Task<Void, Never>, of id: String) async {
        await withTaskCancellationHandler {
            await task.value
        } onCancel: {
            task.cancel()
        }
        state.withLock { $0.running[id] = nil }
        wake()
    }

    private func analyse(_ draft: RegistrationDraft) async {
        let id = draft.id
        let outcome: Result<(analysis: RecordingAnalysis, fingerprint: [UInt8]), RegistrationRefusal>
        do throws(RegistrationRefusal) {
            let found = try await work.analyse(draft, store.clip(of: id)) { share in
                self.state.withLock { $0.running[id]?.share = share }
            }
            outcome = .success(found)
        } catch {
            outcome = .failure(error)
        }
        // The server is being stopped, or the draft was erased.
        guard !Task.isCancelled else { return }
        do {
            switch outcome {
            case .success(let found):
                try store.finishDraft(
                    id: id, analysis: Array(JSONEncoder().encode(found.analysis)), fingerprint: found.fingerprint)
            case .failure(let refusal): try store.failDraft(id: id, why: refusal.sentence)
            }
            work.forget(id)
        } catch {
            logger.error("a draft could not be kept: \(error)")
        }
    }

    /// Checks what is said of a recording, and keeps it.
    func describe(_ draft: RegistrationDraft, as details: [String: String]) throws {
        try check(details)
        try store.describeDraft(id: draft.id, as: details)
    }

    private func check(_ details: [String: String]) throws(Problem) {
        do throws(RegistrationRefusal) { try work.check(details) } catch { throw .notRegistered(error) }
    }

    /// Signs and logs a draft that is ready.
    /// - Returns: the number of its record.
    func register(_ draft: RegistrationDraft) async throws -> Int {
        if let record = draft.record { return record }
        guard let analysis = draft.analysis.flatMap(RecordingAnalysis.init(json:)),
            let fingerprint = try store.fingerprint(ofDraft: draft.id)
        else { throw Problem.notReady }
        guard state.withLock({ $0.signing.insert(draft.id).inserted }) else { throw Problem.notReady }
        defer { state.withLock { _ = $0.signing.remove(draft.id) } }
        let record: Int
        do throws(RegistrationRefusal) {
            record = try await work.register(draft, analysis, fingerprint)
        } catch {
            throw Problem.notRegistered(error)
        }
        // In the log from here. Where the server ends before the next line, asking again finds the record by its file.
        try store.closeDraft(id: draft.id, record: record)
        return record
    }
}

extension RecordingAnalysis {
    init?(json: [UInt8]) {
        guard let analysis = try? JSONDecoder().decode(Self.self, from: Data(json)) else { return nil }
        self = analysis
    }
}

extension Problem {
    fileprivate static let notReady = Problem(
        .conflict, "not-done", "This draft is not ready.",
        detail: "It is still being analysed, or just being registered: open it again in a moment.")

    fileprivate static func notRegistered(_ refusal: RegistrationRefusal) -> Problem {
        Problem(.unprocessableContent, "not-taken", "This cannot be registered as it is.", detail: refusal.sentence)
    }
}
