public import Foundation
internal import Registry

/// Recordings as objects of a store that is asked as Amazon's S3 is.
public struct S3Archive: Sendable {
    private let store: S3Store

    /// Why it cannot be used, in a sentence.
    public struct Failure: Error, Hashable {
        public let sentence: String
    }

    /// With the credentials that this process finds.
    public init(_ address: S3Address) throws(Failure) {
        guard let credentials = S3Credentials.found else {
            throw Failure(
                sentence:
                    "there is no key to \(address): set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or put them into ~/.aws/credentials"
            )
        }
        store = S3Store(
            address: address, credentials: credentials, registry: address.description, purpose: "the archive")
    }

    /// What it holds, in the order of the names.
    public func names() throws(Failure) -> [String] {
        var names: [String] = []
        do {
            try store.forEachPageOfNames { names += $0 }
        } catch {
            throw Self.failure(error)
        }
        return names
    }

    /// Writes a recording into a file.
    public func write(_ name: String, to file: FileHandle) async throws(Failure) {
        do {
            try await store.download(name) { piece in (try? file.write(contentsOf: piece)) != nil }
        } catch {
            throw Self.failure(error)
        }
    }

    private static func failure(_ error: RegistryError) -> Failure {
        switch error {
        case .unreachable(_, let reason): Failure(sentence: reason)
        default: Failure(sentence: "the archive could not be asked: \(error)")
        }
    }
}
