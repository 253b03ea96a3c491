import ArgumentParser
import Registry
import RegistryStorage

extension IndexCommand {
    /// `vericlip index rebuild`
    struct Rebuild: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Makes the index again from the registered fingerprints.",
            discussion: """
                Look-ups go on with the old one until the new one is whole; an interrupted rebuild leaves the old one. What is known of \
                recordings whose fingerprints are not held is kept as it is. In a file, whoever registers waits meanwhile.
                """)

        @OptionGroup var home: HomeOption

        func run() throws {
            do {
                let folder = home.folder
                let (registry, source) = (try folder.registryForWriting(), try folder.registryForWriting())
                let bar = ProgressBar("index")
                defer { bar.finish() }
                try registry.rebuildIndex(reading: source) { recording, bytes throws(RegistryError) in
                    try DerivedKeys.postings(of: recording, bytes, in: source)
                } progress: {
                    bar.show(Double($0) / Double(max($1, 1)))
                }
                bar.finish()
                Console.print(
                    "The index of \(registry.path) is new: \(try registry.recordingCount()) recordings, "
                        + "\(try registry.indexFigures().size) at most.")
            } catch {
                throw Failure(error)
            }
        }
    }
}
