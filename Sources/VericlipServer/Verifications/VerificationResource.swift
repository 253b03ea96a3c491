internal import RegistryStorage
internal import Reporting

/// A verification as the API shows it (PRODUCT.md: id, state, stage, percent, report).
struct VerificationResource {
    let verification: RequestedVerification
    /// While it is running.
    let progress: VerificationStanding?
    /// The report as JSON, once there is one.
    let report: [UInt8]?

    init(verification: RequestedVerification, progress: VerificationStanding?, report: [UInt8]? = nil) {
        self.verification = verification
        self.progress = verification.state == .running ? progress : nil
        self.report = report
    }

    /// Without the report.
    var value: JSONValue {
        .object([
            "id": .string(verification.id), "state": .string(verification.state.rawValue),
            "stage": stage.map(JSONValue.string), "percent": progress.map { .integer($0.percent) },
            "name": .string(verification.name), "bytes": .integer(verification.byteCount),
            "askedAt": .string(verification.askedAt),
            "headline": (verification.headline ?? progress?.headline).map(JSONValue.string),
            "found": progress?.found.map(JSONValue.verbatim),
            "failure": verification.failure.map(JSONValue.string), "url": verification.address.map(JSONValue.string),
            "batch": verification.batch.map(JSONValue.string),
        ])
    }

    private var stage: String? { verification.hasArrived ? progress?.stage.rawValue : "fetching" }

    /// One object, the report last in it.
    var text: String {
        let head = value.compact
        guard let report else { return head + "\n" }
        let body = String(decoding: report, as: UTF8.self).trimmingSuffix { $0.isNewline }
        return head.dropLast() + ",\"report\":\(body)}\n"
    }
}

extension String {
    fileprivate func trimmingSuffix(while predicate: (Character) -> Bool) -> Substring {
        var rest = self[...]
        while let last = rest.last, predicate(last) { rest.removeLast() }
        return rest
    }
}
