import Foundation
import Registry
import RegistryStorage
import Signing
import Testing

/// A store of objects, asked by itself.
@Suite struct S3Tests {
    @Test(arguments: [
        ("s3://clips/a/b?endpoint=https://minio.example:9000", "s3://clips/a/b?endpoint=https://minio.example:9000"),
        (
            "s3://clips/?endpoint=https://s3.eu-central-1.amazonaws.com/",
            "s3://clips/?endpoint=https://s3.eu-central-1.amazonaws.com"
        ),
        ("s3://clips?endpoint=http://127.0.0.1:9000", "s3://clips/?endpoint=http://127.0.0.1:9000"),
        ("s3://clips//a//?endpoint=http://localhost", "s3://clips/a?endpoint=http://localhost"),
    ])
    func anAddressIsReadAndWritten(text: String, expected: String) throws {
        let address = try #require(S3Address(text))
        #expect(address.description == expected)
        #expect(S3Address(address.description) == address)
    }

    @Test(arguments: [
        "s3://clips/a", "s3://clips/a?endpoint=http://minio.example:9000",
        "s3://key:secret@clips/a?endpoint=https://x.example",
        "https://clips/a?endpoint=https://x.example", "s3://clips/../b?endpoint=https://x.example",
        "s3://clips/a%20b?endpoint=https://x.example", "s3://cl/a?endpoint=https://x.example",
        "s3://clips/a?endpoint=https://x.example/path", "s3://clips/a?endpoint=https://me@x.example",
        "s3://clips/a?endpoint=https://x.example&region=x", "s3://clips/a?endpoint=ftp://x.example",
        "s3://?endpoint=https://x", "",
    ])
    func whatIsNoAddressIsTurnedAway(text: String) { #expect(S3Address(text) == nil) }

    @Test func keysAreFoundWhereOtherProgramsFindThem() {
        let file = """
            [default]
            aws_access_key_id = one
            # aws_secret_access_key = no
            aws_secret_access_key=two=2

            [desk]
            aws_access_key_id = three
            aws_secret_access_key = four
            aws_session_token = five
            """
        func found(_ environment: [String: String], at path: String = "/home/.aws/credentials") -> S3Credentials? {
            S3Credentials(environment: environment) { $0 == path ? file : nil }
        }
        #expect(
            found(["AWS_ACCESS_KEY_ID": "a", "AWS_SECRET_ACCESS_KEY": "b"]) == S3Credentials(keyID: "a", secret: "b"))
        #expect(
            found([
                "AWS_ACCESS_KEY_ID": "a", "AWS_SECRET_ACCESS_KEY": "b", "AWS_SESSION_TOKEN": "c", "AWS_REGION": "d",
                "HOME": "/home",
            ]) == S3Credentials(keyID: "a", secret: "b", token: "c", region: "d"))
        #expect(found(["HOME": "/home"]) == S3Credentials(keyID: "one", secret: "two=2"))
        #expect(
            found(["HOME": "/home", "AWS_PROFILE": "desk", "AWS_DEFAULT_REGION": "x"])
                == S3Credentials(keyID: "three", secret: "four", token: "five", region: "x"))
        #expect(found(["AWS_SHARED_CREDENTIALS_FILE": "/else"], at: "/else")?.keyID == "one")
        #expect(found(["HOME": "/home", "AWS_PROFILE": "nobody"]) == nil)
        #expect(found(["AWS_ACCESS_KEY_ID": "a"]) == nil)
    }

    @Test func aListIsReadStrictly() {
        func listing(_ body: String) -> S3Listing? {
            S3Listing(Array("<?xml?><ListBucketResult>\(body)</ListBucketResult>".utf8))
        }
        #expect(listing("<IsTruncated>false</IsTruncated>")?.keys == [])
        let page = listing(
            "<IsTruncated>true</IsTruncated><Contents><Key>a/1</Key></Contents><Contents><Key>a&amp;lt;&gt;</Key></Contents>"
        )
        #expect(page?.keys == ["a/1", "a&lt;>"] && page?.isTruncated == true)
        #expect(listing("<IsTruncated>true</IsTruncated>") == nil)
        #expect(listing("<IsTruncated>maybe</IsTruncated>") == nil)
        #expect(listing("<Contents><Key>a</Key></Contents>") == nil)
        #expect(S3Listing(Array("<html>Welcome</html>".utf8)) == nil)
        #expect(S3Listing(Array("<ListBucketResult><IsTruncated>false</IsTruncated>".utf8)) == nil)
    }

    // MARK: With a server

    private static func store(
        _ server: S3Server, _ credentials: S3Credentials = S3Server.credentials
    ) throws -> S3Store {
        S3Store(
            address: try server.emptyPlace(), credentials: credentials, registry: "registry", stallSeconds: 2,
            pauses: [0.01])
    }

    private static func hash(_ bytes: [UInt8]) -> SHA256Digest { SHA256Digest(of: bytes) }

    @Test(.enabled(if: S3Server.shared != nil)) func whatIsPutIsGivenBackAndListed() throws {
        let server = try #require(S3Server.shared)
        for token in [nil, "a+token/="] {
            var credentials = S3Server.credentials
            credentials.token = token
            credentials.region = "eu-central-1"
            let store = try Self.store(server, credentials)
            #expect(try store.fingerprint(Self.hash([1])) == nil)
            // Five pages and a half of two; and one longer than libcurl sends without asking first.
            let all = (0..<11).map { [UInt8](repeating: UInt8($0), count: $0 == 7 ? 3_000_000 : 10) }
            for bytes in all + all.prefix(3) { try store.put(bytes) }
            for bytes in all { #expect(try store.fingerprint(Self.hash(bytes)) == bytes) }
            var pages: [[SHA256Digest]] = []
            try store.forEachPage { pages.append($0) }
            #expect(pages.count == 6)
            #expect(pages.flatMap(\.self).map(\.hex) == all.map { Self.hash($0).hex }.sorted())
        }
    }

    @Test(.enabled(if: S3Server.shared != nil)) func whatTheStoreAltersOrLosesIsNoticed() throws {
        let server = try #require(S3Server.shared)
        let store = try Self.store(server)
        try store.put([1, 2, 3])
        let hash = Self.hash([1, 2, 3])
        try Data([1, 2, 4]).write(to: server.file(hash.hex, in: store.address))
        #expect(
            throws: RegistryError.corrupted(
                path: "registry", detail: "the fingerprint \(hash.hex) is altered in \(store.address)")
        ) { try store.fingerprint(hash) }
        // Put again, it is as it was.
        try store.put([1, 2, 3])
        #expect(try store.fingerprint(hash) == [1, 2, 3])
        try FileManager.default.removeItem(at: server.file(hash.hex, in: store.address))
        #expect(try store.fingerprint(hash) == nil)
    }

    private static func expectUnreachable(_ part: String, _ body: () throws -> Void) {
        do {
            try body()
            Issue.record("no error")
        } catch RegistryError.unreachable(let address, let reason) {
            #expect(address == "registry" && reason.contains(part), "\(reason)")
        } catch {
            Issue.record(error)
        }
    }

    @Test(.enabled(if: S3Server.shared != nil)) func aWrongKeyIsNotAnEmptyStore() throws {
        let server = try #require(S3Server.shared)
        let stranger = try Self.store(server, S3Credentials(keyID: "test-key", secret: "another"))
        let unknown = try Self.store(server, S3Credentials(keyID: "nobody", secret: "another"))
        Self.expectUnreachable("refuses, with status 403 (SignatureDoesNotMatch)") { try stranger.put([1]) }
        Self.expectUnreachable("(SignatureDoesNotMatch)") { _ = try stranger.fingerprint(Self.hash([1])) }
        Self.expectUnreachable("(InvalidAccessKeyId)") { try unknown.forEachPage { _ in } }
        #expect(server.names(in: stranger.address) == [])
        let elsewhere = S3Store(
            address: try #require(S3Address("s3://other/a?endpoint=\(server.endpoint)")),
            credentials: S3Server.credentials,
            registry: "registry")
        Self.expectUnreachable("refuses, with status 404 (NoSuchBucket)") {
            _ = try elsewhere.fingerprint(Self.hash([1]))
        }
    }

    /// With a server of its own: what goes wrong goes wrong for all that ask it.
    @Test(.enabled(if: S3Server.shared != nil)) func aStoreThatFailsIsNotAnEmptyStore() throws {
        let server = try #require(S3Server())
        let store = try Self.store(server)
        let hash = Self.hash([1, 2, 3])
        try store.put([1, 2, 3])
        for (fault, words) in [
            ("refuse", "status 403 (AccessDenied)"), ("busy", "status 503 (SlowDown)"), ("silent", "does not answer"),
            ("cut", "does not answer"),
        ] {
            try server.fail(fault)
            Self.expectUnreachable(words) { _ = try store.fingerprint(hash) }
        }
        // A store that has too much to do for a moment is asked again.
        try server.fail("once")
        #expect(try store.fingerprint(hash) == [1, 2, 3])
        try server.fail("die")
        Self.expectUnreachable("does not answer") { _ = try store.fingerprint(hash) }
        Self.expectUnreachable("does not answer") { try store.put([1]) }
    }
}
