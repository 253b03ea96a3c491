internal import NIOCore
internal import NIOHTTPTypes

/// Ends a connection that keeps the server waiting: for the head of a request, or for its body.
///
/// Looked at from time to time, not after each byte: a client that sends one byte before every deadline is a slow client too.
final class PatienceHandler: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    private let patience: ServerLimits.Patience
    private let onEnd: @Sendable () -> Void
    /// Requests that have come and are not answered in full.
    private var unanswered = 0
    private var isReadingBody = false
    /// Of the body, since the last look; nothing where it began after that.
    private var bytesSinceLook: Int?
    private var waitsSince = NIODeadline.now()
    private var look: Scheduled<Void>?

    /// - Parameter onEnd: called where a connection is ended.
    init(patience: ServerLimits.Patience, onEnd: @escaping @Sendable () -> Void) {
        self.patience = patience
        self.onEnd = onEnd
    }

    func handlerAdded(context: ChannelHandlerContext) {
        waitsSince = .now()
        scheduleLook(context)
    }

    func handlerRemoved(context: ChannelHandlerContext) { look?.cancel() }

    func channelInactive(context: ChannelHandlerContext) {
        look?.cancel()
        look = nil
        context.fireChannelInactive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head:
            unanswered += 1
            isReadingBody = true
            bytesSinceLook = nil
        case .body(let buffer): bytesSinceLook? += buffer.readableBytes
        case .end: isReadingBody = false
        }
        context.fireChannelRead(data)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        if case .end = unwrapOutboundIn(data) {
            unanswered -= 1
            waitsSince = .now()
        }
        context.write(data, promise: promise)
    }

    private func scheduleLook(_ context: ChannelHandlerContext) {
        let seconds = min(patience.secondsBetweenLooks, patience.secondsForHead)
        look = context.eventLoop.assumeIsolated().scheduleTask(in: .seconds(Int64(seconds))) {
            if self.isTooSlow {
                self.onEnd()
                context.close(promise: nil)
            } else {
                self.bytesSinceLook = 0
                self.scheduleLook(context)
            }
        }
    }

    private var isTooSlow: Bool {
        if isReadingBody { return bytesSinceLook.map { $0 < patience.bytesBetweenLooks } ?? false }
        // An answer on its way takes the time that it takes: events go on for as long as a verification.
        return unanswered <= 0 && .now() - waitsSince >= .seconds(Int64(patience.secondsForHead))
    }
}
