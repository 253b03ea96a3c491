internal import RegistryExchange
internal import RegistryStorage
internal import Reporting

/// What vericlip on another machine asks for, described.
extension OpenAPI {
    static let exchangePaths: [(String, JSONValue)] = [
        ("/v1/log", .object(["get": log])),
        ("/v1/log/entries", .object(["get": entries])),
        (
            "/v1/log/entries/{index}",
            .object([
                "parameters": .array([parameter("index", in: "path", schema: integer(0, lastEntry))]), "get": entry,
            ])
        ),
        (
            "/v1/log/leaves/{hash}",
            .object(["parameters": .array([parameter("hash", in: "path", schema: digest)]), "get": leaf])
        ),
        ("/v1/log/consistency", .object(["get": consistency])),
        ("/v1/candidates", .object(["post": candidates])),
        ("/v1/registrations", .object(["post": register])),
    ]

    static let exchangeSchemas: [(String, JSONValue)] = [("Entry", entrySchema)]

    private static let log = operation(
        "log", "The log's key, its newest checkpoint and the one that was published last.",
        [
            "200": content(
                "Signed notes (c2sp.org/tlog-checkpoint).", "application/json",
                object(
                    ["origin", "key", "checkpoint", "recordings"],
                    [
                        "origin": type("string"), "key": type("string"), "checkpoint": type("string"),
                        "published": type("string"), "recordings": type("integer"),
                    ]))
        ])

    private static let entries = operation(
        "entries", "Entries of one kind, oldest first, each with its proof.",
        [
            "200": content(
                "A page of them; next is where to go on.", "application/json",
                object(["entries"], ["entries": array(of: reference("Entry")), "next": type("integer")])),
            "400": failure("A word or a hash is none that can be asked for, or a number is out of range."),
        ],
        parameters: [
            parameter(
                "kind", in: "query", schema: words(["recordings", "keys", "coverage"]),
                about: "Recordings where nothing is asked for."),
            parameter("file", in: "query", schema: digest, about: "Recordings of the file with this hash."),
            parameter(
                "about", in: "query", schema: digest, about: "What is said of a record (leaf hash) or a key (ID)."),
            parameter("identity", in: "query", schema: digest, about: "The statement with this identity."),
            parameter("from", in: "query", schema: integer(0, lastEntry), about: "The first entry that may be given."),
            size,
        ])

    private static let entry = operation(
        "entry", "An entry with its proof.",
        [
            "200": content("It.", "application/json", reference("Entry")),
            "400": failure("A number is out of range."), "404": failure("The log has no such entry."),
        ],
        parameters: [size])

    private static let leaf = operation(
        "leaf", "The entry with this leaf hash, with its proof.",
        [
            "200": content("It.", "application/json", reference("Entry")),
            "400": failure("A number is out of range."), "404": failure("The log has no such entry."),
        ],
        parameters: [size])

    private static let consistency = operation(
        "consistency", "That the first entries of the log are the beginning of more (RFC 6962, 2.1.2).",
        [
            "200": content(
                "Hashes in Base64.", "application/json", object(["hashes"], ["hashes": array(of: type("string"))])),
            "400": failure("A number is out of range."), "404": failure("The log has not so many entries."),
        ],
        parameters: [
            parameter("from", in: "query", schema: integer(0, lastEntry)),
            parameter("to", in: "query", schema: integer(0, lastEntry)),
        ])

    private static let candidates = operation(
        "candidates", "The recordings that a clip may come from: guesses, to be compared by whoever asks.",
        [
            "200": content(
                "Strongest first.", "application/json",
                object(["candidates"], ["candidates": array(of: type("object"))])),
            "400": failure("There is no such search."), "413": failure("It is too large."),
            "422": failure("The body is not a fingerprint that is taken."),
            "503": failure("Too much is waiting."),
        ],
        parameters: [parameter("search", in: "query", schema: words(["direct", "cropped"]))],
        body: binary(RemoteRegistry.fingerprintMediaType, "The clip's fingerprint (docs/fingerprint-v1.md)."))

    private static let register = operation(
        "register", "Hand in a statement that was signed elsewhere.",
        [
            "200": content("It was there already.", "application/json", type("object")),
            "201": content("Logged, with its proof.", "application/json", type("object")),
            "403": failure("Nothing is registered here."),
            "413": failure("It is too large."),
            "422": failure("It is no such array, or is not taken; detail says why."),
            "503": failure("Too much is waiting."),
        ],
        body: binary(
            RegistrationRequest.mediaType,
            "A CBOR array of byte strings: the COSE_Sign1 and, of a recording, its fingerprint."),
        scope: .register)

    private static let entrySchema = object(
        ["index", "loggedAt", "statement", "size", "proof"],
        [
            "index": type("integer"), "loggedAt": type("integer"), "statement": type("string"), "size": type("integer"),
            "proof": array(of: type("string")),
        ])

    private static let size = parameter(
        "size", in: "query", schema: integer(1, lastEntry),
        about: "Of the log that the entry is proved in: the first so many entries. The newest without.")

    private static func object(
        _ required: [String], _ properties: KeyValuePairs<String, JSONValue?>
    ) -> JSONValue {
        .object([
            "type": .string("object"), "required": .array(required.map(JSONValue.string)),
            "properties": .object(properties),
        ])
    }

    private static func binary(_ mediaType: String, _ description: String) -> JSONValue {
        .object([
            "required": .bool(true), "description": .string(description),
            "content": .object([
                JSONValue.Member(
                    name: mediaType,
                    value: .object([
                        "schema": .object(["type": .string("string"), "format": .string("binary")])
                    ]))
            ]),
        ])
    }
}
