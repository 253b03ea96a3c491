import ArgumentParser
import Foundation
import Registry
import RegistryStorage
import Signing
import TransparencyLog

extension RegistryCommand {
    /// `vericlip registry use`: which registry is the home's own from now on.
    struct Use: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Takes the registry in a database, or the file of the home, for the home's own from now on.",
            discussion: """
                It must hold the same log, with all that the one before has: no entry is lost by it. On another machine a home \
                without a registry takes any.
                """)

        @OptionGroup var home: HomeOption
        @Argument(
            help: ArgumentHelp("postgresql://USER@HOST/NAME, or file for registry/registry.db.", valueName: "place"))
        var place: String

        func validate() throws { _ = try address() }

        private func address() throws -> PostgreSQLAddress? {
            place == "file" ? nil : try PostgreSQLAddress(argument: place)
        }

        func run() throws {
            let (folder, address) = (home.folder, try address())
            let next: RegistryPlace = address.map { .database($0) } ?? .file(folder.registryFile)
            do {
                let registry = try next.reading()
                do {
                    try expectGrowth(from: folder.registryForReading(), to: registry)
                } catch RegistryError.notInitialised {}
                if let address { try folder.keepRegistry(in: address) } else { try folder.keepRegistryInFile() }
                Console.print("The registry of \(folder.path) is \(registry.path) from now on.")
            } catch let error as RegistryError {
                throw Failure(error)
            }
        }

        private func expectGrowth(from old: any StoredRegistry, to new: any StoredRegistry) throws {
            guard let held = try old.checkpoint(), let shown = try new.checkpoint() else {
                throw RegistryError.logFails(origin: old.log.name)
            }
            guard old.log == new.log, held.size <= shown.size,
                let proof = try new.consistencyProof(from: held.size, to: shown.size),
                MerkleTree.verifyConsistency(
                    from: held.size, root: held.root, to: shown.size, root: shown.root, proof: proof)
            else {
                throw Failure(
                    "\(new.path) does not go on from \(old.path): it holds another log, or fewer entries. Nothing was changed.",
                    tried: "compared \(held.size) entries of \(held.origin) with \(shown.size) of \(shown.origin).",
                    next: "vericlip registry copy, into a database without a registry.", status: .registry)
            }
        }
    }
}
