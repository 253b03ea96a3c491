import Dispatch

/// Where calls are made that wait for a database: beside the threads on which tasks run, as many at a time as there are callers.
enum BlockingCalls {
    private static let queue = DispatchQueue(label: "vericlip.blocking", attributes: .concurrent)

    /// Something that nobody waits for.
    static func start(_ body: @escaping @Sendable () -> Void) { queue.async(execute: body) }

    static func run<Value: Sendable, Failure: Error>(
        _ body: @escaping @Sendable () throws(Failure) -> Value
    ) async throws(Failure) -> Value {
        let result: Result<Value, Failure> = await withCheckedContinuation { continuation in
            queue.async { continuation.resume(returning: Result(catching: body)) }
        }
        return try result.get()
    }
}
