public import ArgumentParser
import Census
import Foundation
import Registry
public import Reporting

/// `vericlip census`: counts of the cases that were kept.
struct CensusCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "census",
        abstract: "Counts the cases that were kept with --keep: families of clips seen in a period, and growth.",
        discussion: """
            Nothing is kept unless verify or lookup is told so. A case holds what was found, where the clip was seen and whose office \
            it is about, never a name, the clip or its name.
            """,
        subcommands: [Count.self, Cases.self, Note.self, Forget.self], defaultSubcommand: Count.self)

    struct Count: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Counts the families of clips seen in a period, against the one before.")

        @OptionGroup var home: HomeOption
        @Option(help: ArgumentHelp("The first day; 29 days before the last without it.", valueName: "YYYY-MM-DD"))
        var from: Day?
        @Option(help: ArgumentHelp("The last day; today without it.", valueName: "YYYY-MM-DD")) var through: Day?
        @Option(
            help: ArgumentHelp(
                "Whose clips are counted, separated by commas: public, unstated, private. Without it public alone.",
                valueName: "persons"))
        var persons = "public"
        @Option(help: "text, json, csv, md or html.") var format: CensusReport.Format = .text
        @Option(
            help: ArgumentHelp(
                "Write a page, drawings, numbers and a codebook to this folder.", valueName: "dir"))
        var output: String?

        private var chosen: Set<Case.Subject.Person>? {
            let names = persons.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
            let known = names.compactMap(Case.Subject.Person.init(rawValue:))
            return known.count == names.count ? Set(known) : nil
        }

        private var period: Census.Period? {
            let last = through ?? .today
            return Census.Period(from: from ?? last.advanced(by: -29), through: last)
        }

        func validate() throws {
            if chosen == nil {
                throw ValidationError("--persons knows public, unstated and private; not “\(persons)”.")
            }
            if period == nil { throw ValidationError("--from lies after --through.") }
        }

        func run() async throws {
            guard let chosen, let period else { return }
            let folder = try output.map { path throws(Failure) in try EvidenceFolder(path: path) }
            let ledger = CaseLedger(folder: home.folder.casesFolder)
            let census: Census
            do {
                let families = try FamilyFinder { ledger.fingerprint(of: $0) }.families(of: try ledger.cases())
                census = Census(of: families, in: period, persons: chosen)
            } catch let error as CensusError {
                throw Failure(error)
            }
            let report = CensusReport(
                census, countedAt: Date().formatted(.iso8601), toolVersion: Vericlip.version)
            try folder?.write(EvidenceFiles(report))
            Console.write(report.text(as: format))
        }
    }
}

extension CensusReport.Format: ExpressibleByArgument {}
