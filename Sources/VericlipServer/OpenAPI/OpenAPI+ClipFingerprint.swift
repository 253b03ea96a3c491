internal import Reporting

/// The document that stands for a clip.
extension OpenAPI {
    static let clipFingerprint = JSONValue.object([
        "type": .string("object"), "description": .string("docs/remote.md; schema is the first member."),
        "required": .array(["schema", "clip", "fingerprint"].map(JSONValue.string)),
        "properties": .object([
            "schema": words(["vericlip.clip-fingerprint/1"]),
            "clip": .object([
                "type": .string("object"), "required": .array([.string("name")]),
                "properties": .object([
                    "name": length(255), "sha256": digest, "container": type("string"), "video": video, "audio": audio,
                ]),
            ]),
            "fingerprint": .object(["type": .string("string"), "contentEncoding": .string("base64")]),
        ]),
    ])

    /// SHA-256, or a key's ID.
    static let digest = JSONValue.object(["type": .string("string"), "pattern": .string("^[0-9a-f]{64}$")])

    private static let video = stream(
        ["codec", "width", "height"],
        [
            "codec": length(64), "width": type("integer"), "height": type("integer"), "frameRate": type("number"),
            "pixelAspect": type("number"), "rotation": type("integer"),
        ])

    private static let audio = stream(
        ["codec", "sampleRate", "channels"],
        ["codec": length(64), "sampleRate": type("integer"), "channels": type("integer")])

    private static func stream(_ required: [String], _ properties: KeyValuePairs<String, JSONValue?>) -> JSONValue {
        .object([
            "type": .string("object"), "required": .array(required.map(JSONValue.string)),
            "properties": .object(properties),
        ])
    }
}
