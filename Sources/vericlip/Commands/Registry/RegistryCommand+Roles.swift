import ArgumentParser
import RegistryStorage

extension RegistryCommand {
    /// `vericlip registry roles`: least rights, as SQL for psql.
    struct Roles: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract:
                "Prints the SQL that gives readers, writers and workers of a database no more rights than they need.",
            discussion: """
                For the owner of the tables, whoever ran init or copy: vericlip registry roles | psql DATABASE. Then GRANT the roles \
                to those who log in. No role can change or remove an entry. After an update of this program, the same once more.
                """)

        @Option(help: "The role that reads.") var reader = "vericlip_reader"
        @Option(help: "The role that also adds entries, and hands out work.") var writer = "vericlip_writer"
        @Option(help: "The role that reads, and does work.") var worker = "vericlip_worker"

        func validate() throws {
            for name in [reader, writer, worker] {
                guard !name.isEmpty, name.utf8.count < 64, name.utf8.allSatisfy(Self.isPlain),
                    name.first?.isNumber == false
                else { throw ValidationError("A role's name is lowercase letters, digits and low lines.") }
            }
        }

        private static func isPlain(_ byte: UInt8) -> Bool {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"): true
            default: false
            }
        }

        func run() { Console.print(PostgreSQLRegistry.grants(reader: reader, writer: writer, worker: worker)) }
    }
}
