internal import Reporting

/// `/v1/verifications` described.
extension OpenAPI {
    static let verificationPaths: [(String, JSONValue)] = [
        ("/v1/verifications", .object(["post": take, "get": list])),
        ("/v1/verifications/{id}", .object(["parameters": .array([id]), "get": look, "delete": erase])),
        ("/v1/verifications/{id}/events", .object(["parameters": .array([id]), "get": events])),
        (
            "/v1/verifications/{id}/report/{format}",
            .object([
                "parameters": .array([
                    id,
                    parameter("format", in: "path", schema: words(ReportExport.allCases.map(\.rawValue))),
                ]),
                "get": report,
            ])
        ),
    ]

    static let verificationSchemas: [(String, JSONValue)] = [
        ("Verification", verification), ("ClipFingerprint", clipFingerprint),
    ]

    private static let take = operation(
        "verify", "Hand in a clip to be verified.",
        [
            "202": content(
                "Taken.", "application/json", reference("Verification"), headers: ["Location", "Retry-After"]),
            "400": failure("The request is not right."),
            "403": failure("Clips are not fetched, nobody is told, or the key does not allow it."),
            "404": failure("There is no such batch."), "409": failure("The batch is full."),
            "413": failure("The clip is too large."),
            "422": failure("The document is not a clip's fingerprint that is taken, or an address cannot be used."),
            "507": failure("The disk is full."),
        ],
        parameters: [
            parameter("name", in: "query", schema: length(255), about: "What the report calls the clip."),
            parameter("batch", in: "query", schema: type("string"), about: "The batch that it is added to."), webhook,
            parameter(
                "Idempotency-Key", in: "header", schema: length(255),
                about: "Names the request: asking again under this name gives the first answer."),
        ],
        body: .object([
            "required": .bool(true),
            "description": .string("The file as it is, its fingerprint alone (docs/remote.md), or its address."),
            "content": .object([
                FingerprintIntake.mediaType: .object(["schema": reference("ClipFingerprint")]),
                "application/octet-stream": .object([
                    "schema": .object([
                        "type": .string("string"), "format": .string("binary"), "minLength": .integer(1),
                    ])
                ]),
                "application/json": .object([
                    "schema": .object([
                        "type": .string("object"), "required": .array([.string("url")]),
                        "properties": .object(["url": length(2048)]),
                    ])
                ]),
            ]),
        ]))

    private static let list = operation(
        "list", "Verifications, the latest first.",
        [
            "200": content(
                "A page of them; before is there where more may follow.", "application/json",
                .object([
                    "type": .string("object"), "required": .array([.string("verifications")]),
                    "properties": .object([
                        "verifications": .object(["type": .string("array"), "items": reference("Verification")]),
                        "before": type("integer"),
                    ]),
                ])), "400": failure("A number is out of range."),
        ],
        parameters: [
            parameter(
                "limit", in: "query",
                schema: .object(["type": .string("integer"), "minimum": .integer(1), "maximum": .integer(100)])),
            parameter(
                "before", in: "query",
                schema: .object([
                    "type": .string("integer"), "minimum": .integer(1), "maximum": .integer((1 << 53) - 1),
                ]),
                about: "The cursor of the page before."),
        ])

    private static let look = operation(
        "look", "How far a verification is, and its report once there is one.",
        [
            "200": content("It.", "application/json", reference("Verification")),
            "404": failure("There is none of this name."),
        ])

    private static let erase = operation(
        "erase", "Erase a verification, its clip and its report.",
        ["204": .object(["description": .string("Erased.")]), "404": failure("There is none of this name.")])

    private static let events = operation(
        "events", "How far it is, as it goes: events progress, done, erased.",
        ["200": content("Until it is done.", "text/event-stream"), "404": failure("There is none of this name.")])

    private static let report = operation(
        "report", "The report as a file.",
        [
            "200": .object([
                "description": .string(
                    "The report. Where the server compares clips with people (serve --against) it says how, under people: docs/report-v1.md."
                ),
                "content": .object(
                    ReportExport.allCases.map {
                        JSONValue.Member(name: mediaType($0), value: .object([] as [JSONValue.Member]))
                    }),
            ]), "404": failure("There is none of this name, or no such format."),
            "409": failure("There is no report yet."),
        ])

    private static func mediaType(_ export: ReportExport) -> String {
        String(export.mediaType.prefix { $0 != ";" })
    }

    private static let verification = JSONValue.object([
        "type": .string("object"),
        "required": .array(["id", "state", "name", "bytes", "askedAt"].map(JSONValue.string)),
        "properties": .object([
            "id": type("string"), "state": words(["queued", "running", "done", "failed"]),
            "stage": words(["fetching", "reading", "comparing", "examining"]), "percent": type("integer"),
            "name": type("string"),
            "bytes": type("integer"), "askedAt": type("string"), "headline": type("string"), "failure": type("string"),
            "url": type("string"), "batch": type("string"),
            "found": .object([
                "type": .string("array"), "items": type("object"),
                "description": .string("While it runs: source, as in docs/report-v1.md, and segments. No verdict."),
            ]),
            "report": .object(["type": .string("object"), "description": .string("docs/report-v1.md")]),
        ]),
    ])

    private static let id = parameter("id", in: "path", schema: type("string"))
}
