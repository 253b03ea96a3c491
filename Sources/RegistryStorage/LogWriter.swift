internal import Dispatch
public import Registry
internal import Synchronization
public import TransparencyLog

/// The log's one writer in a process: statements that arrive while it writes wait, and then become one batch, so that many
/// share one flush to the disk and one checkpoint. Between batches the runs of the index are merged.
///
/// Several processes may each have one: they take turns on the registry's lock.
public final class LogWriter: Sendable {
    private let registry: any StoredRegistry
    private let signer: LogSigner
    private let state = Mutex(State())
    /// The disk is waited for here, not on the threads that others compute on.
    private let queue = DispatchQueue(label: "vericlip.log-writer")
    /// Runs of the index are merged here, while others write.
    private let mergeQueue = DispatchQueue(label: "vericlip.index-merger", qos: .utility)

    /// Statements in one transaction: enough that a flush costs each of them next to nothing, few enough that the lock is held for
    /// some ten milliseconds.
    public static let batchLimit = 256

    private struct State: Sendable {
        var waiting: [Waiting] = []
        var isWriting = false
        /// Whether runs are to be merged, and nobody is at it.
        var wantsMerge = false
    }

    private struct Waiting: Sendable {
        let submission: LogSubmission
        let continuation: CheckedContinuation<Result<Appended, RegistryError>, Never>
    }

    public init(_ registry: any StoredRegistry, signer: consuming LogSigner) {
        self.registry = registry
        self.signer = signer
    }

    /// Logs the statement. When this returns, it is on the disk: see `SQLiteConnection.transaction` and
    /// `PostgreSQLConnection.commit`, whose COMMIT comes before anybody is answered.
    public func append(_ submission: LogSubmission) async throws(RegistryError) -> Appended {
        let result: Result<Appended, RegistryError> = await withCheckedContinuation { continuation in
            let wasIdle = state.withLock { state in
                defer { state.isWriting = true }
                state.waiting.append(Waiting(submission: submission, continuation: continuation))
                return !state.isWriting
            }
            if wasIdle { queue.async { self.writeWaiting() } }
        }
        return try result.get()
    }

    private func writeWaiting() {
        while let batch = nextBatch() {
            write(batch)
        }
        let isFirst = state.withLock { state in
            defer { state.wantsMerge = true }
            return !state.wantsMerge
        }
        if isFirst { mergeQueue.async { self.mergeRuns() } }
    }

    private func mergeRuns() {
        state.withLock { $0.wantsMerge = false }
        registry.tidyIndex()
    }

    /// Waits until the index is merged, which a program should that is about to end.
    public func settle() async {
        await withCheckedContinuation { continuation in mergeQueue.async { continuation.resume() } }
    }

    private func write(_ batch: [Waiting]) {
        do {
            let appended = try registry.append(batch.map(\.submission), signer: signer)
            for (waiting, result) in zip(batch, appended) {
                waiting.continuation.resume(returning: .success(result))
            }
        } catch {
            switch error {
            // One statement that is turned away keeps none of its neighbours out.
            case .refused where batch.count > 1, .rejected where batch.count > 1:
                for waiting in batch { write([waiting]) }
            default:
                for waiting in batch { waiting.continuation.resume(returning: .failure(error)) }
            }
        }
    }

    private func nextBatch() -> [Waiting]? {
        state.withLock { state in
            let batch = Array(state.waiting.prefix(Self.batchLimit))
            state.waiting.removeFirst(batch.count)
            state.isWriting = !batch.isEmpty
            return batch.isEmpty ? nil : batch
        }
    }
}
