import Foundation
import NIOCore
import NIOPosix
import Testing

/// A resolver on this machine that answers as a test wants it to, over UDP and TCP on one port.
struct MadeResolver {
    /// What it sends for a query: nothing, a message or several.
    typealias Answer = @Sendable (_ query: [UInt8], _ overTCP: Bool) -> [[UInt8]]

    /// As `TXTLookup` takes it.
    let address: String

    /// Runs `body` while it answers.
    static func run<Result>(
        _ answer: @escaping Answer, _ body: (MadeResolver) async throws -> Result
    ) async throws -> Result {
        let (datagrams, streams, port) = try await channels(answer)
        let outcome: Swift.Result<Result, any Error>
        do {
            outcome = .success(try await body(MadeResolver(address: "127.0.0.1:\(port)")))
        } catch {
            outcome = .failure(error)
        }
        try await datagrams.close()
        try await streams.close()
        return try outcome.get()
    }

    /// On one port, which the system gives for datagrams and another program may have for streams: then on the next that it gives.
    private static func channels(
        _ answer: @escaping Answer
    ) async throws -> (datagrams: any Channel, streams: any Channel, port: Int) {
        let group = MultiThreadedEventLoopGroup.singleton
        while true {
            let datagrams = try await DatagramBootstrap(group: group).channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(Datagrams(answer: answer))
                }
            }.bind(host: "127.0.0.1", port: 0).get()
            let port = try #require(datagrams.localAddress?.port)
            do {
                let streams = try await ServerBootstrap(group: group).childChannelInitializer { channel in
                    channel.eventLoop.makeCompletedFuture {
                        try channel.pipeline.syncOperations.addHandler(Streams(answer: answer))
                    }
                }.bind(host: "127.0.0.1", port: port).get()
                return (datagrams, streams, port)
            } catch let error as IOError where error.errnoCode == EADDRINUSE {
                try await datagrams.close()
            }
        }
    }
}

private final class Datagrams: ChannelInboundHandler {
    typealias InboundIn = AddressedEnvelope<ByteBuffer>
    typealias OutboundOut = AddressedEnvelope<ByteBuffer>

    private let answer: MadeResolver.Answer

    init(answer: @escaping MadeResolver.Answer) { self.answer = answer }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let query = unwrapInboundIn(data)
        for reply in answer(Array(buffer: query.data), false) {
            let envelope = AddressedEnvelope(remoteAddress: query.remoteAddress, data: ByteBuffer(bytes: reply))
            context.writeAndFlush(wrapOutboundOut(envelope), promise: nil)
        }
    }
}

/// Messages with their length before them (RFC 1035, 4.2.2).
private final class Streams: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let answer: MadeResolver.Answer
    private var received: [UInt8] = []

    init(answer: @escaping MadeResolver.Answer) { self.answer = answer }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        received += Array(buffer: unwrapInboundIn(data))
        guard received.count >= 2, received.count >= 2 + Int(received[0]) << 8 + Int(received[1]) else { return }
        for reply in answer(Array(received.dropFirst(2)), true) {
            let length = [UInt8(reply.count >> 8), UInt8(reply.count & 0xFF)]
            context.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: length + reply)), promise: nil)
        }
        received = []
    }
}
