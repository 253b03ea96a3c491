/// How much of a server one asker may use, and how long a connection may keep it waiting.
public struct ServerLimits: Sendable, Hashable {
    /// Of a key or, without one, of an address; nothing for no limit.
    public var requestsPerMinute: Int?
    /// Of a key, in a day of UTC; nothing for no limit.
    public var clipsPerDay: Int?
    /// Of a key's clips, in a day of UTC; nothing for no limit.
    public var bytesPerDay: Int?
    /// Open at a time: further ones wait until one is closed.
    public var connections: Int
    public var patience: Patience

    /// Connections that may wait; the system allows as many as `net.core.somaxconn`, 4096 on Linux. One for which there is no room believes
    /// itself connected, and is reset after a minute (tcp(7), `tcp_synack_retries`).
    let waitingConnections = 4096

    /// How long a connection may keep a server waiting.
    public struct Patience: Sendable, Hashable {
        /// From a connection's beginning, or the last answer, until the head of a request has come.
        public var secondsForHead: Int
        /// Between two looks at how much has come of a request's body.
        public var secondsBetweenLooks: Int
        /// Of a body, between two looks, at least: a client that sends less is no longer waited for.
        public var bytesBetweenLooks: Int

        public init(secondsForHead: Int, secondsBetweenLooks: Int, bytesBetweenLooks: Int) {
            self.secondsForHead = secondsForHead
            self.secondsBetweenLooks = secondsBetweenLooks
            self.bytesBetweenLooks = bytesBetweenLooks
        }

        /// A minute for a head; then 1 kB a second, far below what any network that carries video gives.
        public static let standard = Patience(secondsForHead: 60, secondsBetweenLooks: 30, bytesBetweenLooks: 30_000)
    }

    public init(
        requestsPerMinute: Int?, clipsPerDay: Int?, bytesPerDay: Int?, connections: Int = 512,
        patience: Patience = .standard
    ) {
        self.requestsPerMinute = requestsPerMinute
        self.clipsPerDay = clipsPerDay
        self.bytesPerDay = bytesPerDay
        self.connections = connections
        self.patience = patience
    }

    /// On a machine whose own user asks.
    public static let own = ServerLimits(requestsPerMinute: nil, clipsPerDay: nil, bytesPerDay: nil)

    /// Where keys are asked for: more than a desk needs, less than what a runaway script asks for. 100 GB a day are about 300 clips of
    /// five minutes as phones record them.
    public static let shared = ServerLimits(requestsPerMinute: 600, clipsPerDay: 1000, bytesPerDay: 100_000_000_000)
}
