/// A key that requests are signed with: AWS Signature Version 4, which libcurl makes (`CURLOPT_AWS_SIGV4`).
///
/// What libcurl 7.88 leaves to whoever asks: parameters of the address in the order of their names, and the header
/// `x-amz-content-sha256` with the SHA-256 of the body in hexadecimal, which it signs and does not make.
public struct AWSSignature: Sendable, Hashable {
    public let keyID: String
    /// Never sent.
    public let secret: String
    public let region: String
    public let service: String

    public init(keyID: String, secret: String, region: String, service: String) {
        self.keyID = keyID
        self.secret = secret
        self.region = region
        self.service = service
    }
}
