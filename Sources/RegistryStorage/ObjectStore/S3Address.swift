internal import Foundation
internal import HTTPClient
internal import Signing

/// Where a store of objects is that is asked as Amazon's S3 is: `s3://BUCKET/PREFIX?endpoint=https://minio.example:9000`.
///
/// The bucket stands in the path of what is asked ("path style"), which every such store takes. Neither a key nor a region is a part of
/// it: each process has its own.
public struct S3Address: Sendable, Hashable, CustomStringConvertible {
    public let bucket: String
    /// What every object's name begins with, with the `/` that ends it; nothing for none.
    let prefix: String
    /// Scheme, host and port.
    let endpoint: String

    /// Nothing where it is none: the endpoint is `https`, or `http` on this machine.
    public init?(_ text: String) {
        guard let parts = URLComponents(string: text), parts.scheme == "s3", let bucket = parts.host,
            parts.user == nil, parts.port == nil, parts.fragment == nil, let query = parts.queryItems, query.count == 1,
            query[0].name == "endpoint", let endpoint = query[0].value.flatMap(Self.endpoint),
            (3...63).contains(bucket.utf8.count), bucket.utf8.allSatisfy(Self.isPlain)
        else { return nil }
        let folders = parts.path.split(separator: "/")
        guard folders.allSatisfy({ $0.utf8.allSatisfy(Self.isPlain) && $0 != "." && $0 != ".." }) else { return nil }
        self.bucket = bucket
        self.endpoint = endpoint
        prefix = folders.map { $0 + "/" }.joined()
    }

    public var description: String { "s3://\(bucket)/\(prefix.dropLast())?endpoint=\(endpoint)" }

    /// Of the object that holds these bytes' fingerprint: its SHA-256, in hexadecimal.
    func key(of sha256: SHA256Digest) -> String { prefix + sha256.hex }

    /// Without a path; nothing where it may not be used.
    private static func endpoint(_ text: String) -> String? {
        guard let parts = URLComponents(string: text), let scheme = parts.scheme, let host = parts.host, !host.isEmpty,
            parts.user == nil, parts.query == nil, parts.fragment == nil, parts.path.isEmpty || parts.path == "/",
            scheme == "https" || scheme == "http" && HTTPReach.isLoopback(host)
        else { return nil }
        return "\(scheme)://\(host)\(parts.port.map { ":\($0)" } ?? "")"
    }

    /// Letters, digits and signs that stand in an address as they are.
    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"):
            true
        default: false
        }
    }
}
