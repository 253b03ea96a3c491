import ArgumentParser
import Registry
import RegistryStorage

/// `vericlip registry`: where a home's registry is kept.
struct RegistryCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "registry",
        abstract:
            "Moves a registry between a file and a PostgreSQL database, and its fingerprints into a store of objects.",
        discussion: """
            A registry is a file of its home, registry/registry.db, until it outgrows one machine; then it is a database, and the home \
            remembers its address. The password belongs into ~/.pgpass or a service file, as for every program of PostgreSQL.
            """,
        subcommands: [Copy.self, Use.self, Fingerprints.self, Roles.self])
}

extension PostgreSQLAddress {
    /// The address on a command line, where no password may stand: lists of processes and histories show it.
    init(argument: String) throws {
        guard let address = PostgreSQLAddress(argument) else {
            throw ValidationError("A database has an address such as postgresql://user@host:5432/name.")
        }
        guard !address.holdsPassword else {
            throw ValidationError(
                "A password on the command line is seen by everybody on this machine. Put it into ~/.pgpass, or into a file that $PGPASSFILE names, and leave it out here."
            )
        }
        self = address
    }
}

extension RegistryPlace {
    /// As it is written on a command line: an address, or a file's path.
    init(argument: String) throws {
        self =
            PostgreSQLAddress.isNamed(by: argument)
            ? .database(try PostgreSQLAddress(argument: argument)) : .file(argument)
    }
}
