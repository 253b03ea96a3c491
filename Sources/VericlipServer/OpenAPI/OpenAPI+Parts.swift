internal import Reporting

/// What descriptions of routes are made of.
extension OpenAPI {
    static func operation(
        _ id: String, _ summary: String, _ responses: [(status: String, response: JSONValue)],
        parameters: [JSONValue] = [], body: JSONValue? = nil
    ) -> JSONValue {
        .object([
            "operationId": .string(id), "summary": .string(summary),
            "parameters": parameters.isEmpty ? nil : .array(parameters), "requestBody": body,
            "responses": .object(responses.map { JSONValue.Member(name: $0.status, value: $0.response) }),
        ])
    }

    static func operation(
        _ id: String, _ summary: String, _ responses: KeyValuePairs<String, JSONValue>, parameters: [JSONValue] = [],
        body: JSONValue? = nil
    ) -> JSONValue {
        operation(id, summary, responses.map { ($0, $1) }, parameters: parameters, body: body)
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

    static func parameter(
        _ name: String, in place: String, schema: JSONValue, about: String? = nil
    ) -> JSONValue {
        .object([
            "name": .string(name), "in": .string(place), "required": .bool(place == "path"), "schema": schema,
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
