import Signing

/// A signed statement taken apart for `openssl`: what was signed, the signature, the key, and the command.
struct OpenSSLParts {
    let files: [(name: String, bytes: [UInt8])]
    /// To be run in the folder of the files.
    let command: String

    init(_ statement: UnverifiedSignedStatement, key: PublicKey, stem: String) {
        files = [
            ("\(stem).cose", statement.bytes),
            ("\(stem).json", statement.payload),
            ("\(stem).tbs", statement.signedBytes),
            ("\(stem).sig", statement.openSSLSignature),
            ("\(stem).pem", Array(key.pem.utf8)),
        ]
        command =
            switch key.algorithm {
            case .ed25519:
                "openssl pkeyutl -verify -pubin -inkey \(stem).pem -rawin -in \(stem).tbs -sigfile \(stem).sig"
            case .es256:
                "openssl dgst -sha256 -verify \(stem).pem -signature \(stem).sig \(stem).tbs"
            }
    }
}
