import ArgumentParser
import Foundation
import Reporting
import Verification

/// The documented exit codes.
enum ExitStatus: Int32 {
    case same = 0
    case runtime = 1
    case usage = 2
    case registry = 3
    case someRowsFailed = 4
    case edited = 10
    case changed = 11
    case mixed = 12
    case noSource = 20
    case possible = 21
    case cannotAssess = 30
    case recordFails = 40
    case interrupted = 130

    /// The record comes first: where it fails, nothing that follows from it counts.
    init(_ verdict: Verdict) {
        if verdict.recordFails {
            self = .recordFails
            return
        }
        self =
            switch (verdict.relation, verdict.confidence) {
            case (.noSource, _): .noSource
            case (.cannotAssess, _): .cannotAssess
            case (.changed, _): .changed
            case (_, .possible): .possible
            case (.same, .match): .same
            case (.edited, .match): .edited
            case (.mixed, .match): .mixed
            }
    }

    var code: ExitCode { ExitCode(rawValue) }

    /// Prints what there is to say and ends the program.
    static func end(after error: any Error) -> Never {
        if let failure = error as? Failure {
            Console.error(failure.text)
            exit(failure.status.rawValue)
        }
        let code = Vericlip.exitCode(for: error)
        let message = Vericlip.fullMessage(for: error)
        if code.isSuccess {
            Console.print(message)
        } else if !message.isEmpty {
            Console.error(message)
        }
        exit(code == .validationFailure ? ExitStatus.usage.rawValue : code.rawValue)
    }
}
