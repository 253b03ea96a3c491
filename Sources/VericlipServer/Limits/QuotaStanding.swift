internal import HTTPTypes
internal import Hummingbird

/// How somebody stands under a limit, as clients are told (draft-ietf-httpapi-ratelimit-headers-11).
struct QuotaStanding: Sendable, Hashable {
    /// The policies of this server, by the names that clients see.
    enum Policy: String, Sendable {
        case requests, clips, bytes

        var window: Int { self == .requests ? 60 : 86_400 }
        /// Section 3.1.2; requests are what is counted where nothing is said.
        var unit: String { self == .bytes ? ";qu=\"content-bytes\"" : "" }
    }

    let policy: Policy
    let limit: Int
    let remaining: Int
    /// Until all of it is there again.
    let seconds: Int

    /// Section 3.
    private var policyItem: String { "\"\(policy.rawValue)\";q=\(limit)\(policy.unit);w=\(policy.window)" }
    /// Section 4.
    private var limitItem: String { "\"\(policy.rawValue)\";r=\(max(remaining, 0));t=\(seconds)" }

    /// Adds to what an answer says already.
    static func add(_ standings: [QuotaStanding], to response: inout Response) {
        for standing in standings {
            response.headers.append(.init(name: .init("RateLimit-Policy")!, value: standing.policyItem))
            response.headers.append(.init(name: .init("RateLimit")!, value: standing.limitItem))
        }
    }

    /// What is answered where nothing is left.
    var problem: Problem {
        let words =
            switch policy {
            case .requests: "\(limit) requests a minute"
            case .clips: "\(limit) clips a day"
            case .bytes: "\(limit) bytes of clips a day"
            }
        var problem =
            policy == .requests
            ? Problem(.tooManyRequests, "rate-limit", "Too many requests.", detail: "")
            : Problem(.tooManyRequests, "quota", "The day's allowance is used up.", detail: "")
        problem.detail = "There are \(words). Ask again in \(seconds) s."
        problem[.retryAfter] = String(seconds)
        problem.standings = [self]
        return problem
    }
}
