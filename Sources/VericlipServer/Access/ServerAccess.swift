public import RegistryStorage

/// Who may ask a server, and under which names.
public struct ServerAccess: Sendable {
    /// The keys that are asked for; nothing where whoever reaches the server may ask.
    let keys: APIKeyStore?
    /// Under which others than this machine's users reach the server, through a reverse proxy.
    let origin: WebOrigin?
    /// Addresses of reverse proxies, whose word on where a request came from is taken (`X-Forwarded-For`).
    let proxies: Set<String>

    /// For the users of this machine: no keys, and no name but this machine's own.
    public static let open = ServerAccess(keys: nil)

    public init(keys: APIKeyStore?, origin: WebOrigin? = nil, proxies: Set<String> = []) {
        self.keys = keys
        self.origin = origin
        self.proxies = proxies
    }

    public var asksForKeys: Bool { keys != nil }
}
