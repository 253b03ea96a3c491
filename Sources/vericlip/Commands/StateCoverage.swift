import ArgumentParser
import Registry

/// `vericlip coverage`: what the publisher registers completely.
struct StateCoverage: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "coverage",
        abstract: "Says what you register completely, so that it means something when nothing is found.",
        discussion: "It is shown to those who trust your key where no source is found.")

    @OptionGroup var home: HomeOption
    @Option(help: "What all of is registered, such as \"Plenary sittings\".") var series: String
    @Option(help: "The first day, as 2026-11-22.") var from: String
    @Option(help: "The last day; open if absent.") var until: String?
    @Option(help: "Where you list what there is.") var url: String?

    func run() throws {
        do {
            let signatory = try Signatory(home: home.folder)
            let appended = try signatory.log(.coverage(Coverage(series: series, from: from, until: until, url: url)))
            Console.print("Your coverage of “\(series)” is stated (log entry \(appended.index)).")
        } catch {
            throw Failure(error)
        }
    }
}
