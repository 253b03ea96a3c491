import ArgumentParser
import Foundation
import Registry
import RegistryStorage
import Signing
import TransparencyLog

extension RegistryCommand {
    /// `vericlip registry copy`: the whole of it, as it stands.
    struct Copy: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Copies a registry whole: the log with its checkpoints, the fingerprints and the index.",
            discussion: """
                Nothing is signed anew: the entries lead to the checkpoint that was signed, and every proof stays as it is. An \
                interrupted copy leaves nothing. Nobody should register meanwhile: what comes after the beginning is not copied.
                """)

        @OptionGroup var home: HomeOption
        @Option(help: ArgumentHelp("A file or a database; the home's own registry if absent.", valueName: "place"))
        var from: String?
        @Option(help: ArgumentHelp("A new file, or a database without a registry.", valueName: "place")) var to: String

        func validate() throws {
            if let from { _ = try RegistryPlace(argument: from) }
            _ = try RegistryPlace(argument: to)
        }

        func run() throws {
            let target = try RegistryPlace(argument: to)
            do {
                let source =
                    try from.map { try RegistryPlace(argument: $0).reading() } ?? home.folder.registryForReading()
                let bar = ProgressBar("copy")
                defer { bar.finish() }
                let copy = try target.copying(source) { done, all in bar.show(Double(done) / Double(max(all, 1))) }
                bar.finish()
                guard let checkpoint = try copy.checkpoint() else {
                    throw RegistryError.logFails(origin: copy.log.name)
                }
                Console.print(
                    """
                    Copied \(checkpoint.size) entries and \(try copy.recordingCount()) recordings to \(copy.path).
                    Log: \(checkpoint.origin), root \(checkpoint.root.hex)
                    Next: vericlip registry use \(to)
                    """)
            } catch let error as RegistryError {
                throw Failure(error)
            }
        }
    }
}
