import ContentCredentials
import Foundation

/// What the Content Credentials of a file say, and whether they hold, in lines.
enum CredentialLines {
    static let title = "Content Credentials"

    /// Nothing where the file carries none.
    static func lines(of credentials: ContentCredentials) -> [String] {
        guard credentials.state != .none else {
            let elsewhere = credentials.remoteManifest.map {
                "The file says that they lie at \($0.printable). vericlip verify --remote-credentials fetches them from there, "
                    + "which tells whoever serves them that the file is being looked at."
            }
            let reason = credentials.reason.map { "They were not read: \($0.printable)." }
            return [reason, elsewhere].compactMap(\.self)
        }
        var lines = [outcome(of: credentials), signing(of: credentials)]
        if let address = credentials.remoteManifest {
            lines.append(
                "They are not in the file, and were fetched from \(address.printable), where it says that they lie.")
        }
        if let made = made(credentials) { lines.append(made) }
        if let actions = actions(of: credentials) { lines.append(actions) }
        lines += ingredients(of: credentials)
        let codes = codes(credentials.statuses + credentials.ingredients.flatMap(\.statuses))
        if !codes.isEmpty { lines.append("C2PA codes: \(codes.joined(separator: ", ")).") }
        return lines
    }

    /// The first line: whether they hold.
    private static func outcome(of credentials: ContentCredentials) -> String {
        switch credentials.state {
        case .none: ""
        case .invalid: "They do not hold: \((credentials.reason ?? "the manifest is broken").printable)."
        case .valid:
            "They hold: the file is as it was signed. "
                + (credentials.hasTrustList
                    ? "No authority on your trust list vouches for the signer."
                    : "Nobody vouches for the signer: there is no trust list.")
        case .trusted:
            "They hold: the file is as it was signed, and an authority on your trust list vouches for the signer."
        }
    }

    /// Who signed, and when.
    private static func signing(of credentials: ContentCredentials) -> String {
        let names = [credentials.signer?.name, credentials.signer?.organization].compactMap { $0?.printable }
        let signer = names.isEmpty ? "an unnamed holder of a key" : names.joined(separator: ", ")
        let vouched = credentials.isTimeVouchedFor ? "" : ", by a time stamp that no authority of a trust list made"
        let time = credentials.signedAt.map { "at \(self.time($0))\(vouched)" } ?? "at a time that no time stamp tells"
        return credentials.state == .invalid ? "They name as signer: \(signer)." : "Signed by \(signer), \(time)."
    }

    static func time(_ seconds: Int64) -> String {
        Date(timeIntervalSince1970: Double(seconds)).formatted(.iso8601)
    }

    private static func made(_ credentials: ContentCredentials) -> String? {
        let title = credentials.title.map { "titled “\($0.printable)”" }
        let generator = credentials.generator.map { "made with \($0.printable)" }
        let parts = [title, generator].compactMap(\.self)
        return parts.isEmpty ? nil : "As the signer says: \(parts.joined(separator: ", "))."
    }

    /// The first eight, each with the last word of the address of its source.
    private static func actions(of credentials: ContentCredentials) -> String? {
        guard !credentials.actions.isEmpty else { return nil }
        let shown = credentials.actions.prefix(8).map { action in
            let source = action.digitalSourceType?.split(separator: "/").last.map { " (\($0))" } ?? ""
            return (action.name + source).printable
        }
        let more = credentials.actions.count - shown.count
        return "Done to it, as the signer says: \(shown.joined(separator: ", "))\(more > 0 ? " and \(more) more" : "")."
    }

    /// The first four, and whether their own manifests hold.
    private static func ingredients(of credentials: ContentCredentials) -> [String] {
        let lines = credentials.ingredients.prefix(4).map { ingredient in
            let name = ingredient.title.map { "“\($0.printable)”" } ?? "without a title"
            let codes = ingredient.statuses.map(\.code)
            let holds =
                if codes.contains(where: { $0.kind == .failure && $0 != .credentialUntrusted }) {
                    "its own manifest does not hold"
                } else if codes.contains(.ingredientUnknownProvenance) {
                    "it has no manifest of its own"
                } else {
                    "its own manifest holds, or was judged by the signer"
                }
            return "Ingredient \(name) (\((ingredient.relationship ?? "").printable)): \(holds)."
        }
        let more = credentials.ingredients.count - lines.count
        return lines + (more > 0 ? ["\(Wording.count(more, "more ingredient"))."] : [])
    }

    /// Failures, each code once.
    private static func codes(_ statuses: [ValidationStatus]) -> [String] {
        Set(statuses.map(\.code).filter { $0.kind == .failure }).map(\.rawValue).sorted()
    }
}

extension ContentCredentials {
    /// As in report v1.
    var json: JSONValue {
        .object([
            "state": .string(state.rawValue),
            "reason": reason.map(JSONValue.string),
            "remoteManifest": remoteManifest.map(JSONValue.string),
            "title": title.map(JSONValue.string),
            "generator": generator.map(JSONValue.string),
            "signer": signer.map {
                .object([
                    "name": $0.name.map(JSONValue.string), "organization": $0.organization.map(JSONValue.string),
                    "algorithm": $0.algorithm.map(JSONValue.string),
                ])
            },
            "signedAt": signedAt.map { .string(CredentialLines.time($0)) },
            "signedAtVouchedFor": signedAt == nil ? nil : .bool(isTimeVouchedFor),
            "trustList": state == .none ? nil : .bool(hasTrustList),
            "actions": actions.isEmpty
                ? nil
                : .array(
                    actions.map {
                        .object([
                            "action": .string($0.name),
                            "digitalSourceType": $0.digitalSourceType.map(JSONValue.string),
                        ])
                    }),
            "statuses": statuses.isEmpty ? nil : Self.json(statuses),
            "ingredients": ingredients.isEmpty
                ? nil
                : .array(
                    ingredients.map {
                        .object([
                            "title": $0.title.map(JSONValue.string),
                            "relationship": $0.relationship.map(JSONValue.string), "statuses": Self.json($0.statuses),
                        ])
                    }),
        ])
    }

    private static func json(_ statuses: [ValidationStatus]) -> JSONValue {
        func list(_ kind: StatusCode.Kind) -> JSONValue {
            .array(
                statuses.filter { $0.code.kind == kind }.map {
                    .object(["code": .string($0.code.rawValue), "url": $0.url.map(JSONValue.string)])
                })
        }
        return .object([
            "success": list(.success), "informational": list(.informational), "failure": list(.failure),
        ])
    }
}
