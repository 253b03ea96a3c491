public import Registry
public import TransparencyLog

/// Why a mirror was not brought up to date. What it held before is as it was.
@nonexhaustive
public enum MirrorError: Error, Sendable, Hashable {
    /// Nobody answers at the address now.
    case unreachable(path: String, reason: String)
    case refused(path: String, status: Int)
    /// There is no checkpoint at the address.
    case noLog
    /// The mirror holds the registry that its own keys write.
    case ownRegistry(path: String)
    /// The mirror holds the copy of another log.
    case otherLog(origin: String)
    /// The checkpoint that is served is not one that the policy accepts.
    case notAccepted(CheckpointDefect)
    /// A file is not what the signed checkpoint asks for: it was altered where it is served, or on the way.
    case altered(LogAuditFinding)
    /// The log has signed two histories. Both checkpoints lie in the folder.
    case forked(kept: Int, shown: Int, evidence: String)
    /// Fewer entries are served than were seen before. Both checkpoints lie in the folder.
    case shrunk(kept: Int, shown: Int, evidence: String)
    case registry(RegistryError)
}
