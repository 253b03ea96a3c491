internal import RegistryStorage
internal import Reporting

/// `/v1/batches` described.
extension OpenAPI {
    static let batchPaths: [(String, JSONValue)] = [
        ("/v1/batches", .object(["post": make, "get": batches])),
        ("/v1/batches/{batch}", .object(["parameters": .array([id]), "get": look, "delete": erase])),
        ("/v1/batches/{batch}/verifications", .object(["parameters": .array([id]), "get": verifications])),
        ("/v1/batches/{batch}/reports", .object(["parameters": .array([id]), "get": reports])),
    ]

    static let batchSchemas: [(String, JSONValue)] = [
        (
            "Batch",
            .object([
                "type": .string("object"),
                "required": .array(
                    ["id", "name", "askedAt", "count", "queued", "running", "done", "failed"].map(JSONValue.string)),
                "properties": .object([
                    "id": type("string"), "name": type("string"), "askedAt": type("string"), "count": type("integer"),
                    "queued": type("integer"), "running": type("integer"), "done": type("integer"),
                    "failed": type("integer"),
                ]),
            ])
        )
    ]

    /// Of a request that names whom to tell.
    static let webhook = parameter(
        "webhook", in: "query", schema: length(2048),
        about: "An http or https address that is told once it is over, where the operator allows it.")

    private static let id = parameter("batch", in: "path", schema: type("string"))
    private static let none = failure("There is none of this name.")

    private static let make = operation(
        "makeBatch", "Make a batch: of the clips at these addresses, or of none, to which others are added.",
        [
            "201": content("Made.", "application/json", reference("Batch"), headers: ["Location"]),
            "400": failure("The request is not right."),
            "403": failure("Clips are not fetched, nobody is told, or the key does not allow it."),
            "413": failure("There are too many clips."),
            "422": failure("A line cannot be read, or an address cannot be used."),
        ],
        parameters: [
            parameter("name", in: "query", schema: length(255), about: "What the asker calls it."), webhook,
            parameter(
                "Idempotency-Key", in: "header", schema: length(255),
                about: "Names the request: asking again under this name gives the first answer."),
        ],
        body: .object([
            "description": .string("A line for each clip: {\"url\": \"https://…\", \"name\": \"…\"}. May be empty."),
            "content": .object(["application/x-ndjson": .object(["schema": type("string")])]),
        ]))

    private static let batches = operation(
        "batches", "Batches, the latest first.",
        [
            "200": content(
                "A page of them; before is there where more may follow.", "application/json",
                .object([
                    "type": .string("object"), "required": .array([.string("batches")]),
                    "properties": .object([
                        "batches": .object(["type": .string("array"), "items": reference("Batch")]),
                        "before": type("integer"),
                    ]),
                ])), "400": failure("A number is out of range."),
        ], parameters: [pageLimit, cursor("before")])

    private static let look = operation(
        "batch", "How far a batch is.", ["200": content("It.", "application/json", reference("Batch")), "404": none])

    private static let erase = operation(
        "eraseBatch", "Erase a batch with its verifications, clips and reports.",
        ["204": .object(["description": .string("Erased.")]), "404": none])

    private static let verifications = operation(
        "batchVerifications", "The verifications of a batch, in the order in which they were asked for.",
        [
            "200": content(
                "A page of them; after is there where more may follow.", "application/json",
                .object([
                    "type": .string("object"), "required": .array([.string("verifications")]),
                    "properties": .object([
                        "verifications": .object(["type": .string("array"), "items": reference("Verification")]),
                        "after": type("integer"),
                    ]),
                ])), "400": failure("A number is out of range."), "404": none,
        ], parameters: [pageLimit, cursor("after")])

    private static let reports = operation(
        "batchReports", "The verifications of a batch, one a line, each with its report once there is one.",
        ["200": content("They.", "application/x-ndjson"), "404": none])

    private static let pageLimit = parameter(
        "limit", in: "query",
        schema: .object(["type": .string("integer"), "minimum": .integer(1), "maximum": .integer(100)]))

    private static func cursor(_ name: String) -> JSONValue {
        parameter(
            name, in: "query",
            schema: .object(["type": .string("integer"), "minimum": .integer(1), "maximum": .integer((1 << 53) - 1)]),
            about: "The cursor of the page before.")
    }
}
