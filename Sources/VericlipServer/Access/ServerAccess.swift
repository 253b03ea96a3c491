public import RegistryStorage

/// Who may ask a server, and under which names.
public struct ServerAccess: Sendable {
    /// The keys that are asked for; nothing where whoever reaches the server may ask.
    let keys: APIKeyStore?
    /// Under which others than this machine's users reach the server, through a reverse proxy.
    let origin: WebOrigin?
    /// Addresses of reverse proxies, whose word on where a request came from is taken (`X-Forwarded-For`).
    let proxies: Set<String>
    /// Where it is kept what has been used of a day's quota; nothing where there are no quotas.
    let quotas: APIKeyStore?

    /// For the users of this machine: no keys, and no name but this machine's own.
    public static let open = ServerAccess(keys: nil)

    /// - Parameter quotas: as `keys` if absent.
    public init(
        keys: APIKeyStore?, origin: WebOrigin? = nil, proxies: Set<String> = [], quotas: APIKeyStore? = nil
    ) {
        self.keys = keys
        self.origin = origin
        self.proxies = proxies
        self.quotas = quotas ?? keys
    }

    public var asksForKeys: Bool { keys != nil }
}
