import Registry
import Signing

extension Failure {
    init(_ failure: TokenFailure) {
        self.init("", status: .runtime)
        switch failure {
        case .module(let path, let detail):
            cause = "The PKCS #11 module \(path) cannot be used: \(detail)."
            next = "--pkcs11 with the path of the module that belongs to your token."
        case .noToken(let label):
            cause = "No token is labelled “\(label)”."
            tried = "asked the module for every slot with a token in it."
            next = "plug the token in, or see its label with its own tools."
        case .noKey(let label, 0):
            cause = "The token holds no key pair labelled “\(label)”."
            next = "make one with the token's own tools; both halves need this label."
        case .noKey(let label, _):
            cause = "The token holds several keys labelled “\(label)”."
            next = "give the one you mean a label of its own."
        case .noPIN:
            cause = "The token's PIN was not given."
            next = "set \(Home.pinVariable), or use init with --pin-file FILE."
        case .wrongPIN(isLocked: true):
            cause = "The token is locked: its PIN was wrong too often."
            next = "unlock it with the token's own tools."
        case .wrongPIN(isLocked: false):
            cause = "The token refuses the PIN."
            next = "correct it before you try again: tokens lock after a few wrong ones."
        case .staysOnToken: cause = "The key is on a token, which it cannot leave."
        case .refused(let call, let code):
            cause = "The token refused \(call) (code 0x\(String(code, radix: 16)))."
            next = "see that the key may sign, with Ed25519 or ECDSA on P-256."
        @unknown default: cause = "The token failed: \(failure)."
        }
    }
}
