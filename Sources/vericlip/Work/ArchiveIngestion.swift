import Foundation
import Registry
import RegistryStorage
import Signing

/// Has the recordings of an archive read by workers, some at a time.
struct ArchiveIngestion: Sendable {
    let desk: JobDesk
    let findsFaces: Bool
    let publication: MediaRegister.Publication?

    /// - Parameter take: called with each as it comes. Its job is forgotten when that returns: what comes of it is durable then.
    func read(
        _ entries: [ArchiveManifest.Entry], atOnce: Int,
        take: (ArchiveManifest.Entry, Result<ScannedRecording, UnreadRecording>) async throws -> Void
    ) async throws {
        desk.sweep(keeping: entries.map(id))
        try await withThrowingTaskGroup(of: (Int, Result<ScannedRecording, UnreadRecording>).self) { group in
            var next = 0
            func start() {
                guard entries.indices.contains(next) else { return }
                let (index, entry) = (next, entries[next])
                next += 1
                group.addTask {
                    (
                        index,
                        await Result { () async throws(UnreadRecording) -> ScannedRecording in
                            try await desk.scan(order(of: entry), named: entry.file, input: nil)
                        }
                    )
                }
            }
            for _ in 0..<atOnce { start() }
            while let (index, recording) = try await group.next() {
                start()
                try await take(entries[index], recording)
                await desk.remove(id(of: entries[index]))
            }
        }
    }

    func order(for entry: ArchiveManifest.Entry) -> RegistrationOrder {
        RegistrationOrder(details: entry.details, publication: publication, threads: 1, findsFaces: findsFaces)
    }

    private func order(of entry: ArchiveManifest.Entry) -> JobOrder {
        JobOrder(
            kind: .archive, id: id(of: entry), asker: desk.asker, tenant: desk.asker, isBatch: true,
            request: JobDesk.encoded(ScanRequest(file: entry.file, findsFaces: findsFaces)))
    }

    private func id(of entry: ArchiveManifest.Entry) -> String {
        "\(desk.asker)/\(SHA256Digest(of: Array(entry.file.utf8)).hex.prefix(32))"
    }
}

extension Result {
    /// As the standard library's, for what waits.
    fileprivate init(catching body: () async throws(Failure) -> Success) async {
        do {
            self = .success(try await body())
        } catch {
            self = .failure(error)
        }
    }
}
