import Foundation
import Registry
import RegistryStorage
import Synchronization

/// Hands jobs to whoever works, and waits for what comes out.
///
/// A database that is away is waited for: what was asked for is done, however long that takes.
struct JobDesk: Sendable {
    let queue: JobQueue
    /// What this asker is called among all.
    let asker: String
    /// Called with what keeps it waiting, once a minute at most.
    private let tell: @Sendable (String) -> Void
    private let told = Told()

    /// Between two looks at a job.
    private static let pauses: [Duration] = [.milliseconds(100), .milliseconds(200), .milliseconds(400), .seconds(1)]

    private final class Told: Sendable {
        let at = Mutex<ContinuousClock.Instant?>(nil)
    }

    init(_ queue: JobQueue, asker: String, tell: @escaping @Sendable (String) -> Void) {
        self.queue = queue
        self.asker = asker
        self.tell = tell
    }

    /// Why nothing comes out of a job.
    enum Loss: Error {
        /// It was tried as often as anything is.
        case setAside(why: String)
        /// What goes with it cannot be read here.
        case unreadable(RegistryError)
        /// Nobody waits any more.
        case cancelled
    }

    /// What came out. The job stays until it is forgotten: asking again, also after a restart, gives the same.
    /// - Parameters:
    ///   - input: path of what goes with the job.
    ///   - progress: called with what the worker says.
    func outcome(
        of order: JobOrder, input: String? = nil, progress: @Sendable ([UInt8]) -> Void = { _ in }
    ) async throws(Loss) -> [String: [UInt8]] {
        try await insisting { [queue] () throws(RegistryError) in try queue.add(order, input: input) }
        var looks = 0
        while true {
            switch try await insisting({ [queue] () throws(RegistryError) in try queue.standing(of: order.id) }) {
            case .done:
                return try await insisting { [queue] () throws(RegistryError) in try queue.outcome(of: order.id) }
            case .failed(let why): throw .setAside(why: why)
            case .running(let said): if !said.isEmpty { progress(said) }
            case .queued: break
            // Somebody took it out, or an older copy of the database was put back.
            case nil: try await insisting { [queue] () throws(RegistryError) in try queue.add(order, input: input) }
            }
            try await pause(Self.pauses[min(looks, Self.pauses.count - 1)])
            looks += 1
        }
    }

    /// What came out was kept, or nobody wants it. Where the database is away it is swept up later.
    func remove(_ id: String) async {
        do throws(RegistryError) {
            try await BlockingCalls.run { [queue] () throws(RegistryError) in try queue.remove(id) }
        } catch {
            note(error)
        }
    }

    /// The same, without waiting for it.
    func forget(_ id: String) {
        BlockingCalls.start {
            do throws(RegistryError) { try queue.remove(id) } catch { note(error) }
        }
    }

    /// Takes out what was left behind when this asker was last stopped.
    func sweep(keeping wanted: [String]) {
        do throws(RegistryError) { try queue.removeAll(of: asker, except: wanted) } catch { note(error) }
    }

    private func insisting<Value: Sendable>(
        _ body: @escaping @Sendable () throws(RegistryError) -> Value
    ) async throws(Loss) -> Value {
        while true {
            do throws(RegistryError) {
                return try await BlockingCalls.run(body)
            } catch .cannotOpen(let path, let detail) {
                throw .unreadable(.cannotOpen(path: path, detail: detail))
            } catch {
                note(error)
            }
            try await pause(.seconds(2))
        }
    }

    private func pause(_ duration: Duration) async throws(Loss) {
        do { try await Task.sleep(for: duration) } catch { throw .cancelled }
    }

    private func note(_ error: RegistryError) {
        let isDue = told.at.withLock { at in
            guard at.map({ $0.duration(to: .now) > .seconds(60) }) ?? true else { return false }
            at = .now
            return true
        }
        if isDue { tell("Work waits: \(Failure(error).sentence)") }
    }
}
