internal import Reporting

/// Records, publishers and proofs described.
extension OpenAPI {
    static let registryPaths: [(String, JSONValue)] = [
        ("/v1/records", .object(["get": records])),
        ("/v1/records/{record}", .object(["parameters": .array([recordNumber]), "get": record])),
        ("/v1/records/{record}/statement", .object(["parameters": .array([recordNumber]), "get": statement])),
        ("/v1/records/{record}/proof", .object(["parameters": .array([recordNumber]), "get": proof])),
        ("/v1/records/{record}/fingerprint", .object(["parameters": .array([recordNumber]), "get": fingerprint])),
        ("/v1/fingerprints/{hash}", .object(["parameters": .array([hash]), "get": fingerprintByHash])),
        ("/v1/publishers", .object(["get": publishers])),
        ("/v1/publishers/{id}", .object(["parameters": .array([keyID]), "get": publisher])),
    ]

    static let registrySchemas: [(String, JSONValue)] = [
        ("Record", recordSchema), ("Publisher", publisherSchema),
    ]

    private static let records = operation(
        "records", "Registered recordings, the newest first.",
        [
            "200": content(
                "A page of them; before is there where more may follow, also where none of this page was found.",
                "application/json", page("records", of: "Record", cursor: "before")),
            "400": failure("A number is out of range, or a text too long."),
        ],
        parameters: [
            searchWords, limit,
            parameter("before", in: "query", schema: integer(1, lastEntry), about: "The cursor of the page before."),
        ])

    private static let record = operation(
        "record", "A recording: who signed what, how it stands, and what was said of it since.",
        ["200": content("It.", "application/json", reference("Record")), "404": failure("There is no such record.")])

    private static let statement = operation(
        "statement", "The signed statement: the bytes that the log holds.",
        ["200": content("A COSE_Sign1.", "application/cose"), "404": failure("There is no such record.")])

    private static let proof = operation(
        "proof", "That the record is in the log: a .tlog-proof (c2sp.org/tlog-proof).",
        ["200": content("The proof.", "text/plain"), "404": failure("There is no such record.")])

    private static let fingerprint = operation(
        "fingerprint", "The record's fingerprint, where its publisher hands it out.",
        [
            "200": content("docs/fingerprint-v1.md", "application/vnd.vericlip.fingerprint"),
            "403": failure("The publisher keeps it."), "404": failure("There is no such record."),
        ])

    private static let fingerprintByHash = operation(
        "fingerprintByHash", "The fingerprint with this hash.",
        [
            "200": content("docs/fingerprint-v1.md", "application/vnd.vericlip.fingerprint"),
            "404": failure("It is not handed out here."),
        ])

    private static let publishers = operation(
        "publishers", "Who speaks in the log, in the order of registration.",
        [
            "200": content(
                "A page of them.", "application/json", page("publishers", of: "Publisher", cursor: "after")),
            "400": failure("A number is out of range, or a text too long."),
        ],
        parameters: [
            searchWords, limit,
            parameter("after", in: "query", schema: integer(0, lastEntry), about: "The cursor of the page before."),
        ])

    private static let publisher = operation(
        "publisher", "A publisher, by any of its keys, with all that it ever had and what the log says of them.",
        [
            "200": content("It.", "application/json", reference("Publisher")),
            "404": failure("No publisher has this key."),
        ])

    private static let recordSchema = JSONValue.object([
        "type": .string("object"),
        "description": .string("As sources of docs/report-v1.md; trust is the word of whoever runs this server."),
        "required": .array(["record", "signature", "trust", "state", "logIndex", "inclusion"].map(JSONValue.string)),
        "properties": .object([
            "record": type("string"), "title": type("string"), "event": type("string"), "publisher": type("object"),
            "signature": words(["valid", "invalid"]), "trust": words(["trusted", "unknown", "revoked", "expired"]),
            "state": words(["usable", "withheld", "canceled"]), "logIndex": type("integer"),
            "inclusion": words(["proved", "failed"]), "fingerprint": type("object"), "identity": digest,
            "leafHash": digest, "cose": .object(["type": .string("string"), "contentEncoding": .string("base64")]),
            "statement": .object(["type": .string("object"), "description": .string("docs/statement-v1.md")]),
        ]),
    ])

    private static let publisherSchema = JSONValue.object([
        "type": .string("object"), "required": .array(["id", "name"].map(JSONValue.string)),
        "properties": .object([
            "id": digest, "name": type("string"), "kind": type("string"), "country": type("string"),
            "domains": array(of: type("string")), "contact": type("string"), "keys": array(of: type("object")),
            "recoveryKeyId": digest, "attestations": array(of: type("object")), "entries": array(of: type("object")),
        ]),
    ])

    /// The last entry that a log can have.
    static let lastEntry = Int(UInt32.max)

    private static let searchWords = parameter(
        "query", in: "query", schema: length(255), about: "Words that all occur in title, event, place or publisher.")
    private static let limit = parameter("limit", in: "query", schema: integer(1, 100))
    private static let recordNumber = parameter("record", in: "path", schema: integer(0, lastEntry))
    private static let keyID = parameter("id", in: "path", schema: digest)
    private static let hash = parameter("hash", in: "path", schema: digest)

    static func integer(_ least: Int, _ most: Int) -> JSONValue {
        .object(["type": .string("integer"), "minimum": .integer(least), "maximum": .integer(most)])
    }

    static func array(of items: JSONValue) -> JSONValue { .object(["type": .string("array"), "items": items]) }

    private static func page(_ name: String, of schema: String, cursor: String) -> JSONValue {
        .object([
            "type": .string("object"), "required": .array([.string(name)]),
            "properties": .object([
                JSONValue.Member(name: name, value: array(of: reference(schema))),
                JSONValue.Member(name: cursor, value: type("integer")),
            ]),
        ])
    }
}
