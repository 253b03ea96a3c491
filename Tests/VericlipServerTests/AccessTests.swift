import Foundation
import RegistryStorage
import Testing
import VericlipServer

/// Who may ask: keys, what they allow, whose is whose, and under which names a server answers.
@Suite struct AccessTests {
    @Test func withoutAKeyOnlyWhatIsForAnybodyIsGivenOut() async throws {
        try await ServedClips.serve { server async throws in
            for (method, path) in [
                ("GET", "/v1/verifications"), ("POST", "/v1/verifications"), ("GET", "/v1/verifications/0123"),
                ("DELETE", "/v1/verifications/0123"), ("GET", "/v1/verifications/0123/events"), ("GET", "/nothing"),
                ("GET", "/"), ("GET", "/verifications/0123"), ("GET", "//v1//verifications/"),
            ] {
                let reply = try await server.client.send(method, path, body: method == "POST" ? "clip" : nil)
                let problem = try reply.problem
                #expect(reply.status == 401 && problem == "key-missing", "\(method) \(path) \(reply)")
                #expect(reply.headers["WWW-Authenticate"] == "Bearer realm=\"vericlip\"", "\(reply.headers)")
            }
            for path in ["/healthz", "/openapi.json", "/app.css", "/app.js", "/sign-in"] {
                #expect(try await server.client.send("GET", path).status == 200, "\(path)")
            }
        }
    }

