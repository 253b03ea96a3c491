import RegistryStorage

extension Failure {
    init(_ error: MirrorError, address: String) {
        self.init("", status: .recordFails)
        let kept = "What the mirror held before is as it was."
        switch error {
        case .unreachable(let path, let reason):
            self = Failure(
                "\(address)/\(path) could not be fetched now: \(reason). \(kept)",
                next: "vericlip mirror goes on from here.",
                status: .registry)
        case .refused(let path, let number):
            self = Failure(
                "\(address)/\(path) was refused (HTTP status \(number)). \(kept)",
                next: "vericlip mirror goes on from here.", status: .registry)
        case .noLog:
            self = Failure(
                "There is no log at \(address).", tried: "\(address)/checkpoint",
                next: "the address under which the log's folder, registry/log, is served.", status: .registry)
        case .ownRegistry(let path):
            self = Failure(
                "\(path) is a registry of its own; a mirror was not put over it.",
                next: "--home DIR with a new folder for the mirror.", status: .usage)
        case .otherLog(let origin):
            self = Failure(
                "This home mirrors another log: \(origin).", next: "--home DIR with a new folder for this one.",
                status: .usage)
        case .notAccepted(let defect):
            cause = "The log's checkpoint is not accepted: \(defect.sentence). \(kept)"
        case .altered(let finding):
            cause = "What is served does not hold: \(finding.sentence). \(kept)"
            next = "tell whoever serves it; vericlip mirror again when it was put right."
        case .forked(let before, let now, let evidence):
            cause =
                "The log forked: the first of the \(now) entries that are served are not the \(before) seen before; "
                + "it signed both. Nothing was taken."
            if before > now {
                cause =
                    "The log forked: the \(now) entries that are served are not the first of the \(before) seen before; "
                    + "it signed both. Nothing was taken."
            }
            next = "keep \(evidence): both checkpoints, signed by the log, are the evidence."
        case .shrunk(let before, let now, let evidence):
            cause =
                "The log shrank: \(now) entries are served, \(before) were seen before. It is an old copy, or entries were "
                + "removed. Nothing was taken."
            next = "vericlip mirror again later; if it stays so, both checkpoints in \(evidence) are the evidence."
        case .registry(let error): self = Failure(error)
        @unknown default: cause = "The mirror was not brought up to date: \(error)."
        }
    }
}
