internal import Synchronization

/// Counts requests by the minute of the clock: of each key or, where there is none, of each address.
final class RateLimiter: Sendable {
    /// Who is counted as one.
    enum Asker: Sendable, Hashable {
        case key(Int)
        case address(String)
        /// All others, once there are more addresses in a minute than are remembered.
        case others
    }

    private struct Count {
        var minute: Int64 = 0
        var requests: [Asker: Int] = [:]
    }

    private let limit: Int?
    private let count = Mutex(Count())
    /// Addresses that are remembered in a minute.
    private static let capacity = 100_000

    /// - Parameter limit: nothing for none.
    init(limit: Int?) { self.limit = limit }

    /// Counts one more.
    /// - Parameter time: seconds since 1970.
    /// - Returns: how the asker stands now; nothing where there is no limit.
    func count(_ asker: Asker, at time: Int64) throws(Problem) -> QuotaStanding? {
        guard let limit else { return nil }
        let used = count.withLock { count in
            if count.minute != time / 60 { count = Count(minute: time / 60) }
            let isKnown = count.requests[asker] != nil || count.requests.count < Self.capacity
            count.requests[isKnown ? asker : .others, default: 0] += 1
            return count.requests[isKnown ? asker : .others] ?? 0
        }
        let standing = QuotaStanding(
            policy: .requests, limit: limit, remaining: limit - used, seconds: 60 - Int(time % 60))
        guard used <= limit else { throw standing.problem }
        return standing
    }
}
