import ArgumentParser
import Foundation
import RegistryStorage
import VericlipServer

/// Where `serve` listens, and who may ask it.
struct ServeExposure: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The address to listen at. Any other than this machine's own takes API keys and an origin.",
            valueName: "address"))
    var host = "127.0.0.1"
    @Option(
        help: ArgumentHelp(
            "The address under which browsers reach this server through a reverse proxy: https://verify.example.",
            valueName: "address"))
    var origin: String?
    @Option(
        help: ArgumentHelp(
            "The address of a reverse proxy on another machine, whose X-Forwarded-For is believed; may be given several times.",
            valueName: "address"))
    var proxy: [String] = []

    func validate() throws {
        if let origin, WebOrigin(origin) == nil {
            throw ValidationError("--origin is a scheme and a name, such as https://verify.example, and no path.")
        }
        if origin == nil, !proxy.isEmpty { throw ValidationError("--proxy goes with --origin.") }
    }

    /// Whether no other machine can connect: one of the names under which the server answers without an origin.
    private var isLoopback: Bool { ["localhost", "127.0.0.1", "::1"].contains(host) }

    /// Where this machine's own user finds it.
    func ownAddress(port: Int) -> String { "http://\(host == "::1" ? "[::1]" : "127.0.0.1"):\(port)" }

    /// Keys are asked for once there are any, and must be there where others can ask.
    func access(with keys: APIKeyStore) throws -> ServerAccess {
        let known: [APIKey]
        do {
            known = try keys.keys()
        } catch {
            throw Failure(error)
        }
        if !isLoopback || origin != nil {
            let now = Int64(Date().timeIntervalSince1970)
            guard known.contains(where: { !$0.isExpired(at: now) }) else {
                throw Failure(
                    "Others than this machine's users would reach this server: that takes API keys, and "
                        + (known.isEmpty ? "there are none." : "all that there are have expired."),
                    next: "vericlip serve keys add --name NAME, then this command again.", status: .usage)
            }
        }
        if !isLoopback, origin == nil {
            throw Failure(
                "Other machines would reach \(host): that takes the address under which they ask.",
                next:
                    "--origin https://NAME, with a reverse proxy that speaks TLS before this server (docs/operations.md).",
                status: .usage)
        }
        let origin = origin.flatMap { WebOrigin($0) }
        if let origin, !origin.isSecure {
            Console.error(
                "Caution: under \(origin.text) keys and clips travel readable for everybody between. Next: a reverse proxy that speaks "
                    + "TLS, and --origin https://…")
        }
        return ServerAccess(
            keys: known.isEmpty ? nil : keys, origin: origin,
            proxies: origin == nil ? [] : Set(proxy + ["127.0.0.1", "::1"]), quotas: keys)
    }
}
