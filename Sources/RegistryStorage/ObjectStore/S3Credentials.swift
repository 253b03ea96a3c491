internal import Foundation

/// What a process signs its requests to a store of objects with.
public struct S3Credentials: Sendable, Hashable {
    public var keyID: String
    public var secret: String
    /// Of temporary keys.
    public var token: String?
    public var region: String

    public init(keyID: String, secret: String, token: String? = nil, region: String = "us-east-1") {
        self.keyID = keyID
        self.secret = secret
        self.token = token
        self.region = region
    }

    /// Those that programs of S3 find: in `AWS_ACCESS_KEY_ID` and its like, else under `AWS_PROFILE`, or `default`, in
    /// `~/.aws/credentials` or the file that `AWS_SHARED_CREDENTIALS_FILE` names. The region is `AWS_REGION`'s, else us-east-1, as
    /// stores have it that have no regions.
    /// - Parameter contents: of a file; nothing where it cannot be read.
    package init?(environment: [String: String], contents: (_ path: String) -> String?) {
        func named(_ name: String) -> String? { environment[name].flatMap { $0.isEmpty ? nil : $0 } }
        let region = named("AWS_REGION") ?? named("AWS_DEFAULT_REGION") ?? "us-east-1"
        if let keyID = named("AWS_ACCESS_KEY_ID"), let secret = named("AWS_SECRET_ACCESS_KEY") {
            self.init(keyID: keyID, secret: secret, token: named("AWS_SESSION_TOKEN"), region: region)
            return
        }
        let path = named("AWS_SHARED_CREDENTIALS_FILE") ?? named("HOME").map { $0 + "/.aws/credentials" }
        guard let text = path.flatMap(contents) else { return nil }
        let values = Self.section(named("AWS_PROFILE") ?? "default", of: text)
        guard let keyID = values["aws_access_key_id"], let secret = values["aws_secret_access_key"] else { return nil }
        self.init(keyID: keyID, secret: secret, token: values["aws_session_token"], region: region)
    }

    static var found: S3Credentials? {
        S3Credentials(environment: ProcessInfo.processInfo.environment) { path in
            try? String(contentsOfFile: path, encoding: .utf8)
        }
    }

    /// The lines `name = value` below `[name]`.
    private static func section(_ name: String, of text: String) -> [String: String] {
        var values: [String: String] = [:]
        var isInside = false
        for line in text.split(whereSeparator: \.isNewline) {
            let line = line.trimmingCharacters(in: .whitespaces)
            if line.hasPrefix("[") { isInside = line == "[\(name)]" }
            guard isInside, let sign = line.firstIndex(of: "="), !line.hasPrefix("#") else { continue }
            values[line[..<sign].trimmingCharacters(in: .whitespaces)] = line[line.index(after: sign)...]
                .trimmingCharacters(in: .whitespaces)
        }
        return values
    }
}
