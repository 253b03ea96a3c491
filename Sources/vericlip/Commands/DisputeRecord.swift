import ArgumentParser
import Registry

/// `vericlip dispute`: somebody contests a record.
struct DisputeRecord: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dispute", abstract: "Contests a record: your claim is shown beside it, under your name.",
        discussion: "It changes no verdict. Your own record is withdrawn instead: vericlip withdraw.")

    @OptionGroup var home: HomeOption
    @Argument(help: "The record's number.") var record: UInt32
    @Option(help: "What you contest, in a sentence or two.") var claim: String
    @Option(help: "Where your grounds can be read.") var url: String

    func run() throws {
        do {
            let signatory = try Signatory(home: home.folder)
            let target = try signatory.leafHash(ofRecord: record)
            let appended = try signatory.log(.dispute(Dispute(target: target, claim: claim, url: url)))
            Console.print(
                "Record \(record) is disputed by \(signatory.publisher.publisher.name) (log entry \(appended.index)).")
        } catch let error as RegistryError {
            throw Failure(error)
        }
    }
}
