import Matching
import Registry
import Signing
import TransparencyLog

extension Failure {
    init(_ error: RegistryError) {
        self.init("", status: .registry)
        switch error {
        case .notInitialised(let path):
            cause = "There is no registry at \(path)."
            next = "vericlip init --name \"YOUR NAME\", or --home DIR with the folder that holds one."
        case .alreadyInitialised(let path):
            cause = "There is a registry at \(path) already; nothing was changed."
            next = "vericlip doctor, or --home DIR with another folder."
        case .locked(let path, let waited):
            cause = "The registry \(path) is locked by another program."
            tried = "waited \(waited / 1000) s for it."
            next = "the same command again when the other one has ended."
        case .corrupted(let path, let detail):
            cause = "The registry \(path) is damaged: \(detail)."
            next = "put a copy back in its place; vericlip doctor checks it."
        case .notARegistry(let path):
            cause = "\(path) is not a Vericlip registry."
            next = "--home DIR with the folder that holds one."
        case .wrongVersion(let path, let found, let supported):
            cause = "The registry \(path) has version \(found); this program reads up to \(supported)."
            next = "install a newer vericlip."
        case .readOnly(let path):
            cause = "The registry \(path) cannot be written: it, its folder or its disk is read-only."
            next = "make it writable, or copy the home folder and use --home with the copy."
        case .diskFull(let path):
            cause = "The disk that holds \(path) is full. Nothing of this entry was kept; all earlier ones are there."
            next = "make room, then the same command again."
        case .notPermitted(let path, let detail):
            cause = "The registry \(path) does not let you do this: \(detail)."
            next = "connect as a user with the right role; docs/operations.md names them."
        case .isMirror(let path, let address):
            cause = "The registry \(path) is a mirror of \(address): it is searched, and written by nobody here."
            next = "--home DIR with a registry of your own; vericlip mirror brings the mirror up to date."
        case .logFails(let origin):
            cause = "The log \(origin) does not lead to its own checkpoint: it was altered. Nothing was added to it."
            next = "put a copy of the registry back in its place; vericlip doctor checks it."
        case .logForks(let origin, let published, let size):
            cause =
                "The \(published) entries published of the log \(origin) are not the beginning of the \(size) in the "
                + "registry. Nothing was published."
            next = "put the newest copy of the registry back: the earlier checkpoint proves the fork to whoever has it."
        case .unreachable(let address, let reason):
            cause = "The registry at \(address) could not be asked now: \(reason)."
            next = "the same command again later, or vericlip mirror for a registry on this machine."
        case .refusedRemotely(let address, let status, let detail):
            cause = "The registry at \(address) refuses (HTTP status \(status)): \(detail)"
            if status == 401 || status == 403 { next = "--api-key-file FILE with a key that its operator gave you." }
        case .unexpectedAnswer(let address, let detail):
            cause = "What the registry at \(address) answers does not hold: \(detail). Nothing of it was used."
            next = "make sure of the address; tell whoever runs it."
        case .logNotListed(let address, let origin, let key):
            cause = "The log of the registry at \(address), \(origin), is not among the logs you trust."
            tried = "compared it with keys/\(TrustedKeys.policyFileName)."
            next =
                "where its operator vouches elsewhere for the key \(key), put the line “log \(key)” into that file, with “quorum none” "
                + "where it is new."
        case .historyDiffers(let origin, let seen, let shown):
            cause =
                "The log \(origin) shows \(shown) entries that do not go on from the \(seen) seen of it before: it is an old copy, "
                + "or it forked. Nothing of it was used."
            next = "vericlip mirror keeps the evidence; tell whoever runs the registry."
        case .cannotOpen(let path, let detail):
            cause = "The registry \(path) could not be opened: \(detail)."
            next = "vericlip doctor."
        case .storage(let path, let operation, let code, let detail):
            cause = "The registry \(path) failed: \(detail) (code \(code))."
            tried = operation
            next = "vericlip doctor."
        case .missingKey(let path, let role):
            cause = "The \(role.rawValue)'s private key is not in this home: \(path)."
            next = "--home DIR with the home that was made with init; a copy without private/ can only be read."
        case .wrongKey(let path, let role):
            cause = "\(path) is not the \(role.rawValue) key that this registry names."
            next = "put back the key that was made together with the registry."
        case .key(let error): self = Failure(error)
        case .unusableKeyFile(let path, let error):
            self = Failure(error)
            cause = "The key file \(path) cannot be used. \(cause)"
            next = "correct or remove it; vericlip keys list."
        case .unusablePolicy(let path, let defect):
            cause = "Line \(defect.line) of \(path) cannot be honoured: expected \(defect.expected)."
            next = "correct the line; docs/log-v1.md shows a policy."
        case .rejected(let defect):
            cause = "The registry does not take this statement: \(defect.sentence)."
        case .refused(let refusal):
            cause = "The registry does not take this statement: \(refusal.sentence)."
            next = refusal.next
        case .recordFails(let recording, let defect):
            cause = "Record \(recording.rawValue) does not hold: \(defect.sentence)."
            next = "ask the registry's operator; do not rely on this record."
            status = .recordFails
        @unknown default:
            cause = "The registry failed: \(error)."
            next = "vericlip doctor."
        }
    }
}
