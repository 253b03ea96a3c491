import HTTPClient
import RegistryStorage

/// Fetches what a mirror is made of from the log's address.
struct MirrorTransport {
    let address: String
    /// For an answer, besides what a large file takes.
    let seconds: Int

    var fetch: RegistryMirror.Fetch {
        { path, limit async throws(MirrorError) in
            let reply: HTTPClient.Reply
            do throws(HTTPClientError) {
                reply = try await client(limit).get(url(path))
            } catch {
                throw .unreachable(path: path, reason: error.reason)
            }
            return try body(of: reply, path).get()
        }
    }

    /// The same on the thread that asks, which waits.
    var waitingFetch: OnDemandRegistry.Fetch {
        { path, limit throws(MirrorError) in
            let reply: HTTPClient.Reply
            do throws(HTTPClientError) {
                reply = try client(limit).waitingExchange(url(path), posting: nil)
            } catch {
                throw .unreachable(path: path, reason: error.reason)
            }
            return try body(of: reply, path).get()
        }
    }

    private func url(_ path: String) -> String {
        "\(address.hasSuffix("/") ? String(address.dropLast()) : address)/\(path)"
    }

    /// A hundred kilobytes a second is a slow line.
    private func client(_ limit: Int) -> HTTPClient {
        HTTPClient(seconds: seconds + limit / 100_000, byteLimit: limit)
    }

    /// Nothing where there is no such file.
    private func body(of reply: HTTPClient.Reply, _ path: String) -> Result<[UInt8]?, MirrorError> {
        switch reply.status {
        case 200: .success(reply.body)
        case 404, 410: .success(nil)
        default: .failure(.refused(path: path, status: reply.status))
        }
    }
}
