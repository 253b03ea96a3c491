import ArgumentParser
import RegistryStorage

extension IndexCommand {
    /// `vericlip index merge`
    struct Merge: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Makes one run of all that the index consists of, so that look-ups read least.",
            discussion: """
                Everything goes on meanwhile, and where it is interrupted the index stays as it is. It is written anew, so that the file or                 database needs as much room again; a file keeps that room for later. Registering merges runs by itself, to a few.
                """)

        @OptionGroup var home: HomeOption

        func run() throws {
            do {
                let registry = try home.folder.registryForMerging()
                let bar = ProgressBar("index")
                defer { bar.finish() }
                try registry.mergeRuns(all: true) { bar.show(Double($0) / Double(max($1, 1))) }
                bar.finish()
                let figures = try registry.indexFigures()
                Console.print(
                    "The index of \(registry.path) has \(figures.runs.count == 1 ? "one run" : "\(figures.runs.count) runs"), "
                        + "\(figures.size) at most.")
            } catch {
                throw Failure(error)
            }
        }
    }
}
