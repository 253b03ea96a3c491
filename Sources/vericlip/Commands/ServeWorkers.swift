import ArgumentParser
import Registry
import RegistryStorage

/// Whether a server does the work itself.
struct ServeWorkers: ParsableArguments {
    @Flag(
        help: """
            Leave clips and recordings to vericlip work, anywhere on the same database, in place of verifying them here one after the other.
            """)
    var workers = false
    @Option(help: "With --workers: clips that are handed out at a time; the rest waits here.") var inHand = 32

    func validate() throws {
        if !(1...10_000).contains(inHand) { throw ValidationError("--in-hand is from 1 to 10000.") }
    }

    /// Nothing where the server works itself.
    func desk(for store: VerificationStore, in home: HomeOption) throws -> JobDesk? {
        guard workers else { return nil }
        do {
            let desk = JobDesk(try JobQueue(home.jobAddress(registry: nil)), asker: store.serverName) {
                Console.error($0)
            }
            desk.sweep(keeping: try store.unfinished())
            return desk
        } catch let error as RegistryError {
            throw Failure(error)
        }
    }
}

extension HomeOption {
    /// The database that work is shared out through: the registry's.
    /// - Parameter registry: the one that was named in place of the home's own.
    func jobAddress(registry: RegistryPlace?) throws -> PostgreSQLAddress {
        let place: RegistryPlace
        do throws(RegistryError) {
            place = if let registry { registry } else { try folder.registryPlace }
        } catch {
            throw Failure(error)
        }
        guard case .database(let address) = place else {
            throw Failure(
                "Work is shared out through the registry's database, and the registry is the file \(place).",
                next: "vericlip registry copy --to postgresql://…, then vericlip registry use.", status: .registry)
        }
        return address
    }
}
