public import ArgumentParser
public import Census
import Fingerprinting
import Foundation
import Registry
import Reporting
import Verification

/// Keeping what was found in the home's case ledger: only where the user asks for it.
struct CaseOptions: ParsableArguments {
    @Flag(help: "Keep what was found, never the clip or its name, in this home's case ledger, for vericlip census.")
    var keep = false
    @OptionGroup var details: CaseDetails

    func validate() throws {
        if !keep, !details.isEmpty { throw ValidationError("Where and of whom a clip was seen is kept with --keep.") }
    }

    /// Keeps the case of a report, and says so.
    func keep(_ report: Report, fingerprint: Fingerprint?, in home: HomeOption) throws(Failure) {
        guard keep else { return }
        let sighting = details.sighting ?? Case.Sighting(on: .today)
        guard let new = Case(report, subject: details.subject, sightings: [sighting]) else {
            Console.error("Not kept: \(report.verdict.clip.name) could not be read.")
            return
        }
        do {
            let kept = try CaseLedger(folder: home.folder.casesFolder).keep(new, fingerprint: fingerprint)
            Console.error(
                "Kept as case \(kept.id), seen \(kept.sightings.count == 1 ? "once" : "\(kept.sightings.count) times"). "
                    + "vericlip census forget \(kept.id) takes it out.")
        } catch {
            throw Failure(error)
        }
    }
}

/// Whom a clip is about, and where it was seen.
struct CaseDetails: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Whether it is about a public or a private person; a census leaves out private ones, and those of whom nobody says.",
            valueName: "public|private"))
    var person: Person?
    @Option(
        help: ArgumentHelp("The person's office, such as \"member of parliament\"; never a name.", valueName: "words"))
    var office: String?
    @Option(help: ArgumentHelp("Country of the office, two letters (ISO 3166-1).", valueName: "code")) var country:
        String?
    @Option(help: ArgumentHelp("What is spoken, such as de or pt-BR (BCP 47).", valueName: "tag")) var language: String?
    @Option(help: ArgumentHelp("Where it was seen, such as telegram.", valueName: "name")) var platform: String?
    @Option(help: ArgumentHelp("The day it was seen there, in UTC; today without it.", valueName: "YYYY-MM-DD"))
    var seenOn: Day?
    @Option(help: ArgumentHelp("Its address there; stays in the ledger.", valueName: "url")) var seenAt: String?
    @Option(help: ArgumentHelp("Views that are stated there.", valueName: "number")) var views: Int?

    enum Person: String, ExpressibleByArgument, CaseIterable { case `public`, `private` }

    private static let longest = 100

    func validate() throws {
        if let country, country.count != 2 || !country.allSatisfy({ $0.isASCII && $0.isLetter }) {
            throw ValidationError("--country is two letters, such as DE; not “\(country)”.")
        }
        if let language,
            language.count > 35 || !language.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") })
        {
            throw ValidationError("--language is a tag such as de or pt-BR; not “\(language)”.")
        }
        if let views, views < 0 { throw ValidationError("--views is 0 or more.") }
        if let seenOn, seenOn > .today { throw ValidationError("--seen-on lies in the future.") }
        for text in [office, platform].compactMap(\.self) where text.isEmpty || text.count > Self.longest {
            throw ValidationError("--office and --platform have 1 to \(Self.longest) characters.")
        }
        if let seenAt, seenAt.count > 2000 { throw ValidationError("--seen-at is longer than 2000 characters.") }
    }

    var isEmpty: Bool { subject == Case.Subject() && sighting == nil }

    var subject: Case.Subject {
        Case.Subject(
            person: person.map { $0 == .public ? .public : .private } ?? .unstated, office: office?.lowercased(),
            country: country?.uppercased(), language: language?.lowercased())
    }

    /// Nothing where nothing of one is said.
    var sighting: Case.Sighting? {
        guard platform != nil || seenOn != nil || seenAt != nil || views != nil else { return nil }
        return Case.Sighting(on: seenOn ?? .today, platform: platform?.lowercased(), url: seenAt, views: views)
    }
}

extension Day: ExpressibleByArgument {
    public init?(argument: String) { self.init(argument) }

    static var today: Day { Day(number: Int(Date().timeIntervalSince1970) / 86_400) }
}

extension Failure {
    init(_ error: CensusError) {
        switch error {
        case .unreadable(let path, let reason):
            self.init("\(path) cannot be read: \(reason)", next: "check its permissions and its disk.")
        case .unwritable(let path, let reason):
            self.init("\(path) cannot be written: \(reason)", next: "make room, or check its permissions.")
        case .malformed(let path):
            self.init(
                "\(path) is no case of this program, or was altered.", next: "move it away; what it held is lost.")
        @unknown default: self.init("The cases cannot be used: \(error)")
        }
    }
}
