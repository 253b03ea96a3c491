/// How long a database is waited for, in milliseconds.
public struct PostgreSQLPatience: Sendable, Hashable {
    /// For another that holds a lock, as whoever writes the log does: longer than any one registration holds it.
    public var lock = 10_000
    /// For an answer of a server that is connected and says nothing: longer than the slowest statement takes.
    public var answer = 60_000

    public init(lock: Int = 10_000, answer: Int = 60_000) {
        self.lock = lock
        self.answer = answer
    }
}
