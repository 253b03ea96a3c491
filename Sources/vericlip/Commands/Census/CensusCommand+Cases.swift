import ArgumentParser
import Census
import Foundation
import Registry
import Reporting

extension CensusCommand {
    struct Cases: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Lists the cases that are kept.")

        @OptionGroup var home: HomeOption

        func run() async throws {
            do {
                let cases = try CaseLedger(folder: home.folder.casesFolder).cases()
                if cases.isEmpty { Console.error("No case is kept. verify --keep keeps one.") }
                for one in cases { Console.print(Self.line(one)) }
            } catch {
                throw Failure(error)
            }
        }

        private static func line(_ one: Case) -> String {
            let seen = one.sightings.map { sighting in
                [sighting.on.description, sighting.platform?.printable, sighting.views.map { "\($0) views" }]
                    .compactMap(\.self).joined(separator: " ")
            }
            let subject = [one.subject.office, one.subject.country, one.subject.language].compactMap { $0?.printable }
            let person = one.subject.person == .unstated ? "person not stated" : "\(one.subject.person.rawValue) person"
            return
                "\(one.id)  \(one.relation)\(one.confidence == "possible" ? " (possible)" : "")  \(([person] + subject).joined(separator: ", "))"
                + "  seen \(seen.joined(separator: "; "))"
        }
    }

    struct Note: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Adds to a case: another place where the clip was seen, its views by now, whom it is about.",
            discussion:
                "A place at the same address, or at the same platform on the same day, takes the place of the earlier one."
        )

        @OptionGroup var home: HomeOption
        @Argument(help: "The case's number, from vericlip census cases.") var number: String
        @OptionGroup var details: CaseDetails

        func validate() throws {
            if details.isEmpty { throw ValidationError("There is nothing to add: --help lists what may be.") }
        }

        func run() async throws {
            let ledger = CaseLedger(folder: home.folder.casesFolder)
            do {
                guard let earlier = try ledger.case(number) else { throw Failure.noCase(number) }
                var changed = earlier
                changed.subject = details.subject
                changed.sightings = details.sighting.map { [$0] } ?? []
                try ledger.write(changed.following(earlier))
            } catch let error as CensusError {
                throw Failure(error)
            }
        }
    }

    struct Forget: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Takes a case and its fingerprint out of the ledger.")

        @OptionGroup var home: HomeOption
        @Argument(help: "The case's number, from vericlip census cases.") var number: String

        func run() async throws {
            do {
                guard try CaseLedger(folder: home.folder.casesFolder).forget(number) else {
                    throw Failure.noCase(number)
                }
            } catch let error as CensusError {
                throw Failure(error)
            }
        }
    }
}

extension Failure {
    fileprivate static func noCase(_ number: String) -> Failure {
        Failure("There is no case \(number.printable).", next: "vericlip census cases lists them.", status: .usage)
    }
}
