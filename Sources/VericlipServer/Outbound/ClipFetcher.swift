internal import Foundation
internal import HTTPClient
internal import Logging
internal import Registry
internal import RegistryStorage
internal import ServiceLifecycle
internal import Synchronization

/// Fetches clips that were handed in by their address, some at a time, and hands them on to be verified.
final class ClipFetcher: Service {
    private let store: VerificationStore
    private let download: HTTPDownload
    private let quota: ClipQuota
    private let logger: Logger
    /// Called where a clip has arrived.
    private let arrived: @Sendable () -> Void
    /// Those that are being fetched, by id, and whether they are still wanted.
    private let fetched = Mutex<[String: Bool]>([:])
    private let signal: (stream: AsyncStream<Void>, continuation: AsyncStream<Void>.Continuation)

    /// Fetched at the same time.
    private static let width = 4

    init(
        store: VerificationStore, download: HTTPDownload, quota: ClipQuota, logger: Logger,
        arrived: @escaping @Sendable () -> Void
    ) {
        self.store = store
        self.download = download
        self.quota = quota
        self.logger = logger
        self.arrived = arrived
        signal = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
        // What was to be fetched when the server was last stopped.
        signal.continuation.yield()
    }

    /// Something is to be fetched.
    func wake() { signal.continuation.yield() }

    /// Stops fetching one that was erased.
    func stop(_ id: String) { fetched.withLock { if $0[id] != nil { $0[id] = false } } }

    /// Until it is cancelled or the server is stopped.
    func run() async {
        await cancelWhenGracefulShutdown { await self.runUntilCancelled() }
    }

    private func runUntilCancelled() async {
        await withDiscardingTaskGroup { group in
            for await _ in signal.stream {
                do {
                    // Those that are being fetched are among the first that wait.
                    for verification in try store.waitingForClips(limit: Self.width) where begin(verification.id) {
                        group.addTask {
                            await self.fetch(verification)
                            self.fetched.withLock { $0[verification.id] = nil }
                            self.wake()
                        }
                    }
                } catch {
                    logger.error("clips wait to be fetched: \(error)")
                }
            }
            // The server is being stopped: what is under way is fetched anew after the next start.
            fetched.withLock { $0 = $0.mapValues { _ in false } }
        }
    }

    /// Whether it was not being fetched, and may be now.
    private func begin(_ id: String) -> Bool {
        fetched.withLock { fetched in
            guard fetched.count < Self.width, fetched[id] == nil else { return false }
            fetched[id] = true
            return true
        }
    }

    private func isWanted(_ id: String) -> Bool { fetched.withLock { $0[id] ?? false } }

    private func fetch(_ verification: RequestedVerification) async {
        do {
            guard let failure = try await failure(fetching: verification), isWanted(verification.id) else { return }
            try store.fail(verification, why: failure, at: Int64(Date().timeIntervalSince1970))
        } catch {
            logger.error("a clip that was fetched could not be kept: \(error)")
        }
    }

    /// Why the clip could not be fetched; nothing where it was, or is no longer wanted.
    private func failure(fetching verification: RequestedVerification) async throws -> String? {
        guard let address = verification.address else { return "Its address is gone." }
        let arriving = try ArrivingClip(store.upload(for: verification))
        do throws(HTTPClientError) {
            try await download.fetch(address) { piece in self.isWanted(verification.id) && arriving.append(piece) }
        } catch {
            switch error {
            case .unreachable(_, let reason):
                return "The clip could not be fetched now: \(reason). Next: ask again, or save it and hand in the file."
            case .tooLarge(_, let limit):
                return "The clip is larger than \(limit) bytes: cut out the passage in question."
            case .stopped: return try arriving.failure.map { throw $0 }
            @unknown default: return "The clip could not be fetched: \(error)."
            }
        }
        guard arriving.byteCount > 0 else { return "There is nothing at this address." }
        guard try quota.isCharged(arriving.byteCount, to: verification.owner) else {
            return "The day’s allowance is used up. Next: ask again tomorrow."
        }
        if try arriving.keep(in: store) { arrived() }
        return nil
    }
}

/// The file of a clip that comes from elsewhere, on the thread that fetches it.
private final class ArrivingClip: Sendable {
    private struct State: ~Copyable {
        let upload: ClipUpload
        var failure: RegistryError?
    }

    private let state: Mutex<State>

    init(_ upload: sending ClipUpload) { state = Mutex(State(upload: upload)) }

    var byteCount: Int { state.withLock { $0.upload.byteCount } }
    var failure: RegistryError? { state.withLock { $0.failure } }

    /// Whether it could be kept.
    func append(_ piece: [UInt8]) -> Bool {
        state.withLock { state in
            do throws(RegistryError) {
                try state.upload.append(piece)
                return true
            } catch {
                state.failure = error
                return false
            }
        }
    }

    /// Whether it is still wanted.
    func keep(in store: VerificationStore) throws(RegistryError) -> Bool {
        try state.withLock { state throws(RegistryError) in try store.keep(state.upload) }
    }
}
