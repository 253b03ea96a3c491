import ArgumentParser
import Foundation
import Registry
import RegistryStorage

extension IndexFigures {
    /// In words for people.
    var size: String { String(format: "%.1f MB", Double(bytes) / 1e6) }
}

extension IndexCommand {
    /// `vericlip index stats`
    struct Stats: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Says how large the index is, and where it lies.")

        @OptionGroup var home: HomeOption

        func run() throws {
            let registry = try home.registryForReading()
            do {
                let figures = try registry.indexFigures()
                let runs = figures.runs.sorted(by: >)
                Console.print(
                    """
                    Index of \(registry.path)
                    recordings  \(try registry.recordingCount())
                    pages       \(figures.pages) of \(figures.pageBytes) bytes: \(figures.size) at most
                    runs        \(runs.count)\(runs.isEmpty ? "" : ", of \(runs.map(String.init).joined(separator: ", ")) pages")
                    """)
                for (number, shard) in figures.shards.enumerated() {
                    Console.print("shard \(number)     \(shard.pages) pages at \(shard.name)")
                }
            } catch {
                throw Failure(error)
            }
        }
    }
}
