import ArgumentParser
import RegistryStorage

extension IndexCommand {
    /// `vericlip index shards`: the index on several servers, as SQL for psql.
    struct Shards: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Prints the SQL that spreads the index of a registry on PostgreSQL over several servers.",
            discussion: """
                Each --on is a database that the registry's own server reaches. Run the SQL of --shard 0, 1, … there, then what is \
                printed without --shard at the registry, as a superuser: look-ups go on meanwhile. The same spreads a spread index \
                anew, over another number of servers. With --citus N it is the SQL for the extension Citus instead.
                """)

        @Option(help: ArgumentHelp("A server that is to hold a part; once for each.", valueName: "address"))
        var on: [String] = []
        @Option(help: ArgumentHelp("Print what is run at this one of them, from 0.", valueName: "number"))
        var shard: Int?
        @Option(help: ArgumentHelp("Into how many parts Citus is to divide it.", valueName: "parts")) var citus: Int?

        func validate() throws {
            if let citus {
                guard on.isEmpty, shard == nil else {
                    throw ValidationError("Citus knows its servers: leave out --on.")
                }
                guard (1...1024).contains(citus) else { throw ValidationError("--citus takes 1 to 1024.") }
                return
            }
            guard !on.isEmpty else {
                throw ValidationError("Name the servers: --on postgresql://user@host/name, once for each.")
            }
            if let shard, !on.indices.contains(shard) {
                throw ValidationError("--shard is 0 to \(on.count - 1): one of those named by --on.")
            }
            _ = try addresses()
        }

        private func addresses() throws -> [PostgreSQLAddress] {
            try on.map { try PostgreSQLAddress(argument: $0) }
        }

        func run() throws {
            if let citus { return Console.print(PostgreSQLShards.citusSQL(count: citus)) }
            let sql = PostgreSQLShards.stockSQL(try addresses())
            Console.print(shard.map { sql.shards[$0] } ?? sql.registry)
        }
    }
}
