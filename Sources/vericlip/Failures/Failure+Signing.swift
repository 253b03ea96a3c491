import Foundation
import Registry
import Signing

extension Failure {
    init(_ error: SigningError) {
        self.init("", status: .runtime)
        switch error {
        case .cannotRead(let path, let code):
            cause = "\(path) cannot be read: \(Self.reason(code))."
        case .cannotWrite(let path, let code):
            cause = "\(path) cannot be written: \(Self.reason(code))."
            next = "check the folder's permissions and the free disk, or use --home DIR."
        case .fileExists(let path):
            cause = "\(path) is there already and was not overwritten."
            next = "move it away first, or use another name."
        case .privateKeyExposed(let path, let mode):
            cause = "The private key \(path) can be read by others (mode \(String(mode, radix: 8)))."
            next = "chmod 600 \(path); if others may have copied it, make a new home."
        case .notAPrivateKey(let path):
            cause = "\(path) is not a private key without a pass phrase."
        case .notAPublicKey:
            cause = "This is not a public key in PEM."
            next = "openssl pkey -pubin -in FILE -noout -text shows what it is."
        case .notACertificate:
            cause = "This is not a list of certificates in PEM, or one of them cannot be read."
            next = "openssl storeutl -noout -certs FILE shows what it holds."
        case .unsupportedKey:
            cause = "The key is neither Ed25519 nor ECDSA on P-256."
        case .cryptography(let operation):
            cause = "OpenSSL refused \(operation)."
            next = "vericlip doctor."
        case .token(let failure): self = Failure(failure)
        case .statement(let defect): cause = "The statement does not hold: \(defect.sentence)."
        case .note(let defect): cause = "The log's note does not hold: \(defect.rawValue)."
        @unknown default: cause = "A key or signature failed: \(error)."
        }
    }

    static func reason(_ code: Int32) -> String {
        code == 0 ? "the system gives no reason" : unsafe String(cString: strerror(code)).lowercased()
    }
}

extension RecordDefect {
    var sentence: String {
        switch self {
        case .statement(let defect): defect.sentence
        case .notARecording: "the entry is not a recording"
        case .checkpoint: "the log's checkpoint is not signed by the log's key, or does not cover the entry"
        case .policy(let defect): defect.sentence
        case .inclusion: "it is not proved to be in the log"
        case .fingerprint: "the stored fingerprint is not the one that was signed"
        case .key(let defect): defect.sentence
        case .keyHistory: "what the log says about keys was altered"
        @unknown default: "\(self)"
        }
    }
}
