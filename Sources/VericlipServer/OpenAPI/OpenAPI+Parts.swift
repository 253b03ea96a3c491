internal import RegistryStorage
internal import Reporting

/// What descriptions of routes are made of.
extension OpenAPI {
    /// - Parameter scope: what a key must allow, where the server asks for keys; nothing where anybody may ask.
    static func operation(
        _ id: String, _ summary: String, _ responses: [(status: String, response: JSONValue)],
        parameters: [JSONValue] = [], body: JSONValue? = nil, scope: APIKey.Scope? = .lookup
    ) -> JSONValue {
        let own = Set(responses.map(\.status))
        let responses = (responses + refusals(scope).filter { !own.contains($0.status) }).sorted {
            $0.status < $1.status
        }
        return .object([
            "operationId": .string(id), "summary": .string(summary),
            // One or the other: a server without keys asks for none.
            "security": scope.map {
                .array([.object(["key": .array([.string($0.rawValue)])]), .object([] as [JSONValue.Member])])
            },
            "parameters": parameters.isEmpty ? nil : .array(parameters), "requestBody": body,
            "responses": .object(responses.map { JSONValue.Member(name: $0.status, value: $0.response) }),
        ])
    }

    static func operation(
        _ id: String, _ summary: String, _ responses: KeyValuePairs<String, JSONValue>, parameters: [JSONValue] = [],
        body: JSONValue? = nil, scope: APIKey.Scope? = .lookup
    ) -> JSONValue {
        operation(id, summary, responses.map { ($0, $1) }, parameters: parameters, body: body, scope: scope)
    }

    /// What every route may answer before it is asked at all.
    private static func refusals(_ scope: APIKey.Scope?) -> [(status: String, response: JSONValue)] {
        let all = [
            ("421", failure("The server does not answer under this name.")),
            ("429", failure("Too many requests, or the day's quota is used up: ask again after Retry-After.")),
        ]
        guard scope != nil else { return all }
        return all + [
            ("401", failure("The server asks for an API key.")),
            ("403", failure("The key does not allow this, or another site's page asked.")),
        ]
    }

    static func content(
        _ description: String, _ mediaType: String, _ schema: JSONValue = .object([] as [JSONValue.Member]),
        headers: [String] = []
    ) -> JSONValue {
        .object([
            "description": .string(description),
            "headers": headers.isEmpty
                ? nil
                : .object(headers.map { .init(name: $0, value: .object(["schema": type("string")])) }),
            "content": .object([.init(name: mediaType, value: .object(["schema": schema]))]),
        ])
    }

    static func failure(_ description: String) -> JSONValue {
        content(description, "application/problem+json", reference("Problem"))
    }

    /// - Parameter isRequired: what is in the path always is.
    static func parameter(
        _ name: String, in place: String, schema: JSONValue, about: String? = nil, isRequired: Bool = false
    ) -> JSONValue {
        .object([
            "name": .string(name), "in": .string(place), "required": .bool(isRequired || place == "path"),
            "schema": schema,
            "description": about.map(JSONValue.string),
        ])
    }

    static func reference(_ name: String) -> JSONValue {
        .object(["$ref": .string("#/components/schemas/\(name)")])
    }

    static func type(_ name: String) -> JSONValue { .object(["type": .string(name)]) }
    static func length(_ most: Int) -> JSONValue {
        .object(["type": .string("string"), "maxLength": .integer(most)])
    }
    static func words(_ words: [String]) -> JSONValue {
        .object(["type": .string("string"), "enum": .array(words.map(JSONValue.string))])
    }
}
