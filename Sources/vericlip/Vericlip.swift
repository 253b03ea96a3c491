import ArgumentParser
import Foundation

/// The command line: parse, call, print.
@main
struct Vericlip: AsyncParsableCommand {
    static let version = "0.1.0"

    static let configuration = CommandConfiguration(
        commandName: "vericlip",
        abstract: "Is there signed original footage behind a clip, and what differs from it?",
        discussion: """
            The shortest path:
              vericlip init --name "Office of the Speaker"
              vericlip register speech.mp4 --title "Budget speech"
              vericlip verify viral.mp4

            Exit status of verify: 0 same, 10 edited, 11 changed, 12 mixed, 20 no source found, 21 same, edited or mixed but \
            only possible, 30 could not be assessed, 40 the source's record fails. Others: 1 runtime, 2 usage, \
            3 registry, 4 some rows of a batch failed, 130 interrupted.
            """,
        version: version,
        subcommands: [
            Init.self, Keys.self, Register.self, Reveal.self, Verify.self, Lookup.self, MakeFingerprint.self,
            Export.self, Withdraw.self,
            DisputeRecord.self, Attest.self, StateCoverage.self, Log.self, Mirror.self, RegistryCommand.self,
            IndexCommand.self,
            Bundle.self, Serve.self, Work.self, Jobs.self, Ingest.self,
            Detectors.self, PeopleCommand.self, CensusCommand.self, Doctor.self, Completion.self,
        ])

    /// Before the subcommand as well as after it: the subcommands' own option groups take over what was read here.
    @OptionGroup var home: HomeOption

    static func main() async {
        Interrupt.exitsWith130()
        do {
            var command = try parseAsRoot()
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch {
            ExitStatus.end(after: error)
        }
    }
}
