internal import Hummingbird
internal import NIOCore

/// What is known of a request besides its text.
struct ServerContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    /// The address of the other end of the connection, without its port.
    let peer: String
    let channel: any Channel
    /// Who asks.
    var caller = Caller.anybody

    init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        channel = source.channel
        peer = source.channel.remoteAddress?.ipAddress ?? "unknown"
    }
}
