/// What an auditor needs to check a statement's signature with OpenSSL alone: three files and one command.
public struct StatementExport: Sendable, Hashable {
    public struct File: Sendable, Hashable {
        public let name: String
        public let bytes: [UInt8]
    }

    /// `tbs.bin`, the bytes that were signed; `sig.bin`, the signature as OpenSSL reads it; `key.pem`, the public key.
    public let files: [File]
    /// To be run in the folder of the files; OpenSSL 3.0 or later.
    public let command: String

    public init(of verified: VerifiedSignedStatement) {
        let statement = verified.statement
        let signature: [UInt8]
        switch verified.key.algorithm {
        case .ed25519:
            signature = statement.signature
            command = "openssl pkeyutl -verify -pubin -inkey key.pem -rawin -in tbs.bin -sigfile sig.bin"
        case .es256:
            // The signature was verified, so it has the 64 bytes that this conversion asks for.
            signature = ECDSASignature.der(fromRaw: statement.signature) ?? []
            command = "openssl dgst -sha256 -verify key.pem -signature sig.bin tbs.bin"
        }
        files = [
            File(name: "tbs.bin", bytes: statement.signedBytes),
            File(name: "sig.bin", bytes: signature),
            File(name: "key.pem", bytes: Array(verified.key.pem.utf8)),
        ]
    }
}
