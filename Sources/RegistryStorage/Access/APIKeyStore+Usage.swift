public import Registry
internal import Synchronization

/// What is used of a day's allowance.
extension APIKeyStore {
    public struct Usage: Sendable, Hashable {
        public var clips = 0
        public var bytes = 0

        public init(clips: Int = 0, bytes: Int = 0) {
            self.clips = clips
            self.bytes = bytes
        }

        /// Whether nothing of it is more than there may be; nothing for no limit.
        public func isWithin(clips: Int?, bytes: Int?) -> Bool {
            self.clips <= clips ?? .max && self.bytes <= bytes ?? .max
        }
    }

    /// - Parameters:
    ///   - owner: the number of a key, or 0.
    ///   - day: ISO 8601 in UTC.
    public func usage(of owner: Int, on day: String) throws(RegistryError) -> Usage {
        try connection.withLock { connection throws(RegistryError) in try connection.usage(of: owner, on: day) }
    }

    /// Adds to a day's use where it stays within the limits; of other days nothing is kept.
    /// - Returns: what is used then; nothing, and nothing changed, where it would be too much.
    public func charge(
        _ more: Usage, to owner: Int, on day: String, clips: Int?, bytes: Int?
    ) throws(RegistryError) -> Usage? {
        try connection.withLock { connection throws(RegistryError) in
            try connection.transaction { connection throws(RegistryError) in
                var usage = try connection.usage(of: owner, on: day)
                usage.clips += more.clips
                usage.bytes += more.bytes
                guard usage.isWithin(clips: clips, bytes: bytes) else { return nil }
                let old = try connection.prepare("DELETE FROM usage WHERE key = ? AND day <> ?")
                try old.bind(owner, at: 1)
                try old.bind(day, at: 2)
                try old.run()
                let insert = try connection.prepare(
                    "INSERT OR REPLACE INTO usage (key, day, clips, bytes) VALUES (?, ?, ?, ?)")
                try insert.bind(owner, at: 1)
                try insert.bind(day, at: 2)
                try insert.bind(usage.clips, at: 3)
                try insert.bind(usage.bytes, at: 4)
                try insert.run()
                return usage
            }
        }
    }
}

extension SQLiteConnection {
    fileprivate func usage(of owner: Int, on day: String) throws(RegistryError) -> APIKeyStore.Usage {
        let select = try prepare("SELECT clips, bytes FROM usage WHERE key = ? AND day = ?")
        try select.bind(owner, at: 1)
        try select.bind(day, at: 2)
        guard try select.step() else { return APIKeyStore.Usage() }
        return APIKeyStore.Usage(clips: select.integer(at: 0), bytes: select.integer(at: 1))
    }
}
