internal import RegistryStorage
internal import Reporting

/// The API described: OpenAPI 3.1.
enum OpenAPI {
    static let text = document.indented + "\n"

    private static let document = JSONValue.object([
        "openapi": .string("3.1.0"),
        "info": .object([
            "title": .string("Vericlip"), "version": .string("1"),
            "description": .string(
                "Verifies clips against the signed footage of a registry. On loopback without keys, unless its operator has made some."
            ),
        ]),
        "paths": .object(paths.map { JSONValue.Member(name: $0, value: $1) }),
        "components": .object([
            "securitySchemes": .object([
                "key": .object([
                    "type": .string("http"), "scheme": .string("bearer"),
                    "description": .string("An API key, where the server asks for one: vericlip serve keys add."),
                ])
            ]),
            "schemas": .object(
                schemas.map { JSONValue.Member(name: $0, value: $1) }),
        ]),
    ])

    /// Room by room, as the routes are.
    private static var paths: [(String, JSONValue)] {
        verificationPaths + batchPaths + evidencePaths + playerPaths + registryPaths + exchangePaths + softBindingPaths
            + serverPaths
    }

    private static var schemas: [(String, JSONValue)] {
        verificationSchemas + batchSchemas + registrySchemas + exchangeSchemas + [("Problem", problem)]
    }

    private static let serverPaths: [(String, JSONValue)] = [
        (
            "/healthz",
            .object([
                "get": operation(
                    "health", "Whether the server takes clips.",
                    ["200": content("ok", "text/plain"), "503": failure("It takes none now: detail says why.")],
                    scope: nil)
            ])
        ),
        (
            "/metrics",
            .object([
                "get": operation(
                    "metrics", "The server's figures, in the text format of Prometheus.",
                    ["200": content("They.", "text/plain")], scope: .admin)
            ])
        ),
    ]

    private static let problem = JSONValue.object([
        "type": .string("object"), "description": .string("RFC 9457; the types are in docs/api-v1.md"),
        "required": .array(["type", "title", "status", "detail"].map(JSONValue.string)),
        "properties": .object([
            "type": type("string"), "title": type("string"), "status": type("integer"), "detail": type("string"),
        ]),
    ])
}
