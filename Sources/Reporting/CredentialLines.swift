import ContentCredentials
import Foundation

/// What the Content Credentials of a file say, and whether they hold, in lines.
enum CredentialLines {
    static let title = "Content Credentials"

    /// Nothing where the file carries none. Reasons, and names of actions, are English.
    static func lines(of credentials: ContentCredentials, in words: Words = .english) -> [String] {
        guard credentials.state != .none else {
            let elsewhere = credentials.remoteManifest.map { words(.credsElsewhere, ["address": $0.printable]) }
            let reason = credentials.reason.map { words(.credsNotRead, ["reason": $0.printable]) }
            return [reason, elsewhere].compactMap(\.self)
        }
        var lines = [outcome(of: credentials, words), signing(of: credentials, words)]
        if let address = credentials.remoteManifest {
            lines.append(words(.credsFetched, ["address": address.printable]))
        }
        if let made = made(credentials, words) { lines.append(made) }
        if let actions = actions(of: credentials, words) { lines.append(actions) }
        lines += ingredients(of: credentials, words)
        let codes = codes(credentials.statuses + credentials.ingredients.flatMap(\.statuses))
        if !codes.isEmpty { lines.append(words(.credsCodes, ["codes": codes.joined(separator: ", ")])) }
        return lines
    }

    /// The first line: whether they hold.
    private static func outcome(of credentials: ContentCredentials, _ words: Words) -> String {
        switch credentials.state {
        case .none: ""
        case .invalid: words(.credsFail, ["reason": credentials.reason?.printable ?? words(.credsBroken)])
        case .valid: words(credentials.hasTrustList ? .credsHoldUnlisted : .credsHoldNoList)
        case .trusted: words(.credsHoldTrusted)
        }
    }

    /// Who signed, and when.
    private static func signing(of credentials: ContentCredentials, _ words: Words) -> String {
        let names = [credentials.signer?.name, credentials.signer?.organization].compactMap { $0?.printable }
        let message: Message =
            credentials.state == .invalid
            ? .credsNameSigner
            : credentials.signedAt == nil
                ? .credsSignedSometime : credentials.isTimeVouchedFor ? .credsSignedAt : .credsSignedAtUnvouched
        return words(
            message,
            [
                "signer": names.isEmpty ? words(.credsUnnamed) : names.joined(separator: ", "),
                "time": credentials.signedAt.map(time) ?? "",
            ])
    }

    static func time(_ seconds: Int64) -> String {
        Date(timeIntervalSince1970: Double(seconds)).formatted(.iso8601)
    }

    private static func made(_ credentials: ContentCredentials, _ words: Words) -> String? {
        let message: Message
        switch (credentials.title, credentials.generator) {
        case (nil, nil): return nil
        case (_?, nil): message = .credsTitled
        case (nil, _?): message = .credsMadeWith
        case (_?, _?): message = .credsTitledMadeWith
        }
        return words(
            message,
            [
                "title": words(.quoted, ["text": credentials.title?.printable ?? ""]),
                "generator": credentials.generator?.printable ?? "",
            ])
    }

    /// The first eight, each with the last word of the address of its source.
    private static func actions(of credentials: ContentCredentials, _ words: Words) -> String? {
        guard !credentials.actions.isEmpty else { return nil }
        let shown = credentials.actions.prefix(8).map { action in
            let source = action.digitalSourceType?.split(separator: "/").last.map { " (\($0))" } ?? ""
            return (action.name + source).printable
        }
        let more = credentials.actions.count - shown.count
        return words(
            more > 0 ? .credsActionsMore : .credsActions,
            ["actions": shown.joined(separator: ", "), "number": String(more)])
    }

    /// The first four, and whether their own manifests hold.
    private static func ingredients(of credentials: ContentCredentials, _ words: Words) -> [String] {
        let lines = credentials.ingredients.prefix(4).map { ingredient in
            let codes = ingredient.statuses.map(\.code)
            let holds: Message =
                if codes.contains(where: { $0.kind == .failure && $0 != .credentialUntrusted }) {
                    .ingredientFails
                } else if codes.contains(.ingredientUnknownProvenance) {
                    .ingredientHasNone
                } else {
                    .ingredientHolds
                }
            return words(
                .ingredientIs,
                [
                    "name": ingredient.title.map { words(.quoted, ["text": $0.printable]) } ?? words(.withoutTitle),
                    "relationship": (ingredient.relationship ?? "").printable, "holds": words(holds),
                ])
        }
        let more = credentials.ingredients.count - lines.count
        return lines + (more > 0 ? [words(.moreIngredients, more)] : [])
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
