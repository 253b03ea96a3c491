import ArgumentParser
import Foundation
import RegistryStorage

/// Where the recordings lie that jobs name: a folder of the worker's machine, or a store of objects.
enum Archive {
    case folder(ArchiveFolder)
    case store(S3Archive)

    /// - Parameter argument: a path, or `s3://BUCKET/PREFIX?endpoint=…`.
    init(_ argument: String) throws {
        guard argument.hasPrefix("s3://") else {
            self = .folder(try ArchiveFolder(path: argument))
            return
        }
        self = .store(try Self.store(argument))
    }

    static func store(_ argument: String) throws -> S3Archive {
        guard let address = S3Address(argument) else {
            throw ValidationError(
                "A store has an address such as s3://BUCKET/PREFIX?endpoint=https://minio.example:9000.")
        }
        do throws(S3Archive.Failure) {
            return try S3Archive(address)
        } catch {
            throw Failure("The archive cannot be used: \(error.sentence).", status: .usage)
        }
    }
}
