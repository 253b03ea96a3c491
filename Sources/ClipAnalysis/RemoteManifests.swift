// The whole of Foundation would cost the child 6 MB.
internal import FoundationEssentials

/// Gets manifests that do not lie in their files, where the user allows it: the child that reads them has no network.
public struct RemoteManifests: Sendable {
    /// The bytes at an address that a file names, bounded by whoever fetches them. It tells whoever serves them that the file is being
    /// looked at.
    public typealias Fetch = @Sendable (_ address: String) async throws(Failure) -> [UInt8]

    public struct Failure: Error, Sendable, Hashable {
        /// Without a full stop.
        public let reason: String

        public init(reason: String) { self.reason = reason }
    }

    /// As many bytes as any manifest store may have.
    public static let byteLimit = 32 << 20

    let fetch: Fetch

    public init(fetch: @escaping Fetch) { self.fetch = fetch }

    /// Calls `body` with the path of a file that holds the bytes, which is gone afterwards.
    static func withFile<Result>(
        of bytes: [UInt8], _ body: (String) async throws(ClipAnalysisError) -> Result
    ) async throws(ClipAnalysisError) -> Result {
        let path = FileManager.default.temporaryDirectory.appending(path: "vericlip-\(UUID().uuidString).c2pa").path
        guard
            FileManager.default.createFile(
                atPath: path, contents: Data(bytes), attributes: [.posixPermissions: 0o600])
        else { throw .analyzerFailed(reason: "the fetched manifest cannot be kept at \(path)") }
        defer { try? FileManager.default.removeItem(atPath: path) }
        return try await body(path)
    }
}
