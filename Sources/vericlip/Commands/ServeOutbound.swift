import ArgumentParser
import Foundation
import Registry
import VericlipServer

/// What `serve` reaches out to other machines for: nothing, unless it is told to.
struct ServeOutbound: ParsableArguments {
    @Flag(
        help: """
            Let clips be handed in by their address: they are fetched from where it leads, which sees that this server asks.
            """)
    var fetch = false
    @Flag(
        help:
            "Let whoever hands in a clip name an address that is told once it is verified, signed with the home's secret."
    )
    var webhooks = false
    @Option(
        help: ArgumentHelp(
            "An IP address of a private network that --fetch and --webhooks may reach as well; may be given several times.",
            valueName: "address"))
    var privateAddress: [String] = []

    func validate() throws {
        if !fetch, !webhooks, !privateAddress.isEmpty {
            throw ValidationError("--private-address goes with --fetch or --webhooks.")
        }
    }

    /// Says what will leave the machine.
    func outbound(in home: Home) throws -> ServerOutbound {
        let others = privateAddress.isEmpty ? "" : " and \(privateAddress.joined(separator: ", "))"
        if fetch {
            Console.error("Clips are fetched from public addresses\(others) where they are handed in by address.")
        }
        var secret: WebhookSecret?
        if webhooks {
            secret = try Self.secret(in: home)
            Console.error(
                "Webhooks are told at public addresses\(others). Who receives them checks the signature with the secret in "
                    + "\(home.webhookSecretFile).")
        }
        return ServerOutbound(fetchesClips: fetch, webhookSecret: secret, privateAddresses: Set(privateAddress))
    }

    /// The home's secret, which is made where there is none.
    private static func secret(in home: Home) throws -> WebhookSecret {
        let path = home.webhookSecretFile
        if let data = FileManager.default.contents(atPath: path) {
            let text = String(decoding: data, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
            guard let secret = WebhookSecret(text) else {
                throw Failure(
                    "The secret of webhooks cannot be read.",
                    tried: "read \(path): whsec_ and 24 to 64 bytes in Base64.",
                    next: "remove the file, and give the new secret to whoever receives webhooks.")
            }
            return secret
        }
        let secret = WebhookSecret()
        guard
            FileManager.default.createFile(
                atPath: path, contents: Data((secret.text + "\n").utf8), attributes: [.posixPermissions: 0o600])
        else {
            throw Failure(
                "The secret of webhooks cannot be kept.", tried: "wrote \(path).", next: "another --home DIR.")
        }
        return secret
    }
}
