import ArgumentParser
import Registry
import RegistryStorage

/// `--registry`, where it is a database that work is shared out through.
struct DatabaseOption: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The database of the registry: postgresql://USER@HOST/NAME; the home's own if absent.", valueName: "url"))
    var registry: String?

    func validate() throws { _ = try place() }

    private func place() throws -> RegistryPlace? {
        try registry.map { .database(try PostgreSQLAddress(argument: $0)) }
    }

    func address(of home: HomeOption) throws -> PostgreSQLAddress { try home.jobAddress(registry: place()) }
}
