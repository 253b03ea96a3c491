public import Matching
public import Signing
public import TransparencyLog

/// Why a registry could not be asked, or could not take a statement.
///
/// A record that fails its checks is data (`Record.defects`), except where its fingerprint is asked for by itself: then it
/// is `recordFails`, because there is nothing to give back.
@nonexhaustive
public enum RegistryError: Error, Sendable, Hashable {
    /// There is no registry at this path.
    case notInitialised(path: String)
    /// There is a registry at this path already; nothing was changed.
    case alreadyInitialised(path: String)
    /// Another process held the write lock for longer than the time waited.
    case locked(path: String, waitedMilliseconds: Int)
    /// The database is damaged, or lacks what every registry has.
    case corrupted(path: String, detail: String)
    /// The database is sound, but not a registry.
    case notARegistry(path: String)
    /// The registry was written by a later version of this program.
    case wrongVersion(path: String, found: Int, supported: Int)
    /// The registry, its folder or its file system cannot be written.
    case readOnly(path: String)
    case diskFull(path: String)
    /// The database's server does not let the user that is connected do this.
    case notPermitted(path: String, detail: String)
    /// The registry is a copy of one that others write, at this address: it is searched, and brought on by mirroring alone.
    case isMirror(path: String, of: String)
    /// The log's newest checkpoint is not signed by the log's key, or the stored hashes do not lead to it. Nothing is
    /// appended to such a log, or the alteration would be vouched for.
    case logFails(origin: String)
    /// What was published before is not the beginning of the log as it is now, as after an old copy of the registry was put
    /// back. Nothing is published: others hold the earlier checkpoint, and it would prove a fork.
    case logForks(origin: String, publishedSize: Int, size: Int)
    /// The registry is behind a server, and nobody answers there now, or no longer.
    case unreachable(address: String, reason: String)
    /// The other machine answers that it will not.
    case refusedRemotely(address: String, status: Int, detail: String)
    /// What the other machine answers is not what was asked for.
    case unexpectedAnswer(address: String, detail: String)
    /// The log that the other machine shows is none that the user's policy lists. `key` is what it says its key is.
    case logNotListed(address: String, origin: String, key: String)
    /// The log that the other machine shows does not go on from what was seen of it before.
    case historyDiffers(origin: String, seen: Int, shown: Int)
    /// The system refused to open or create the file.
    case cannotOpen(path: String, detail: String)
    /// Any other failure of the store; `code` is the store's own: SQLite's extended result code, or PostgreSQL's SQLSTATE.
    case storage(path: String, operation: String, code: String, detail: String)

    /// The private key that is needed is not there: this home can read the registry, but not write to it.
    case missingKey(path: String, role: KeyRole)
    /// The private key is there, but is not the key that the registry names.
    case wrongKey(path: String, role: KeyRole)
    /// A key could not be made, read or used.
    case key(SigningError)
    /// A file of the `keys/` folder is not what its name says.
    case unusableKeyFile(path: String, SigningError)
    /// The log's policy file has a line that cannot be honoured; nothing may pass for checked that was not.
    case unusablePolicy(path: String, LogPolicyDefect)

    /// The statement is not one that the registry takes.
    case rejected(StatementDefect)
    /// The statement is sound, but its signer may not say this here.
    case refused(StatementRefusal)
    /// The record's statement, fingerprint or inclusion proof does not hold.
    case recordFails(RecordingID, RecordDefect)

    public enum KeyRole: String, Sendable {
        case publisher
        case log
    }
}
