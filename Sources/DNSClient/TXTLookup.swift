internal import CCares
internal import Foundation

/// Asks for the TXT records of a name (RFC 1035, 3.3.14), through c-ares: whatever answers is untrusted.
///
/// It is asked over UDP, and over TCP where the answer says that it was cut off. An answer is taken only from the address that was
/// asked, and with the number and the question that it was asked with. Whether it was signed (DNSSEC) is not known: a resolver that
/// validates gives none that fails.
public struct TXTLookup: Sendable {
    /// For all attempts together.
    public let seconds: Int
    /// `ADDRESS` or `ADDRESS:PORT`, IPv6 as `[ADDRESS]:PORT`; the system's (resolv.conf) where there is none.
    public let resolver: String?

    /// Attempts with each resolver.
    private static let tries = 3

    public init(seconds: Int, resolver: String? = nil) {
        self.seconds = seconds
        self.resolver = resolver
    }

    /// The records' texts, each with its strings joined (RFC 7208, 3.3), in the order of the answer; none where the name has no such
    /// record, or is no name at all.
    public func records(of name: String) async throws(DNSError) -> [[UInt8]] {
        let result: Result<[[UInt8]], DNSError> = await withCheckedContinuation { continuation in
            // poll blocks until the exchange is over.
            Thread.detachNewThread {
                continuation.resume(returning: Result { () throws(DNSError) in try ask(name) })
            }
        }
        return try result.get()
    }

    private func ask(_ name: String) throws(DNSError) -> [[UInt8]] {
        let channel = try ResolverChannel(
            milliseconds: max(seconds * 1000 / Self.tries / 2, 500), tries: Self.tries, servers: resolver)
        let reply = channel.query(name, deadline: .now.advanced(by: .seconds(seconds)))
        switch reply.status {
        case ARES_SUCCESS: return try Self.texts(in: reply.bytes)
        case ARES_ENODATA, ARES_ENOTFOUND: return []
        case ARES_ETIMEOUT, ARES_ECANCELLED: throw .noAnswer(seconds: seconds)
        case ARES_ECONNREFUSED: throw .unreachable
        case ARES_EBADNAME, ARES_EBADQUERY: throw .unusableName
        case ARES_EBADRESP, ARES_EFORMERR: throw .malformedAnswer
        default: throw .refused(reason: unsafe String(cString: ares_strerror(reply.status)))
        }
    }

    private static func texts(in answer: [UInt8]) throws(DNSError) -> [[UInt8]] {
        var first: UnsafeMutablePointer<ares_txt_ext>?
        let status = unsafe ares_parse_txt_reply_ext(answer, Int32(answer.count), &first)
        let list = unsafe first
        defer { unsafe ares_free_data(list) }
        switch status {
        case ARES_SUCCESS: break
        // Records of another kind, such as an alias that leads nowhere.
        case ARES_ENODATA: return []
        default: throw .malformedAnswer
        }
        var texts: [[UInt8]] = []
        var item = unsafe list
        while let piece = unsafe item {
            let bytes = unsafe Array(UnsafeBufferPointer(start: piece.pointee.txt, count: piece.pointee.length))
            if unsafe piece.pointee.record_start != 0 || texts.isEmpty {
                texts.append(bytes)
            } else {
                texts[texts.count - 1] += bytes
            }
            unsafe item = unsafe piece.pointee.next
        }
        return texts
    }
}

/// Why it is not known what a name's records are.
@nonexhaustive
public enum DNSError: Error, Sendable, Hashable {
    case noAnswer(seconds: Int)
    case unreachable
    case unusableName
    /// The address of the resolver is not one.
    case unusableResolver(String)
    case malformedAnswer
    /// The resolver says that it could not find out, in its words: also where a signature (DNSSEC) does not hold.
    case refused(reason: String)

    public var reason: String {
        switch self {
        case .noAnswer(let seconds): "the resolver did not answer within \(seconds) s"
        case .unreachable: "no resolver can be reached"
        case .unusableName: "it cannot be asked for"
        case .unusableResolver(let address): "“\(address)” is not the address of a resolver, such as 192.0.2.1:53"
        case .malformedAnswer: "the answer is malformed"
        case .refused(let reason): "the resolver answered: \(reason)"
        }
    }
}
