internal import CCurl
internal import Foundation

/// A file fetched from the address that somebody gave: untrusted from name to last byte. Every connection, also after a redirect,
/// is made only to an address that `reach` allows, checked after the name was resolved; nothing is decompressed, no cookie is kept
/// and no credentials are sent, but to whom a signature is for: then no redirect is followed.
public struct HTTPDownload: Sendable {
    public let reach: HTTPReach
    /// Of the file.
    public let byteLimit: Int
    /// For the whole exchange.
    public let seconds: Int
    /// Without a byte for so long, it is given up.
    public let stallSeconds: Int

    /// Sent with the request, each as `Name: value`.
    public let headers: [String]
    /// What the request is signed with.
    public let signature: AWSSignature?

    /// Redirects that are followed.
    private static let redirectLimit = 5

    public init(
        reach: HTTPReach, byteLimit: Int, seconds: Int = 3600, stallSeconds: Int = 30, headers: [String] = [],
        signature: AWSSignature? = nil
    ) {
        self.headers = headers
        self.signature = signature
        self.reach = reach
        self.byteLimit = byteLimit
        self.seconds = seconds
        self.stallSeconds = stallSeconds
    }

    /// Fetches the file piece by piece.
    /// - Parameter take: gets each piece, on a thread of its own; gives whether more is wanted.
    public func fetch(
        _ address: String, take: @escaping @Sendable ([UInt8]) -> Bool
    ) async throws(HTTPClientError) {
        let result: Result<Void, HTTPClientError> = await withCheckedContinuation { continuation in
            // libcurl blocks until the exchange is over.
            Thread.detachNewThread {
                continuation.resume(returning: Result { () throws(HTTPClientError) in try perform(address, take) })
            }
        }
        try result.get()
    }

    private func perform(_ address: String, _ take: @escaping ([UInt8]) -> Bool) throws(HTTPClientError) {
        var handle = try CurlHandle(address, reach: reach, seconds: seconds)
        handle.setPatience(stall: stallSeconds, connect: stallSeconds)
        handle.setHeaders(headers)
        if let signature { handle.sign(by: signature) }
        handle.set(CURLOPT_REDIR_PROTOCOLS_STR, "http,https")
        handle.set(CURLOPT_FOLLOWLOCATION, signature == nil ? 1 : 0)
        handle.set(CURLOPT_MAXREDIRS, Self.redirectLimit)
        handle.set(CURLOPT_FAILONERROR, 1)
        let pieces = Pieces(limit: byteLimit, take: take)
        let outcome = handle.perform(reach: reach, into: pieces)
        switch (pieces.end, outcome.code) {
        case (.tooLarge, _): throw .tooLarge(address: address, limit: byteLimit)
        case (.notWanted, _): throw .stopped(address: address)
        case (_, CURLE_OK): return
        case (_, CURLE_COULDNT_CONNECT) where !reach.allowsPrivateAddresses && pieces.isEmpty:
            // A refused socket and a refused connection read the same.
            throw .unreachable(
                address: address, reason: "nothing answers there, or it is an address of a private network")
        default: throw outcome.failure
        }
    }
}

/// The file as it comes in.
private final class Pieces: BodyReceiver {
    enum End {
        case open, tooLarge, notWanted
    }

    private(set) var end = End.open
    private var byteCount = 0
    private let limit: Int
    private let taker: ([UInt8]) -> Bool

    init(limit: Int, take: @escaping ([UInt8]) -> Bool) {
        self.limit = limit
        taker = take
    }

    var isEmpty: Bool { byteCount == 0 }

    func take(_ piece: [UInt8]) -> Int {
        guard !piece.isEmpty else { return 0 }
        byteCount += piece.count
        if byteCount > limit {
            end = .tooLarge
        } else if !taker(piece) {
            end = .notWanted
        } else {
            return piece.count
        }
        return piece.count - 1
    }
}
