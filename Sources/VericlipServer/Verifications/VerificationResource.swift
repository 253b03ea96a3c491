internal import Media
internal import RegistryStorage
internal import Reporting
internal import Verification

/// A verification as the API shows it (PRODUCT.md: id, state, stage, percent, report).
struct VerificationResource {
    let verification: RequestedVerification
    /// While it is running.
    let progress: VerificationRunner.Progress?
    /// The report as JSON, once there is one.
    let report: [UInt8]?

    init(verification: RequestedVerification, progress: VerificationRunner.Progress?, report: [UInt8]? = nil) {
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
            "found": progress.flatMap { $0.found.isEmpty ? nil : .array($0.found.map(\.json)) },
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

extension FoundSource {
    /// The record as report v1 has it, and where the clip lies in it.
    fileprivate var json: JSONValue {
        func json(_ range: TimeRange) -> JSONValue {
            .object([
                "start": .thousandths(range.start.milliseconds), "end": .thousandths(range.end.milliseconds),
            ])
        }
        return .object([
            "source": record.json,
            "segments": .array(passages.map { .object(["clip": json($0.clip), "source": json($0.source)]) }),
        ])
    }
}
