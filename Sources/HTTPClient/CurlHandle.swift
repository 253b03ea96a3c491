internal import CCurl

/// One exchange by libcurl's easy interface, with all that it holds of ours until it is over: freed with the value.
@safe struct CurlHandle: ~Copyable {
    private let handle: UnsafeMutableRawPointer
    /// libcurl writes a C string here, and nothing after the exchange.
    private let reason: UnsafeMutablePointer<CChar>
    private var headers: UnsafeMutablePointer<curl_slist>?
    private var connections: UnsafeMutablePointer<curl_slist>?
    private let address: String

    /// - Parameters:
    ///   - address: asked by `http` or `https` alone.
    ///   - reach: kept to; it has to live until the exchange is over, as `perform` sees to.
    ///   - seconds: for the whole exchange.
    init(_ address: String, reach: HTTPReach, seconds: Int) throws(HTTPClientError) {
        Self.startLibrary
        guard !address.utf8.contains(0), let handle = unsafe curl_easy_init() else {
            throw .unreachable(address: address, reason: "the address cannot be used")
        }
        unsafe self.handle = unsafe handle
        unsafe reason = UnsafeMutablePointer<CChar>.allocate(capacity: Int(CURL_ERROR_SIZE))
        unsafe reason.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
        self.address = address
        unsafe set(CURLOPT_ERRORBUFFER, UnsafeRawPointer(reason))
        set(CURLOPT_URL, address)
        set(CURLOPT_PROTOCOLS_STR, "http,https")
        set(CURLOPT_USERAGENT, "vericlip")
        set(CURLOPT_NOSIGNAL, 1)
        set(CURLOPT_TIMEOUT, seconds)
        unsafe connections = unsafe reach.apply(to: handle)
    }

    deinit {
        unsafe curl_easy_cleanup(handle)
        unsafe curl_slist_free_all(headers)
        unsafe curl_slist_free_all(connections)
        unsafe reason.deallocate()
    }

    func set(_ option: CURLoption, _ value: Int) { check(unsafe vericlip_curl_set_long(handle, option, value)) }

    func set(_ option: CURLoption, _ value: String) { check(unsafe vericlip_curl_set_text(handle, option, value)) }

    /// Given up after so many seconds without a byte, or without a connection.
    func setPatience(stall: Int, connect: Int) {
        set(CURLOPT_CONNECTTIMEOUT, connect)
        set(CURLOPT_LOW_SPEED_LIMIT, 1)
        set(CURLOPT_LOW_SPEED_TIME, stall)
    }

    /// Sends the body, which libcurl copies.
    func setBody(_ body: [UInt8], method: HTTPClient.Posting.Method) {
        set(CURLOPT_POST, 1)
        set(CURLOPT_CUSTOMREQUEST, method.rawValue)
        set(CURLOPT_POSTFIELDSIZE, body.count)
        check(unsafe vericlip_curl_set_pointer(handle, CURLOPT_COPYPOSTFIELDS, body))
    }

    func sign(by signature: AWSSignature) {
        set(CURLOPT_AWS_SIGV4, "aws:amz:\(signature.region):\(signature.service)")
        set(CURLOPT_USERNAME, signature.keyID)
        set(CURLOPT_PASSWORD, signature.secret)
    }

    /// Each `Name: value`.
    mutating func setHeaders(_ lines: [String]) {
        for line in lines { unsafe headers = unsafe curl_slist_append(headers, line) }
        if unsafe headers != nil { unsafe set(CURLOPT_HTTPHEADER, UnsafeRawPointer(headers)) }
    }

    /// The exchange, on the thread that asks.
    /// - Parameters:
    ///   - reach: the one of `init`.
    ///   - receiver: gets the body.
    func perform(reach: HTTPReach, into receiver: some BodyReceiver) -> Outcome {
        let box = ReceiverBox { receiver.take($0) }
        check(
            unsafe vericlip_curl_set_write(
                handle,
                { bytes, size, count, context in
                    guard let bytes = unsafe bytes, let context = unsafe context else { return 0 }
                    let piece = unsafe UnsafeRawBufferPointer(start: bytes, count: size * count)
                    return unsafe Unmanaged<ReceiverBox>.fromOpaque(context).takeUnretainedValue().take(Array(piece))
                }, Unmanaged.passUnretained(box).toOpaque()))
        let code = withExtendedLifetime((box, reach)) { unsafe curl_easy_perform(handle) }
        let detail = unsafe String(cString: reason)
        let text = unsafe detail.isEmpty ? String(cString: curl_easy_strerror(code)) : detail
        return Outcome(code: code, failure: .unreachable(address: address, reason: text))
    }

    struct Outcome {
        let code: CURLcode
        /// What to throw where `code` is none of success.
        let failure: HTTPClientError
    }

    var status: Int {
        var status = 0
        unsafe vericlip_curl_status(handle, &status)
        return status
    }

    /// Seconds, of `Retry-After` (RFC 9110, 10.2.3), also where it names a date; nothing where there is none.
    var retryAfter: Int? {
        var seconds: curl_off_t = 0
        unsafe vericlip_curl_retry_after(handle, &seconds)
        return seconds > 0 ? Int(seconds) : nil
    }

    private func set(_ option: CURLoption, _ value: UnsafeRawPointer?) {
        check(unsafe vericlip_curl_set_pointer(handle, option, value))
    }

    private func check(_ code: CURLcode) { precondition(code == CURLE_OK, "libcurl lacks an option") }

    /// Once in a process, before any other thread asks.
    private static let startLibrary: Void = {
        let code = curl_global_init(Int(CURL_GLOBAL_DEFAULT))
        precondition(code == CURLE_OK, "libcurl does not start")
    }()
}

/// What takes a body as it comes in.
protocol BodyReceiver: AnyObject {
    /// How many of the bytes were taken; libcurl stops where it is not all.
    func take(_ piece: [UInt8]) -> Int
}

/// At one place in memory, for libcurl to hand back.
private final class ReceiverBox {
    let take: ([UInt8]) -> Int

    init(take: @escaping ([UInt8]) -> Int) { self.take = take }
}
