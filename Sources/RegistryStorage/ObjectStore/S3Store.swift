internal import Foundation
internal import HTTPClient
package import Registry
package import Signing

/// Fingerprints as objects of a store that is asked as Amazon's S3 is, each under its own SHA-256.
///
/// It is not trusted: what it gives is compared with that hash. Where it does not answer as it should, that is `unreachable` under the
/// registry's name, and never an answer that something is not there.
package struct S3Store: Sendable {
    package let address: S3Address
    let credentials: S3Credentials
    /// The registry's, as messages name it.
    let registry: String
    /// As messages name it.
    let purpose: String
    /// Without a byte, it is given up.
    let stallSeconds: Int
    /// Seconds after which a store that has too much to do, or says nothing, is asked again.
    let pauses: [Double]

    package init(
        address: S3Address, credentials: S3Credentials, registry: String,
        purpose: String = "the store of its fingerprints", stallSeconds: Int = 20, pauses: [Double] = [0.3, 1.5]
    ) {
        self.purpose = purpose
        self.address = address
        self.credentials = credentials
        self.registry = registry
        self.stallSeconds = stallSeconds
        self.pauses = pauses
    }

    /// Longer than the largest fingerprint takes on a slow line.
    private static let seconds = 900
    /// The same for a recording.
    private static let longest = 6 * 3600
    /// Larger than a page of 1,000 names of up to 1,024 bytes, with all that is said of each.
    private static let pageLimit = 8 << 20

    /// The fingerprint with this hash; nothing where the store says that it has none. `corrupted` where it gives something else.
    package func fingerprint(_ sha256: SHA256Digest) throws(RegistryError) -> [UInt8]? {
        let reply = try ask("/\(address.bucket)/\(address.key(of: sha256))", limit: LogFolder.fingerprintByteLimit)
        switch reply.status {
        case 200:
            guard SHA256Digest(of: reply.body) == sha256 else {
                throw .corrupted(path: registry, detail: "the fingerprint \(sha256.hex) is altered in \(address)")
            }
            return reply.body
        // A bucket that is not there says something else.
        case 404 where Self.code(in: reply.body) == "NoSuchKey": return nil
        default: throw refusal(reply)
        }
    }

    /// Durable when it returns; the same bytes may be put any number of times. The store compares them with the hash that is signed.
    package func put(_ fingerprint: [UInt8]) throws(RegistryError) {
        let sha256 = SHA256Digest(of: fingerprint)
        let reply = try ask(
            "/\(address.bucket)/\(address.key(of: sha256))", putting: fingerprint, limit: Self.pageLimit)
        guard reply.status == 200 else { throw refusal(reply) }
    }

    /// The hashes of all fingerprints that it lists, a page at a time, in their order.
    package func forEachPage(_ visit: ([SHA256Digest]) -> Void) throws(RegistryError) {
        try forEachPageOfNames { names in visit(names.compactMap { SHA256Digest(hex: $0) }) }
    }

    /// The names of all objects that it lists, without the prefix, a page at a time, in their order.
    func forEachPageOfNames(_ visit: ([String]) -> Void) throws(RegistryError) {
        var last = ""
        while true {
            // In the order of their names: so they are signed.
            var query = "list-type=2&max-keys=1000&prefix=\(Self.escaped(address.prefix))"
            if !last.isEmpty { query += "&start-after=\(Self.escaped(last))" }
            let reply = try ask("/\(address.bucket)?\(query)", limit: Self.pageLimit)
            guard reply.status == 200 else { throw refusal(reply) }
            guard let page = S3Listing(reply.body),
                page.keys.first.map({ last.utf8.lexicographicallyPrecedes($0.utf8) }) ?? true
            else {
                throw failure("lists its objects in a way that is not S3's")
            }
            visit(page.keys.filter { $0.hasPrefix(address.prefix) }.map { String($0.dropFirst(address.prefix.count)) })
            guard page.isTruncated, let end = page.keys.last else { return }
            last = end
        }
    }

    /// As a signature wants it: all but these as their bytes.
    private static func escaped(_ name: String) -> String {
        let plain = CharacterSet(charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
        return name.addingPercentEncoding(withAllowedCharacters: plain) ?? name
    }

    /// An object of any size, piece by piece.
    /// - Parameters:
    ///   - name: without the prefix.
    ///   - take: gets each piece, on a thread of its own; gives whether more is wanted.
    func download(_ name: String, take: @escaping @Sendable ([UInt8]) -> Bool) async throws(RegistryError) {
        let download = HTTPDownload(
            reach: .anywhere, byteLimit: .max, seconds: Self.longest, stallSeconds: stallSeconds,
            headers: headers(for: []), signature: signature)
        let path = (address.prefix + name).split(separator: "/", omittingEmptySubsequences: false)
            .map { Self.escaped(String($0)) }.joined(separator: "/")
        do throws(HTTPClientError) {
            try await download.fetch("\(address.endpoint)/\(address.bucket)/\(path)", take: take)
        } catch {
            throw failure("did not give \(name): \(error.reason)")
        }
    }

    // MARK: Asking

    private var signature: AWSSignature {
        AWSSignature(
            keyID: credentials.keyID, secret: credentials.secret, region: credentials.region, service: "s3")
    }

    private func headers(for body: [UInt8]) -> [String] {
        let token = credentials.token.map { ["x-amz-security-token: \($0)"] } ?? []
        return ["x-amz-content-sha256: \(SHA256Digest(of: body).hex)"] + token
    }

    private func ask(_ path: String, putting body: [UInt8]? = nil, limit: Int) throws(RegistryError) -> HTTPClient.Reply
    {
        let client = HTTPClient(
            seconds: Self.seconds, byteLimit: limit, headers: headers(for: body ?? []), stallSeconds: stallSeconds,
            signature: signature)
        let posting = body.map { HTTPClient.Posting(body: $0, contentType: "application/octet-stream", method: .put) }
        var pauses = pauses[...]
        while true {
            do throws(HTTPClientError) {
                let reply = try client.waitingExchange(address.endpoint + path, posting: posting)
                guard [429, 500, 502, 503, 504].contains(reply.status), let pause = pauses.popFirst() else {
                    return reply
                }
                Thread.sleep(forTimeInterval: pause)
            } catch {
                guard let pause = pauses.popFirst() else { throw failure("does not answer: \(error.reason)") }
                Thread.sleep(forTimeInterval: pause)
            }
        }
    }

    private func refusal(_ reply: HTTPClient.Reply) -> RegistryError {
        let code = Self.code(in: reply.body).map { " (\($0))" } ?? ""
        return failure("refuses, with status \(reply.status)\(code)")
    }

    private func failure(_ what: String) -> RegistryError {
        .unreachable(address: registry, reason: "\(purpose), \(address), \(what)")
    }

    /// What a store says of an error in a word; nothing where it says none.
    private static func code(in body: [UInt8]) -> String? {
        let code = S3Listing.values(of: "Code", in: String(decoding: body.prefix(4096), as: UTF8.self)).first
        return code.flatMap { $0.utf8.count < 64 && $0.allSatisfy { $0.isASCII && $0.isLetter } ? $0 : nil }
    }
}
