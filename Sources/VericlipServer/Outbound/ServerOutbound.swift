internal import HTTPClient

/// What a server reaches out to other machines for: nothing, unless its operator allows it.
public struct ServerOutbound: Sendable {
    /// Whether clips are fetched from the addresses that are handed in.
    let fetchesClips: Bool
    /// With which whoever wants to be told is told; nothing where nobody is.
    let webhookSecret: WebhookSecret?
    let reach: HTTPReach

    public static let none = ServerOutbound(fetchesClips: false, webhookSecret: nil)

    /// - Parameter privateAddresses: IP addresses of private networks, or of this machine, that are reached like public ones.
    public init(fetchesClips: Bool, webhookSecret: WebhookSecret?, privateAddresses: Set<String> = []) {
        self.fetchesClips = fetchesClips
        self.webhookSecret = webhookSecret
        reach = HTTPReach(allowsPrivateAddresses: false, exceptions: privateAddresses)
    }
}
