internal import HTTPTypes
internal import Hummingbird
internal import NIOCore
internal import NIOHTTPTypes

/// The body of a client that waits to be told to go on (`Expect: 100-continue`, RFC 9110, section 10.1.1): told so when the body is first
/// asked for. Who is refused before has sent nothing in vain.
struct ExpectedBody: AsyncSequence, Sendable {
    let body: RequestBody
    let channel: any Channel

    struct AsyncIterator: AsyncIteratorProtocol {
        fileprivate var pieces: RequestBody.AsyncIterator
        fileprivate var waitingChannel: (any Channel)?

        @concurrent mutating func next() async throws -> ByteBuffer? {
            if let channel = waitingChannel {
                waitingChannel = nil
                try await channel.writeAndFlush(HTTPResponsePart.head(HTTPResponse(status: .continue)))
            }
            return try await pieces.next()
        }
    }

    func makeAsyncIterator() -> AsyncIterator {
        AsyncIterator(pieces: body.makeAsyncIterator(), waitingChannel: channel)
    }
}

extension Request {
    /// With a body that is waited for, where the client says that it waits.
    func expected(on channel: any Channel) -> Request {
        guard headers[.expect]?.lowercased() == "100-continue" else { return self }
        var request = self
        request.body = RequestBody(asyncSequence: ExpectedBody(body: body, channel: channel))
        return request
    }
}