    /// Whatever is added: who may ask is what the description says.
    @Test func everyRouteOfTheDescriptionIsForWhomItSays() async throws {
        try await ServedClips.serve { server async throws in
            let client = server.client
            let (owner, other) = (try server.key("owner"), try server.key("other"))
            // Allows one scope and nothing else.
            let single = [
                "lookup": try server.key("lookup"), "register": try server.key("register", [.register]),
                "admin": try server.key("admin", [.admin]),
            ]
            let taken = try await client.send("POST", "/v1/verifications", headers: owner, body: "clip").object
            let id = try #require(taken["id"] as? String)
            try await client.wait { client in
                try await client.send("GET", "/v1/verifications/\(id)", headers: owner).object["state"] as? String
                    == "done"
            }
            let document = try await client.send("GET", "/openapi.json").object
            var (asked, ofTheVerification) = (0, 0)
            for (path, operations) in try #require(document["paths"] as? [String: [String: Any]]) {
                for (method, description) in operations where method != "parameters" {
                    let operation = try #require(description as? [String: Any])
                    let place = path.replacing("{id}", with: id).replacing("{format}", with: "json")
                        .replacing(/\{[a-z0-9A-Z]+\}/, with: "0")
                    func status(_ headers: [String: String]) async throws -> Int {
                        try await client.send(
                            method.uppercased(), place, headers: headers,
                            body: ["post", "put", "patch"].contains(method) ? "clip" : nil
                        ).status
                    }
                    let security = operation["security"] as? [[String: [String]]]
                    let scope = security?.compactMap { $0["key"] }.first?.first
                    let stranger = try await status([:])
                    #expect((stranger == 401) == (scope != nil), "\(method) \(path) \(stranger)")
                    guard let scope else { continue }
                    asked += 1
                    for (name, key) in single where name != scope && name != "admin" {
                        #expect(try await status(key) == 403, "\(method) \(path) with \(name)")
                    }
                    if path.hasPrefix("/v1/verifications/{id}") {
                        ofTheVerification += 1
                        #expect(try await status(other) == 404, "\(method) \(path)")
                    }
                }
            }
            #expect(asked >= 7 && ofTheVerification >= 4)
            #expect(
                try await client.send("GET", "/v1/verifications/\(id)", headers: owner).status == 200,
                "nobody else has erased it")
        }
    }

    @Test func aKeyIsTakenUntilItExpiresOrIsRemoved() async throws {
        try await ServedClips.serve { server async throws in
            let desk = try server.key("desk")
            let old = try server.key("old", days: 0)
            #expect(try await server.client.send("GET", "/v1/verifications", headers: desk).status == 200)
            for (header, problem) in [
                (old, "key-expired"), (["Authorization": "Bearer vericlip_0"], "key-unknown"),
                (["Authorization": "Basic dXNlcjpwYXNz"], "key-unknown"), (["Authorization": "Bearer"], "key-unknown"),
            ] {
                let reply = try await server.client.send("GET", "/v1/verifications", headers: header)
                let named = try reply.problem
                #expect(reply.status == 401 && named == problem, "\(reply)")
                #expect(reply.headers["WWW-Authenticate"]?.contains("error=\"invalid_token\"") == true)
            }
            #expect(try server.keys.keys().map { $0.lastUsedAt == nil } == [false, true])
            #expect(try server.keys.remove(name: "desk"))
            #expect(try await server.client.send("GET", "/v1/verifications", headers: desk).status == 401)
        }
    }

    @Test func aKeyAllowsNoMoreThanItsScopes() async throws {
        try await ServedClips.serve { server async throws in
            let publisher = try server.key("publisher", [.register])
            let reply = try await server.client.send("GET", "/v1/verifications", headers: publisher)
            let problem = try reply.problem
            #expect(reply.status == 403 && problem == "scope")
            #expect(reply.headers["WWW-Authenticate"]?.contains("scope=\"lookup\"") == true)
            let admin = try server.key("admin", [.admin])
            #expect(try await server.client.send("GET", "/v1/verifications", headers: admin).status == 200)
        }
    }

    @Test func eachKeySeesWhatWasAskedForWithIt() async throws {
        try await ServedClips.serve { server async throws in
            let (one, other, admin) = (
                try server.key("one"), try server.key("other"), try server.key("admin", [.admin])
            )
            let client = server.client
            let taken = try await client.send("POST", "/v1/verifications?name=secret.mp4", headers: one, body: "clip")
            let id = try #require(try taken.object["id"] as? String)
            try await client.wait { client in
                try await client.send("GET", "/v1/verifications/\(id)", headers: one).object["state"] as? String
                    == "done"
            }
            let places = [
                "/v1/verifications/\(id)", "/v1/verifications/\(id)/events", "/v1/verifications/\(id)/report/json",
                "/verifications/\(id)",
            ]
            for place in places {
                #expect(try await client.send("GET", place, headers: one).status == 200, "\(place)")
                #expect(try await client.send("GET", place, headers: other).status == 404, "\(place)")
                #expect(try await client.send("GET", place, headers: admin).status == 200, "\(place)")
            }
            for (headers, isSeen) in [(one, true), (other, false), (admin, true)] {
                for list in ["/v1/verifications", "/"] {
                    #expect(try await client.send("GET", list, headers: headers).text.contains("secret.mp4") == isSeen)
                }
            }
            #expect(try await client.send("DELETE", "/v1/verifications/\(id)", headers: other).status == 404)
            #expect(try await client.send("GET", "/v1/verifications/\(id)", headers: one).status == 200)
            #expect(try await client.send("DELETE", "/v1/verifications/\(id)", headers: one).status == 204)
        }
    }

    @Test func namesOfRequestsAreEachKeysOwn() async throws {
        try await ServedClips.serve { server async throws in
            var ids: [String] = []
            for headers in [try server.key("one"), try server.key("other")] {
                let named = headers.merging(["Idempotency-Key": "7"]) { $1 }
                for _ in 0..<2 {
                    let taken = try await server.client.send("POST", "/v1/verifications", headers: named, body: "clip")
                    ids.append(try #require(try taken.object["id"] as? String))
                }
            }
            #expect(ids[0] == ids[1] && ids[2] == ids[3] && ids[0] != ids[2])
        }
    }

    @Test func theServerAnswersUnderItsOriginAndThisMachinesNames() async throws {
        try await ServedClips.serve(origin: "https://verify.example") { server async throws in
            let (client, desk) = (server.client, try server.key("desk"))
            for host in ["verify.example", "VERIFY.example", "127.0.0.1:\(client.port)"] {
                let reply = try await client.send(
                    "GET", "/v1/verifications", headers: desk.merging(["Host": host]) { $1 })
                #expect(reply.status == 200, "\(host)")
            }
            for host in [
                "verify.example:\(client.port)", "verify.example.evil.example", "example", "0.0.0.0:\(client.port)",
            ] {
                let reply = try await client.send(
                    "GET", "/v1/verifications", headers: desk.merging(["Host": host]) { $1 })
                #expect(reply.status == 421, "\(host)")
            }
            for (host, origin, status) in [
                ("verify.example", "https://verify.example", 202), ("verify.example", "http://verify.example", 403),
                ("verify.example", "http://127.0.0.1:\(client.port)", 403),
                ("127.0.0.1:\(client.port)", "https://verify.example", 403),
                ("127.0.0.1:\(client.port)", "http://127.0.0.1:\(client.port)", 202),
            ] {
                let headers = desk.merging(["Host": host, "Origin": origin]) { $1 }
                let reply = try await client.send("POST", "/v1/verifications", headers: headers, body: "clip")
                #expect(reply.status == status, "\(host) \(origin)")
            }
        }
    }

    @Test(arguments: [
        ("https://verify.example", "https://verify.example", "verify.example"),
        ("HTTPS://Verify.Example:443", "https://verify.example", "verify.example"),
        ("http://127.0.0.1:8080", "http://127.0.0.1:8080", "127.0.0.1:8080"),
        ("https://[::1]:8443", "https://[::1]:8443", "[::1]:8443"),
    ]) func originsAreReadAsBrowsersWriteThem(text: String, origin: String, authority: String) throws {
        let read = try #require(WebOrigin(text))
        #expect(read.text == origin && read.authority == authority)
    }

    @Test(arguments: [
        "verify.example", "https://", "https://verify.example/", "https://user@verify.example", "ftp://verify.example",
        "https://verify.example:0", "https://verify.example:70000", "https://verify example", "https://a:b:c",
        "https://[::1", "null",
    ]) func whatIsNoOriginIsRefused(text: String) {
        #expect(WebOrigin(text) == nil)
    }
}
