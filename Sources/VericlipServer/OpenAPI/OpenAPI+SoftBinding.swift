internal import RegistryStorage
internal import Reporting

/// The Soft Binding Resolution API described.
extension OpenAPI {
    static let softBindingPaths: [(String, JSONValue)] = [
        ("/v1/matches/byBinding", .object(["get": byBinding(.get), "post": byBinding(.post)])),
        ("/v1/matches/byContent", .object(["post": byContent])),
        (
            "/v1/manifests/{id}",
            .object([
                "parameters": .array([parameter("id", in: "path", schema: type("string"))]),
                "get": operation(
                    "manifest", "There are none here.", ["404": failure("There is no such manifest.")], scope: nil),
            ])
        ),
        ("/v1/services/supportedAlgorithms", .object(["get": service("supportedAlgorithms", "Algorithms.")])),
        ("/v1/services/capabilities", .object(["get": service("capabilities", "What is answered here.")])),
        ("/v1/services/status", .object(["get": service("status", "Whether the registry can be read.")])),
        (
            "/.well-known/c2pa-soft-binding-resolution",
            .object(["get": service("softBindingResolution", "Where this API is, relative to this address.")])
        ),
    ]

    private enum Asking { case get, post }

    private static func byBinding(_ asking: Asking) -> JSONValue {
        let members: [(String, JSONValue)] = [("alg", words([SoftBindingRoutes.algorithm])), ("value", type("string"))]
        let body: JSONValue = .object([
            "required": .bool(true),
            "content": .object([
                "application/json": .object([
                    "schema": .object([
                        "type": .string("object"), "required": .array(members.map { .string($0.0) }),
                        "properties": .object(members.map { JSONValue.Member(name: $0, value: $1) }),
                    ])
                ])
            ]),
        ])
        return operation(
            asking == .get ? "matchesByBinding" : "postMatchesByBinding",
            "The records that a fingerprint, in Base64, lies in.", [("200", matches)] + failures,
            parameters: [most]
                + (asking == .get ? members.map { parameter($0.0, in: "query", schema: $0.1, isRequired: true) } : []),
            body: asking == .get ? nil : body)
    }

    private static let byContent = operation(
        "matchesByContent", "The records that a file lies in. It is compared, and erased once it is answered.",
        [("200", matches)] + failures
            + [("415", failure("It is neither video nor sound.")), ("507", failure("The disk is full."))],
        parameters: [most, parameter("alg", in: "query", schema: words([SoftBindingRoutes.algorithm]))],
        body: .object([
            "required": .bool(true),
            "content": .object(
                ["video/*", "audio/*"].map {
                    JSONValue.Member(
                        name: $0,
                        value: .object([
                            "schema": .object([
                                "type": .string("string"), "format": .string("binary"), "minLength": .integer(1),
                            ])
                        ]))
                }),
        ]))

    private static let most = parameter("maxResults", in: "query", schema: integer(1, 100))

    private static let matches = content(
        "Matches (docs/remote.md).", "application/json",
        .object([
            "type": .string("object"), "required": .array([.string("matches")]),
            "properties": .object(["matches": array(of: type("object"))]),
        ]))

    private static let failures: [(status: String, response: JSONValue)] = [
        ("400", failure("The request is not right.")), ("413", failure("It is too large.")),
        ("422", failure("The value is not a fingerprint that is taken.")),
        ("503", failure("Too much is waiting.")),
    ]

    private static func service(_ id: String, _ summary: String) -> JSONValue {
        operation(id, summary, ["200": content("It.", "application/json", type("object"))], scope: nil)
    }
}
