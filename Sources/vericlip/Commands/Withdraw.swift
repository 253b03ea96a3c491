import ArgumentParser
import Registry

/// `vericlip withdraw`: the publisher no longer stands by a record of its own.
struct Withdraw: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Withdraws a recording of yours, or puts another one in its place.",
        discussion:
            "The record stays in the log and is shown as withdrawn beside every match: what was published cannot be unsaid."
    )

    @OptionGroup var home: HomeOption
    @Argument(help: "The record's number.") var record: UInt32
    @Option(help: "Why, for those who meet the record.") var reason: String
    @Option(help: ArgumentHelp("The record of yours that takes its place.", valueName: "record"))
    var supersededBy: UInt32?

    func validate() throws {
        if reason.allSatisfy(\.isWhitespace) { throw ValidationError("--reason must not be empty.") }
        if supersededBy == record { throw ValidationError("--superseded-by names another record.") }
    }

    func run() throws {
        do {
            let signatory = try Signatory(home: home.folder)
            let target = try signatory.leafHash(ofRecord: record)
            let statement: Statement =
                if let supersededBy {
                    .mediaSupersede(
                        MediaSupersede(
                            target: target, replacement: try signatory.leafHash(ofRecord: supersededBy), reason: reason)
                    )
                } else {
                    .mediaRetract(MediaRetract(target: target, reason: reason))
                }
            let appended = try signatory.log(statement)
            Console.print(
                supersededBy.map { "Record \($0) takes the place of record \(record) (log entry \(appended.index))." }
                    ?? "Record \(record) is withdrawn (log entry \(appended.index)).")
        } catch let error as RegistryError {
            throw Failure(error)
        }
    }
}
