internal import Foundation
internal import Hummingbird
internal import Synchronization

/// Where what takes processor time is done: beside the threads that requests are read on, as much at a time as there are processors, in
/// the order in which it came.
final class WorkQueue: Sendable {
    /// Bytes of requests that wait and are worked on: what comes above is turned away before it is read.
    private static let byteLimit = 1 << 29

    private let queue: OperationQueue
    private let admitted = Mutex(0)

    init() {
        queue = OperationQueue()
        queue.maxConcurrentOperationCount = ProcessInfo.processInfo.activeProcessorCount
    }

    /// Reads a request's body and works on it.
    /// - Parameter limit: of the body, in bytes.
    func run<Value: Sendable>(
        _ request: Request, limit: Int, _ work: @escaping @Sendable ([UInt8]) throws -> Value
    ) async throws -> Value {
        let reserved = min(request.headers[.contentLength].flatMap(Int.init) ?? limit, limit)
        let isAdmitted = admitted.withLock { admitted in
            guard admitted + reserved <= Self.byteLimit else { return false }
            admitted += reserved
            return true
        }
        guard isAdmitted else { throw Problem.busy }
        defer { admitted.withLock { $0 -= reserved } }
        let body = try await request.bytes(limit: limit)
        return try await withCheckedThrowingContinuation { continuation in
            queue.addOperation { continuation.resume(with: Result { try work(body) }) }
        }
    }
}
