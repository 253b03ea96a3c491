internal import CCurl
internal import Foundation

/// A file fetched from the address that somebody gave: untrusted from name to last byte. Every connection, also after a redirect,
/// is made only to an address that `reach` allows, checked after the name was resolved; nothing is decompressed, no cookie is kept
/// and no credentials are sent.
public struct HTTPDownload: Sendable {
    public let reach: HTTPReach
    /// Of the file.
    public let byteLimit: Int
    /// For the whole exchange.
    public let seconds: Int
    /// Without a byte for so long, it is given up.
    public let stallSeconds: Int

    /// Redirects that are followed.
    private static let redirectLimit = 5

    public init(reach: HTTPReach, byteLimit: Int, seconds: Int = 3600, stallSeconds: Int = 30) {
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
        HTTPClient.startLibrary
        guard !address.utf8.contains(0), let handle = unsafe curl_easy_init() else {
            throw .unreachable(address: address, reason: "the address cannot be used")
        }
        defer { unsafe curl_easy_cleanup(handle) }
        // libcurl writes a C string here, and nothing after the exchange.
        let reason = UnsafeMutablePointer<CChar>.allocate(capacity: Int(CURL_ERROR_SIZE))
        unsafe reason.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
        defer { unsafe reason.deallocate() }
        let pieces = Pieces(limit: byteLimit, take: take)
        let codes = [
            unsafe vericlip_curl_set_pointer(handle, CURLOPT_ERRORBUFFER, reason),
            unsafe vericlip_curl_set_text(handle, CURLOPT_URL, address),
            unsafe vericlip_curl_set_text(handle, CURLOPT_PROTOCOLS_STR, "http,https"),
            unsafe vericlip_curl_set_text(handle, CURLOPT_REDIR_PROTOCOLS_STR, "http,https"),
            unsafe vericlip_curl_set_long(handle, CURLOPT_FOLLOWLOCATION, 1),
            unsafe vericlip_curl_set_long(handle, CURLOPT_MAXREDIRS, Self.redirectLimit),
            unsafe vericlip_curl_set_long(handle, CURLOPT_FAILONERROR, 1),
            unsafe vericlip_curl_set_text(handle, CURLOPT_USERAGENT, "vericlip"),
            unsafe vericlip_curl_set_long(handle, CURLOPT_NOSIGNAL, 1),
            unsafe vericlip_curl_set_long(handle, CURLOPT_TIMEOUT, seconds),
            unsafe vericlip_curl_set_long(handle, CURLOPT_CONNECTTIMEOUT, stallSeconds),
            unsafe vericlip_curl_set_long(handle, CURLOPT_LOW_SPEED_LIMIT, 1),
            unsafe vericlip_curl_set_long(handle, CURLOPT_LOW_SPEED_TIME, stallSeconds),
            unsafe vericlip_curl_set_write(
                handle,
                { bytes, size, count, context in
                    guard let bytes = unsafe bytes, let context = unsafe context else { return 0 }
                    let piece = unsafe UnsafeRawBufferPointer(start: bytes, count: size * count)
                    return unsafe Unmanaged<Pieces>.fromOpaque(context).takeUnretainedValue().take(Array(piece))
                }, Unmanaged.passUnretained(pieces).toOpaque()),
        ]
        precondition(codes.allSatisfy { $0 == CURLE_OK }, "libcurl lacks an option")
        let connections = unsafe reach.apply(to: handle)
        defer { unsafe curl_slist_free_all(connections) }
        let code = withExtendedLifetime((pieces, reach)) { unsafe curl_easy_perform(handle) }
        switch (pieces.end, code) {
        case (.tooLarge, _): throw .tooLarge(address: address, limit: byteLimit)
        case (.notWanted, _): throw .stopped(address: address)
        case (_, CURLE_OK): return
        case (_, CURLE_COULDNT_CONNECT) where !reach.allowsPrivateAddresses && pieces.isEmpty:
            // A refused socket and a refused connection read the same.
            throw .unreachable(
                address: address, reason: "nothing answers there, or it is an address of a private network")
        default:
            let detail = unsafe String(cString: reason)
            let text = unsafe detail.isEmpty ? String(cString: curl_easy_strerror(code)) : detail
            throw .unreachable(address: address, reason: text)
        }
    }
}

/// The file as it comes in.
private final class Pieces {
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

    /// How many of the bytes were taken; libcurl stops where it is not all.
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
