import ArgumentParser
import Foundation
import Registry
import Signing

/// The flags that name a key on a token of PKCS #11. The PIN is never an argument: others can read those.
struct TokenOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The module of PKCS #11 that speaks to your token, such as /usr/lib/softhsm/libsofthsm2.so.",
            valueName: "module"))
    var pkcs11: String?
    @Option(help: ArgumentHelp("The token's label.", valueName: "label")) var token: String?
    @Option(
        help: ArgumentHelp("The key's label; Ed25519 or P-256, made with the token's own tools.", valueName: "label"))
    var key: String?
    @Option(
        help: ArgumentHelp(
            "A file that holds the PIN and that only you can read; without it, $\(Home.pinVariable) is asked each time.",
            valueName: "file"))
    var pinFile: String?

    func validate() throws {
        guard (pkcs11 == nil) == (token == nil), (token == nil) == (key == nil) else {
            throw ValidationError("--pkcs11, --token and --key belong together.")
        }
        if pkcs11 == nil, pinFile != nil { throw ValidationError("--pin-file is for --pkcs11.") }
        for text in [pkcs11, token, key, pinFile] where text?.contains("\n") ?? false {
            throw ValidationError("A label or a path has no line breaks.")
        }
    }

    var reference: TokenKeyReference? {
        guard let pkcs11, let token, let key else { return nil }
        return TokenKeyReference(
            module: Self.absolute(pkcs11), token: token, key: key, pinFile: pinFile.map(Self.absolute))
    }

    /// The reference outlives the folder that the command was run in.
    private static func absolute(_ path: String) -> String { URL(fileURLWithPath: path).standardizedFileURL.path }
}
