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

    public init(
        seconds: Int, byteLimit: Int, reach: HTTPReach = .anywhere, headers: [String] = [], stallSeconds: Int? = nil
    ) {
        self.seconds = seconds
        self.byteLimit = byteLimit
        self.reach = reach
        self.headers = headers
        self.stallSeconds = stallSeconds
    }

    public struct Reply: Sendable, Hashable {
        public let status: Int
        public let body: [UInt8]
    }

    public func get(_ address: String) async throws(HTTPClientError) -> Reply {
        try await exchange(address, posting: nil)
    }

    public func post(
        _ address: String, body: [UInt8], contentType: String = "application/octet-stream"
    ) async throws(HTTPClientError) -> Reply {
        try await exchange(address, posting: Posting(body: body, contentType: contentType))
    }

    /// What is posted.
    public struct Posting: Sendable, Hashable {
        public let body: [UInt8]
        public let contentType: String

        public init(body: [UInt8], contentType: String) {
            self.body = body
            self.contentType = contentType
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
        Self.startLibrary
        guard !address.utf8.contains(0), let handle = unsafe curl_easy_init() else {
            throw .unreachable(address: address, reason: "the address cannot be used")
        }
        defer { unsafe curl_easy_cleanup(handle) }
        // libcurl writes a C string here, and nothing after the exchange.
        let reason = UnsafeMutablePointer<CChar>.allocate(capacity: Int(CURL_ERROR_SIZE))
        unsafe reason.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
        defer { unsafe reason.deallocate() }
        let received = ReceivedBody(limit: byteLimit)
        var codes = [
            unsafe vericlip_curl_set_pointer(handle, CURLOPT_ERRORBUFFER, reason),
            unsafe vericlip_curl_set_text(handle, CURLOPT_URL, address),
            unsafe vericlip_curl_set_text(handle, CURLOPT_PROTOCOLS_STR, "http,https"),
            unsafe vericlip_curl_set_text(handle, CURLOPT_USERAGENT, "vericlip"),
            unsafe vericlip_curl_set_long(handle, CURLOPT_NOSIGNAL, 1),
            unsafe vericlip_curl_set_long(handle, CURLOPT_TIMEOUT, seconds),
            unsafe vericlip_curl_set_write(
                handle,
                { bytes, size, count, context in
                    guard let bytes = unsafe bytes, let context = unsafe context else { return 0 }
                    let piece = unsafe UnsafeRawBufferPointer(start: bytes, count: size * count)
                    return unsafe Unmanaged<ReceivedBody>.fromOpaque(context).takeUnretainedValue().take(Array(piece))
                }, Unmanaged.passUnretained(received).toOpaque()),
        ]
        if let stallSeconds {
            codes.append(unsafe vericlip_curl_set_long(handle, CURLOPT_CONNECTTIMEOUT, min(seconds, 15)))
            codes.append(unsafe vericlip_curl_set_long(handle, CURLOPT_LOW_SPEED_LIMIT, 1))
            codes.append(unsafe vericlip_curl_set_long(handle, CURLOPT_LOW_SPEED_TIME, stallSeconds))
        }
        // Read by libcurl until the exchange is over. Without the empty Expect it would wait for a word before it sends a large body.
        let lines = headers + (posting.map { ["Content-Type: \($0.contentType)", "Expect:"] } ?? [])
        var list: UnsafeMutablePointer<curl_slist>?
        for line in lines { unsafe list = unsafe curl_slist_append(list, line) }
        let headerList = unsafe list
        defer { unsafe curl_slist_free_all(headerList) }
        if !lines.isEmpty { codes.append(unsafe vericlip_curl_set_pointer(handle, CURLOPT_HTTPHEADER, headerList)) }
        if let body = posting?.body {
            codes.append(unsafe vericlip_curl_set_long(handle, CURLOPT_POST, 1))
            codes.append(unsafe vericlip_curl_set_long(handle, CURLOPT_POSTFIELDSIZE, body.count))
            // Copied: the array's memory is not ours after this call.
            codes.append(unsafe vericlip_curl_set_pointer(handle, CURLOPT_COPYPOSTFIELDS, body))
        }
        precondition(codes.allSatisfy { $0 == CURLE_OK }, "libcurl lacks an option")
        let connections = unsafe reach.apply(to: handle)
        defer { unsafe curl_slist_free_all(connections) }
        let code = withExtendedLifetime((received, reach)) { unsafe curl_easy_perform(handle) }
        guard !received.isTooLarge else { throw .tooLarge(address: address, limit: byteLimit) }
        guard code == CURLE_OK else {
            let detail = unsafe String(cString: reason)
            let text = unsafe detail.isEmpty ? String(cString: curl_easy_strerror(code)) : detail
            throw .unreachable(address: address, reason: text)
        }
        var status = 0
        unsafe vericlip_curl_status(handle, &status)
        return Reply(status: status, body: received.bytes)
    }

    /// Once in a process, before any other thread asks.
    static let startLibrary: Void = {
        let code = curl_global_init(Int(CURL_GLOBAL_DEFAULT))
        precondition(code == CURLE_OK, "libcurl does not start")
    }()
}

/// The body as it comes in; it stops the exchange where there is too much of it.
private final class ReceivedBody {
    private(set) var bytes: [UInt8] = []
    private(set) var isTooLarge = false
    private let limit: Int

    init(limit: Int) { self.limit = limit }

    /// How many of the bytes were taken; libcurl stops where it is not all.
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
}
