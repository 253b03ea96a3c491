import ClipAnalysis
import ContentCredentials
import Glibc
import Signing

/// Reads the Content Credentials of standard input.
struct CredentialsJob {
    /// Absent where there is no trust list.
    let anchors: TrustAnchors?
    /// The manifest store that was fetched, whatever it is.
    let fetched: [UInt8]?

    /// Reads what comes from the parent: before confinement, while files may still be opened. Of the fetched store nothing is
    /// looked at yet.
    init(_ request: AnalysisRequest) {
        anchors = request.trustList.flatMap { try? TrustAnchors(ofFile: $0) }
        fetched = request.manifestStore.flatMap(Self.contents)
    }

    private static func contents(of path: String) -> [UInt8]? {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        guard let file = try? InputFile(fileDescriptor: descriptor), file.byteCount <= RemoteManifests.byteLimit else {
            return nil
        }
        return try? file.bytes(in: 0..<file.byteCount)
    }

    func run() {
        guard let file = try? InputFile(fileDescriptor: 0) else {
            FrameOutput.send(.credentials, ContentCredentials(state: .none, reason: "the file cannot be read"))
            return
        }
        let reader = CredentialReader(anchors: anchors, now: Int64(time(nil)))
        FrameOutput.send(
            .credentials, reader.credentials(in: file, fetched: fetched) { FrameOutput.send(.hashed(bytes: $0)) })
    }
}
