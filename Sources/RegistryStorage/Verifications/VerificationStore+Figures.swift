internal import Foundation
public import Registry
internal import Synchronization

/// What an operator watches.
extension VerificationStore {
    /// How many there are in each state.
    public func counts() throws(RegistryError) -> [RequestedVerification.State: Int] {
        try connection.withLock { connection throws(RegistryError) in
            let select = try connection.prepare("SELECT state, count(*) FROM verification GROUP BY state")
            var counts: [RequestedVerification.State: Int] = [:]
            while try select.step() {
                if let state = RequestedVerification.State(rawValue: select.text(at: 0)) {
                    counts[state] = select.integer(at: 1)
                }
            }
            return counts
        }
    }

    /// On the disk that clips are kept on; nothing where the system does not tell.
    public var freeBytes: Int? {
        let attributes = try? FileManager.default.attributesOfFileSystem(forPath: folder)
        return (attributes?[.systemFreeSize] as? NSNumber)?.intValue
    }
}
