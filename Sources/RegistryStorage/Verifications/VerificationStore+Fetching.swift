internal import Foundation
public import Registry
internal import Synchronization

/// Clips that were handed in by their address.
extension VerificationStore {
    /// Takes the address of a clip, which is fetched and then verified in its turn.
    /// - Returns: as `add(_:for:)`.
    public func add(
        fetchingFrom address: String, for request: VerificationRequest
    ) throws(RegistryError) -> RequestedVerification {
        if let earlier = try earlier(request) { return earlier }
        return try insert(request, id: Self.makeID(), byteCount: 0, address: address)
    }

    /// Those whose clips are still to be fetched, in the order in which they will be verified.
    public func waitingForClips(limit: Int) throws(RegistryError) -> [RequestedVerification] {
        try select("WHERE NOT has_arrived ORDER BY batch IS NOT NULL, number LIMIT ?") {
            statement throws(RegistryError) in
            try statement.bind(limit, at: 1)
        }
    }

    /// Begins to take the clip of one of them.
    public func upload(for verification: RequestedVerification) throws(RegistryError) -> ClipUpload {
        try ClipUpload(id: verification.id, in: folder)
    }

    /// The clip has arrived in full, and waits for its turn.
    /// - Returns: whether it is still wanted.
    public func keep(_ upload: ClipUpload) throws(RegistryError) -> Bool {
        let (id, byteCount) = (upload.id, upload.byteCount)
        // Where the server was stopped between these two steps, it is fetched once more.
        try? FileManager.default.removeItem(atPath: clip(of: id))
        try upload.keep(as: clip(of: id))
        let isWanted = try connection.withLock { connection throws(RegistryError) in
            try connection.transaction { connection throws(RegistryError) in
                let update = try connection.prepare(
                    "UPDATE verification SET has_arrived = 1, byte_count = ? WHERE id = ? RETURNING number")
                try update.bind(byteCount, at: 1)
                try update.bind(id, at: 2)
                return try update.step()
            }
        }
        if !isWanted { try? FileManager.default.removeItem(atPath: clip(of: id)) }
        return isWanted
    }
}
