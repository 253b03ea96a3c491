internal import HTTPTypes
internal import Registry
internal import Signing

extension Problem {
    static let busy = Problem(
        .serviceUnavailable, "busy", "Too much is waiting here.", detail: "Ask again in a while.")

    /// - Parameter why: the end of a sentence.
    static func notTaken(_ why: String) -> Problem {
        Problem(
            .unprocessableContent, "not-taken", "The registry does not take this statement.",
            detail: "It is refused because \(why).")
    }

    /// Why a statement is not logged; nothing where the store itself failed.
    static func registration(_ error: RegistryError) -> Problem? {
        switch error {
        case .rejected(let defect): return notTaken(defect.sentence)
        case .refused(let refusal): return notTaken(refusal.sentence)
        case .isMirror, .missingKey, .readOnly:
            return Problem(
                .forbidden, "read-only", "Nothing is registered here.",
                detail: "This server gives out a registry that others write: register with them.")
        case .locked:
            return busy
        default: return nil
        }
    }
}
