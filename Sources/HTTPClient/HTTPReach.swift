internal import CCurl
internal import Foundation

/// Which servers an `HTTPClient` may reach.
public struct HTTPReach: Sendable, Hashable {
    /// Whether addresses of this machine and of private networks are reached too. Where not, no proxy is used either: it would
    /// choose the address itself.
    public var allowsPrivateAddresses: Bool
    /// Private addresses that are reached all the same, as IP addresses.
    public var exceptions: Set<String> {
        get { excepted.addresses }
        set { excepted = ExceptedAddresses(newValue) }
    }
    private var excepted: ExceptedAddresses
    /// `HOST:PORT` to connect to in place of the one that the address names, which still has to prove its name.
    public var connectingTo: String?
    /// A file of certificates in PEM that vouch for servers, in place of the one that `SSL_CERT_FILE` names, and that of the system's.
    public var authoritiesFile: String?

    /// By which OpenSSL's programs and curl's are told of it too.
    private static let authoritiesVariable = "SSL_CERT_FILE"

    public init(
        allowsPrivateAddresses: Bool, exceptions: Set<String> = [], connectingTo: String? = nil,
        authoritiesFile: String? = nil
    ) {
        self.allowsPrivateAddresses = allowsPrivateAddresses
        excepted = ExceptedAddresses(exceptions)
        self.connectingTo = connectingTo
        self.authoritiesFile = authoritiesFile
    }

    /// Whether a name or an address is this machine's own, where nobody listens to what is not encrypted.
    public static func isLoopback(_ host: String) -> Bool {
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        let isIPv4 = parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
        return host == "localhost" || host == "::1" || host == "[::1]" || isIPv4
    }

    /// Wherever the address leads.
    public static let anywhere = HTTPReach(allowsPrivateAddresses: true)

    /// Makes a handle keep to it, as long as this value lives. Gives the list that the caller frees after the exchange.
    func apply(to handle: UnsafeMutableRawPointer) -> UnsafeMutablePointer<curl_slist>? {
        var codes: [CURLcode] = []
        if !allowsPrivateAddresses {
            codes.append(unsafe vericlip_curl_set_text(handle, CURLOPT_PROXY, ""))
            // Asked before each connection, with the address that the name was resolved to.
            codes.append(
                unsafe vericlip_curl_set_open_socket(
                    handle,
                    { context, _, address in
                        guard let context = unsafe context, let address = unsafe address else { return CURL_SOCKET_BAD }
                        let excepted = unsafe Unmanaged<ExceptedAddresses>.fromOpaque(context).takeUnretainedValue()
                        guard unsafe isPublic(address) || excepted.addresses.contains(unsafe text(of: address)) else {
                            return CURL_SOCKET_BAD
                        }
                        return unsafe socket(address.pointee.family, address.pointee.socktype, address.pointee.protocol)
                    }, Unmanaged.passUnretained(excepted).toOpaque()))
        }
        if let authoritiesFile = authoritiesFile ?? ProcessInfo.processInfo.environment[Self.authoritiesVariable] {
            codes.append(unsafe vericlip_curl_set_text(handle, CURLOPT_CAINFO, authoritiesFile))
        }
        var list: UnsafeMutablePointer<curl_slist>?
        if let connectingTo {
            unsafe list = unsafe curl_slist_append(nil, "::\(connectingTo)")
            codes.append(unsafe vericlip_curl_set_pointer(handle, CURLOPT_CONNECT_TO, list))
        }
        precondition(codes.allSatisfy { $0 == CURLE_OK }, "libcurl lacks an option")
        return unsafe list
    }
}

/// A set at one place in memory, for libcurl to hand back.
private final class ExceptedAddresses: Sendable, Hashable {
    let addresses: Set<String>

    init(_ addresses: Set<String>) { self.addresses = addresses }

    static func == (one: ExceptedAddresses, other: ExceptedAddresses) -> Bool { one.addresses == other.addresses }

    func hash(into hasher: inout Hasher) { hasher.combine(addresses) }
}

/// The IP address in its usual form; empty where it is none.
private func text(of address: UnsafeMutablePointer<curl_sockaddr>) -> String {
    let family = unsafe address.pointee.family
    let offset: Int?
    switch family {
    case AF_INET: offset = MemoryLayout<sockaddr_in>.offset(of: \.sin_addr)
    case AF_INET6: offset = MemoryLayout<sockaddr_in6>.offset(of: \.sin6_addr)
    default: return ""
    }
    var buffer = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
    let bytes = unsafe UnsafeRawPointer(pointer(to: address)).advanced(by: offset ?? 0)
    guard unsafe inet_ntop(family, bytes, &buffer, UInt32(buffer.count)) != nil else { return "" }
    return String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
}

private func isPublic(_ address: UnsafeMutablePointer<curl_sockaddr>) -> Bool {
    switch unsafe address.pointee.family {
    case AF_INET:
        return unsafe UnsafeRawPointer(pointer(to: address)).withMemoryRebound(to: sockaddr_in.self, capacity: 1) {
            unsafe PublicAddress.isPublic(ipv4: UInt32(bigEndian: $0.pointee.sin_addr.s_addr))
        }
    case AF_INET6:
        return unsafe UnsafeRawPointer(pointer(to: address)).withMemoryRebound(to: sockaddr_in6.self, capacity: 1) {
            var bytes = unsafe $0.pointee.sin6_addr
            return unsafe withUnsafeBytes(of: &bytes) { unsafe PublicAddress.isPublic(ipv6: Array($0)) }
        }
    default: return false
    }
}

/// Where the socket address lies in libcurl's structure.
private func pointer(to address: UnsafeMutablePointer<curl_sockaddr>) -> UnsafeMutablePointer<sockaddr> {
    unsafe UnsafeMutableRawPointer(address).advanced(by: MemoryLayout<curl_sockaddr>.offset(of: \.addr) ?? 0)
        .assumingMemoryBound(to: sockaddr.self)
}
