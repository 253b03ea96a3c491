import ArgumentParser
import Matching
import Registry
import RegistryStorage

extension IndexCommand {
    /// `vericlip index verify`
    struct Verify: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Compares the whole index with the registered fingerprints.",
            discussion: "Exit status: 0 the index is that of the fingerprints, 3 it is not.")

        @OptionGroup var home: HomeOption

        func run() throws {
            let registry = try home.registryForReading()
            do {
                let bar = ProgressBar("index")
                defer { bar.finish() }
                let audit = try registry.auditIndex { recording, bytes throws(RegistryError) in
                    try DerivedKeys.postings(of: recording, bytes, in: registry)
                } progress: {
                    bar.show(Double($0) / Double(max($1, 1)))
                }
                bar.finish()
                try report(audit, registry)
            } catch let error as RegistryError {
                throw Failure(error)
            }
        }

        private func report(_ audit: IndexAudit, _ registry: any StoredRegistry) throws {
            if !audit.unheld.isEmpty {
                Console.print("Not compared: \(audit.unheld.count) recordings whose fingerprints are not held here.")
            }
            guard !audit.holds else {
                Console.print(
                    "The index of \(registry.path) holds: \(audit.postings) postings, \(audit.compared) recordings compared."
                )
                return
            }
            var faults: [String] = []
            if !audit.wrong.isEmpty { faults.append("wrong of \(Self.list(audit.wrong))") }
            if !audit.strays.isEmpty { faults.append("for \(Self.list(audit.strays)), which are not registered") }
            throw Failure(
                "The index of \(registry.path) is not that of its fingerprints: postings \(faults.joined(separator: "; ")).",
                tried: "compared \(audit.compared) recordings.", next: "vericlip index rebuild", status: .registry)
        }

        private static func list(_ records: [RecordingID]) -> String {
            let named = records.prefix(10).map { "\($0.rawValue)" }.joined(separator: ", ")
            return "record\(records.count == 1 ? "" : "s") \(named)\(records.count > 10 ? ", …" : "")"
        }
    }
}
