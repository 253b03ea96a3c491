import ArgumentParser
import Detection
import Reporting

/// `vericlip people`: whose faces and voices clips can be compared with.
struct PeopleCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "people",
        abstract: "Learns faces and voices of people from their signed recordings, for verify --against.",
        discussion: """
            What is learned is biometric data. It stays in private/people of this home, is never published or sent, and is gone when it is \
            forgotten. Learn nobody without a right to: docs/detection.md.
            """,
        subcommands: [List.self, LearnPerson.self, ForgetPerson.self], defaultSubcommand: List.self)

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Lists whom this home has learned.")

        @OptionGroup var home: HomeOption

        func run() async throws {
            let people = try PersonStore(of: home.folder).all()
            if people.isEmpty { Console.error("Nobody was learned. vericlip people learn NAME FILE… learns somebody.") }
            for person in people {
                let (faces, voices) = (
                    person.recordings.count { $0.face != nil }, person.recordings.count { $0.voice != nil }
                )
                let records = person.recordings.map { String($0.record) }.joined(separator: ", ")
                Console.print("\(person.name.printable)  face of \(faces), voice of \(voices); records \(records)")
            }
        }
    }

    struct ForgetPerson: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "forget", abstract: "Erases what was learned of a person.")

        @OptionGroup var home: HomeOption
        @Argument(help: "The person's name.") var name: String

        func run() async throws {
            guard try PersonStore(of: home.folder).forget(name) else {
                throw Failure(
                    "Nothing was learned of “\(name.printable)”.", next: "vericlip people lists who was.",
                    status: .usage)
            }
        }
    }
}
