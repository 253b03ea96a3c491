import EvidenceBundle
import Registry
import Reporting
import Signing
import TransparencyLog

/// What a bundle proves, by whom and since when, and what it does not prove, in lines.
struct BundleAccount {
    private(set) var lines: [String] = []

    init(of bundle: EvidenceBundle, _ check: BundleCheck) {
        section("Proved", proved(check, bundle))
        section("Not proved", unproved(check, bundle))
    }

    private mutating func section(_ title: String, _ sentences: [String]) {
        guard !sentences.isEmpty else { return }
        lines.append(title)
        lines += sentences.map { "  \($0)" }
    }

    private func proved(_ check: BundleCheck, _ bundle: EvidenceBundle) -> [String] {
        var sentences: [String] = []
        for record in check.records {
            let who = "\(record.publisher.name.printable), key \(record.keyID.hex.prefix(16))"
            let trust =
                switch record.trust {
                case .trusted(let name): "which you trust as “\(name.printable)”"
                case .inherited(let name): "which the log leads to from the key you trust as “\(name.printable)”"
                case .unknown: "which is not among the keys you trust"
                }
            sentences.append(
                "Record \(record.index), “\(record.media.title.printable)”, is signed by \(who), \(trust).")
            if let end = record.keyEnd {
                sentences.append(
                    "That key stands for nothing from entry \(end.start) on, as entry \(end.statedAt) says; what it signed before "
                        + "counts.")
            }
            sentences += remarks(on: record, check)
            if record.hasFingerprint { sentences.append("Its fingerprint is here, as it was signed.") }
        }
        if let accepted = check.checkpoint {
            let entries = bundle.entries.keys.sorted().map(String.init).joined(separator: ", ")
            sentences.append(
                "Entries \(entries) are in the log \(accepted.checkpoint.origin), of \(accepted.checkpoint.size) entries."
            )
            if let first = accepted.cosignatures.map(\.time).min() {
                sentences.append("\(accepted.cosignatures.sentence) By the witnesses it existed by \(first.asTime).")
            }
        }
        if let stamp = check.timeStamp, check.isTimeVouchedFor {
            sentences.append("It existed by \(stamp.time.asTime): \(stamp.authorityName) stamped the checkpoint.")
        }
        if check.isClipTheSame == true { sentences.append("The clip is the file that was examined.") }
        return sentences
    }

    /// What the entries here say of the record: withdrawn, replaced, disputed.
    private func remarks(on record: BundleCheck.ProvedRecord, _ check: BundleCheck) -> [String] {
        check.statements.compactMap { statement in
            let isByItsPublisher = statement.speaker?.founder == record.founder
            switch statement.content {
            case .mediaRetract(let said) where said.target == record.leaf && isByItsPublisher:
                return "Entry \(statement.index) withdraws it: “\(said.reason.printable)”."
            case .mediaSupersede(let said) where said.target == record.leaf && isByItsPublisher:
                return "Entry \(statement.index) puts another in its place: “\(said.reason.printable)”."
            case .dispute(let said) where said.target == record.leaf:
                let who = statement.speaker?.publisher.name.printable ?? "somebody"
                return "Entry \(statement.index): \(who) disputes it: “\(said.claim.printable)”, \(said.url.printable)."
            default: return nil
            }
        }
    }

    private func unproved(_ check: BundleCheck, _ bundle: EvidenceBundle) -> [String] {
        var sentences: [String] = []
        if let report = check.report {
            sentences.append(
                "The report's conclusion, “\(report.headline.printable)” (\(report.relation.printable)), is the word of whoever made "
                    + "the bundle: verify the clip yourself to confirm it.")
        }
        if check.isClipTheSame == nil {
            sentences.append(
                "Which file was examined: it has the SHA-256 \(bundle.clip.sha256.hex); name yours to compare.")
        }
        if let accepted = check.checkpoint, accepted.cosignatures.isEmpty {
            sentences.append("That others were shown the same log: no witness of your policy has cosigned it.")
        }
        if let stamp = check.timeStamp, !check.isTimeVouchedFor {
            sentences.append(
                "Since when: \(stamp.authorityName) stamped it at \(stamp.time.asTime), and nobody vouches for it here "
                    + "(--tsa-roots FILE).")
        } else if check.timeStamp == nil, check.checkpoint?.cosignatures.isEmpty ?? true {
            sentences.append("Since when: there is neither a time token nor a cosignature.")
        }
        sentences.append("What the log took later, such as a withdrawal: ask the registry or a mirror of it.")
        sentences.append("That what is said or shown is so: a signature says who registered a recording.")
        return sentences
    }
}

extension BundleDefect {
    var sentence: String {
        switch self {
        case .archive(let defect): defect.sentence
        case .missing(let name): "\(name) is missing"
        case .altered(let name): "\(name) was altered"
        case .unknown(let name): "\(name) does not belong to it"
        case .unreadable(let name): "\(name) cannot be read"
        case .checkpoint(let defect): defect.sentence
        case .inclusion(let index): "entry \(index) is not proved to be in the log"
        case .record(let index, let reason): "entry \(index): \(reason)"
        case .fingerprint(let sha256): "the fingerprint \(sha256.hex.prefix(16)) is not one that was signed"
        case .report(let reason): "the report does not agree with what was signed: \(reason)"
        case .timeStamp(let defect): defect.sentence
        case .timeStampNotVouchedFor: "nobody whom you trust vouches for the authority that stamped the time"
        case .clip: "the clip is not the file that was examined"
        @unknown default: "\(self)"
        }
    }
}

extension ZipDefect {
    var sentence: String {
        switch self {
        case .form: "it is not a bundle, or was cut off or altered"
        case .tooLarge: "it is larger than \(ZipArchive.byteLimit >> 20) MiB"
        case .damaged(let name): "\(name.isEmpty ? "a member" : name) is damaged"
        case .name: "a member has a name that is not allowed"
        case .twice(let name): "\(name) is in it twice"
        @unknown default: "\(self)"
        }
    }
}
