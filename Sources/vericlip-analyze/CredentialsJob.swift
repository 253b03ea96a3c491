import ClipAnalysis
import ContentCredentials
import Glibc
import Signing

/// Reads the Content Credentials of standard input.
struct CredentialsJob {
    /// Absent where there is no trust list.
    let anchors: TrustAnchors?

    /// Reads the trust list, which comes from the parent: before confinement, while files may still be opened.
    init(trustList: String?) {
        anchors = trustList.flatMap { try? TrustAnchors(ofFile: $0) }
    }

    func run() {
        guard let file = try? InputFile(fileDescriptor: 0) else {
            FrameOutput.send(.credentials, ContentCredentials(state: .none, reason: "the file cannot be read"))
            return
        }
        let reader = CredentialReader(anchors: anchors, now: Int64(time(nil)))
        FrameOutput.send(.credentials, reader.credentials(in: file) { FrameOutput.send(.hashed(bytes: $0)) })
    }
}
