import ArgumentParser
import Registry
import RegistryStorage

extension RegistryCommand {
    /// `vericlip registry fingerprints`: in the database, or in a store of objects.
    struct Fingerprints: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Says where a database's fingerprints lie, and moves them into a store as S3 is, or back.",
            discussion: """
                Look-ups and registrations go on while they are moved; where it is interrupted, the same command goes on. The store's key \
                is in AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or in ~/.aws/credentials, of every process that reads the registry. \
                Exit status: 0 all are where they should be, 3 the store lacks some.
                """)

        @OptionGroup var home: HomeOption
        @Option(
            help: ArgumentHelp(
                "database, or s3://BUCKET/FOLDER?endpoint=https://HOST: where they are to lie from now on.",
                valueName: "place"))
        var to: String?

        func validate() throws { _ = try target() }

        /// Nothing where none is named, or the database.
        private func target() throws -> S3Address? {
            guard let to, to != "database" else { return nil }
            guard let address = S3Address(to) else {
                throw ValidationError(
                    "--to is database, or an address such as s3://clips/fingerprints?endpoint=https://minio.example:9000 (http:// only on this machine, and no key in it)."
                )
            }
            return address
        }

        func run() throws {
            let (place, target) = (try home.folder.registryPlaceOrFailure(), try target())
            guard case .database(let database) = place else {
                guard to == nil else {
                    throw Failure(
                        "The registry \(place) is a file, and its fingerprints lie in it.",
                        next: "vericlip registry copy --to postgresql://USER@HOST/NAME.", status: .usage)
                }
                return Console.print("The fingerprints of \(place) lie in it.")
            }
            do {
                // To write, so that older tables are brought to this version first.
                let registry =
                    try to == nil ? PostgreSQLRegistry(reading: database) : PostgreSQLRegistry(writing: database)
                if to != nil { try move(in: registry, to: target) }
                try report(registry)
            } catch let error as RegistryError {
                throw Failure(error)
            }
        }

        private func move(in registry: PostgreSQLRegistry, to target: S3Address?) throws {
            let figures = try registry.fingerprintFigures()
            if let target, let store = figures.store, store != target {
                throw Failure(
                    "The fingerprints of \(registry.path) lie in another store, \(store). Nothing was changed.",
                    next: "vericlip registry fingerprints --to database first.", status: .registry)
            }
            let bar = ProgressBar("fingerprints")
            defer { bar.finish() }
            let progress = { @Sendable (done: Int, all: Int) in bar.show(Double(done) / Double(max(all, 1))) }
            if let target {
                try registry.moveFingerprints(to: target, progress: progress)
            } else {
                try registry.moveFingerprintsToDatabase(progress: progress)
            }
        }

        private func report(_ registry: PostgreSQLRegistry) throws {
            let figures = try registry.fingerprintFigures()
            Console.print("Fingerprints of \(registry.path)\nin the database  \(figures.inDatabase)")
            guard let store = figures.store else { return }
            Console.print("in the store     \(figures.inStore), at \(store)")
            let audit = try registry.auditFingerprintStore()
            guard audit.missing.isEmpty else { throw Failure(missing: audit.missing, in: store) }
            let spare = audit.spare == 0 ? "" : "; \(audit.spare) more objects are not needed"
            Console.print("The store lists all of them\(spare).")
        }
    }
}

extension Home {
    fileprivate func registryPlaceOrFailure() throws(Failure) -> RegistryPlace {
        do {
            return try registryPlace
        } catch {
            throw Failure(error)
        }
    }
}
