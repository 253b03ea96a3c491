import Foundation
import FoundationNetworking
import Testing

/// Asks a server on this machine.
struct Client {
    let port: Int

    /// Keeps no cookies: what one request is given another does not show.
    private static let session: URLSession = {
        let configuration = URLSessionConfiguration.ephemeral
        configuration.httpCookieStorage = nil
        configuration.httpShouldSetCookies = false
        return URLSession(configuration: configuration)
    }()

    struct Reply {
        let status: Int
        let headers: [String: String]
        let text: String

        var object: [String: Any] {
            get throws {
                try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
            }
        }

        /// The type of the problem that it is.
        var problem: String {
            get throws {
                let type = try #require(try object["type"] as? String)
                return String(try #require(type.split(separator: ":").last))
            }
        }
    }

    func send(
        _ method: String, _ path: String, headers: [String: String] = [:], body: String? = nil
    ) async throws -> Reply {
        var request = URLRequest(url: try #require(URL(string: "http://127.0.0.1:\(port)\(path)")))
        request.httpMethod = method
        request.httpBody = body.map { Data($0.utf8) }
        // Tests of crashes may hold every thread of a small machine for minutes.
        request.timeoutInterval = 900
        for (name, value) in headers { request.setValue(value, forHTTPHeaderField: name) }
        let (data, response) = try await Self.session.data(for: request)
        let answer = try #require(response as? HTTPURLResponse)
        let fields = answer.allHeaderFields.map { ("\($0.key)", "\($0.value)") }
        return Reply(
            status: answer.statusCode, headers: Dictionary(fields, uniquingKeysWith: { $1 }),
            text: String(decoding: data, as: UTF8.self))
    }

    /// The body of an answer that is 200.
    func bytes(_ path: String) async throws -> [UInt8] {
        let request = URLRequest(url: try #require(URL(string: "http://127.0.0.1:\(port)\(path)")))
        let (data, response) = try await Self.session.data(for: request)
        #expect((response as? HTTPURLResponse)?.statusCode == 200)
        return Array(data)
    }

    /// Until it holds; a quarter of an hour at most.
    func wait(until holds: (Client) async throws -> Bool) async throws {
        for _ in 0..<18_000 {
            if try await holds(self) { return }
            try await Task.sleep(for: .milliseconds(50))
        }
        Issue.record("it did not come about")
    }
}
