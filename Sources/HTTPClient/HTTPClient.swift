internal import CCurl
internal import Foundation

/// Asks HTTP servers, with limits on time and size: what they answer is untrusted. Redirects are not followed, and no other
/// protocol is spoken.
public struct HTTPClient: Sendable {
    /// For the whole exchange.
    public let seconds: Int
    /// Of the reply's body.
    public let byteLimit: Int
    public let reach: HTTPReach
    /// Sent with every request, each as `Name: value`.
    public let headers: [String]
    /// Seconds without a byte after which the exchange is given up; nothing for as long as it may take.
    public let stallSeconds: Int?
    /// What every request is signed with.
    public let signature: AWSSignature?

    public init(
        seconds: Int, byteLimit: Int, reach: HTTPReach = .anywhere, headers: [String] = [], stallSeconds: Int? = nil,
        signature: AWSSignature? = nil
    ) {
        self.seconds = seconds
        self.byteLimit = byteLimit
        self.reach = reach
        self.headers = headers
        self.stallSeconds = stallSeconds
        self.signature = signature
    }

    public struct Reply: Sendable, Hashable {
        public let status: Int
        public let body: [UInt8]
        /// Seconds after which the server wants to be asked again, if it says so.
        public let retryAfter: Int?
    }

    public func get(_ address: String) async throws(HTTPClientError) -> Reply {
        try await exchange(address, posting: nil)
    }

    public func post(
        _ address: String, body: [UInt8], contentType: String = "application/octet-stream"
    ) async throws(HTTPClientError) -> Reply {
        try await exchange(address, posting: Posting(body: body, contentType: contentType))
    }

    /// What is posted, or put.
    public struct Posting: Sendable, Hashable {
        public let body: [UInt8]
        public let contentType: String
        public let method: Method

        public enum Method: String, Sendable {
            case post = "POST"
            case put = "PUT"
        }

        public init(body: [UInt8], contentType: String, method: Method = .post) {
            self.body = body
            self.contentType = contentType
            self.method = method
        }
    }

    /// The exchange on the thread that asks, which waits until it is over.
    /// - Parameter posting: nothing to get.
    public func waitingExchange(_ address: String, posting: Posting?) throws(HTTPClientError) -> Reply {
        try perform(address, posting: posting)
    }

    /// libcurl blocks until the exchange is over, so it has a thread of its own.
    private func exchange(_ address: String, posting: Posting?) async throws(HTTPClientError) -> Reply {
        let result: Result<Reply, HTTPClientError> = await withCheckedContinuation { continuation in
            Thread.detachNewThread {
                continuation.resume(
                    returning: Result { () throws(HTTPClientError) in try perform(address, posting: posting) })
            }
        }
        return try result.get()
    }

    private func perform(_ address: String, posting: Posting?) throws(HTTPClientError) -> Reply {
        var handle = try CurlHandle(address, reach: reach, seconds: seconds)
        if let stallSeconds { handle.setPatience(stall: stallSeconds, connect: min(seconds, 15)) }
        if let signature { handle.sign(by: signature) }
        // Without the empty Expect libcurl would wait for a word before it sends a large body. It would sign it, though, and not send it.
        let expect = signature == nil ? ["Expect:"] : []
        handle.setHeaders(headers + (posting.map { ["Content-Type: \($0.contentType)"] + expect } ?? []))
        if let posting { handle.setBody(posting.body, method: posting.method) }
        let received = ReceivedBody(limit: byteLimit)
        let outcome = handle.perform(reach: reach, into: received)
        guard !received.isTooLarge else { throw .tooLarge(address: address, limit: byteLimit) }
        guard outcome.code == CURLE_OK else { throw outcome.failure }
        return Reply(status: handle.status, body: received.bytes, retryAfter: handle.retryAfter)
    }
}

/// The body as it comes in; it stops the exchange where there is too much of it.
private final class ReceivedBody: BodyReceiver {
    private(set) var bytes: [UInt8] = []
    private(set) var isTooLarge = false
    private let limit: Int

    init(limit: Int) { self.limit = limit }

    func take(_ piece: [UInt8]) -> Int {
        guard bytes.count + piece.count <= limit else {
            isTooLarge = true
            return piece.isEmpty ? 0 : piece.count - 1
        }
        bytes += piece
        return piece.count
    }
}

/// Why there is no reply.
@nonexhaustive
public enum HTTPClientError: Error, Sendable, Hashable {
    case unreachable(address: String, reason: String)
    case tooLarge(address: String, limit: Int)
    /// Whoever asked wanted no more of it.
    case stopped(address: String)

    /// In words for people, without the address.
    public var reason: String {
        switch self {
        case .unreachable(_, let reason): reason
        case .tooLarge(_, let limit): "it sent more than \(limit) bytes"
        case .stopped: "it was stopped"
        }
    }
}
