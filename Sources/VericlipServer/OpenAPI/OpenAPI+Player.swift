internal import Fingerprinting
internal import Hummingbird
internal import Reporting

/// What the page's player plays, described.
extension OpenAPI {
    static let playerPaths: [(String, JSONValue)] = [
        ("/v1/verifications/{id}/clip", .object(["get": clip])),
        ("/v1/verifications/{id}/pictures", .object(["get": clipPictures])),
        ("/v1/records/{record}/pictures", .object(["get": pictures])),
    ]

    private static let clip = operation(
        "clip", "The clip as it was handed in, also in parts.",
        [
            "200": content("The clip.", "*/*"), "206": content("The part that Range names.", "*/*"),
            "404": failure("There is none of this name."), "416": failure("The clip has no such part."),
        ],
        parameters: [
            parameter("id", in: "path", schema: type("string")),
            parameter(
                "Range", in: "header", schema: type("string"), about: "One range of bytes (RFC 9110, section 14.2)."),
        ])

    private static let clipPictures = operation(
        "clipPictures", "The small grey pictures that the clip's fingerprint holds of a stretch of it.",
        [
            "200": content("They, as docs/api-v1.md lays them out.", RecordPictures.mediaType),
            "400": failure("A number is out of range."),
            "404": failure("There are none: no such verification, not verified yet, or sound only."),
        ],
        parameters: [
            parameter("id", in: "path", schema: type("string")),
            parameter(
                "start", in: "query", schema: integer(0, Fingerprint.maximumDuration),
                about: "Milliseconds of the clip; its beginning without."),
            parameter(
                "end", in: "query", schema: integer(0, Request.lastNumber),
                about: "Milliseconds; what lies \(RecordPictures.longest) after the start and later is not given."),
        ])

    private static let pictures = operation(
        "pictures", "The small grey pictures that a recording's fingerprint holds of a stretch of it.",
        [
            "200": content("They, as docs/api-v1.md lays them out.", RecordPictures.mediaType),
            "400": failure("A number is out of range."),
            "404": failure("There are none: no such record, nothing given out, or sound only."),
        ],
        parameters: [
            parameter("record", in: "path", schema: integer(0, lastEntry)),
            parameter(
                "start", in: "query", schema: integer(0, Fingerprint.maximumDuration),
                about: "Milliseconds of the recording; its beginning without."),
            parameter(
                "end", in: "query", schema: integer(0, Request.lastNumber),
                about: "Milliseconds; what lies \(RecordPictures.longest) after the start and later is not given."),
        ])
}
