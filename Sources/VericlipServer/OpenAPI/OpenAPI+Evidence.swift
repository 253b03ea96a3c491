internal import Reporting

/// What is taken away of a report besides its formats, described.
extension OpenAPI {
    static let evidencePaths: [(String, JSONValue)] = [
        (
            "/v1/verifications/{id}/bundle",
            .object([
                "get": operation(
                    "bundle", "The report with all that stands behind it, in one file (docs/bundle-v1.md).",
                    [
                        "200": content("The evidence bundle.", "application/zip"),
                        "404": failure("There is none of this name."),
                        "409": failure("There is no report yet, or nothing to prove."),
                    ], parameters: [parameter("id", in: "path", schema: type("string"))])
            ])
        ),
        (
            "/v1/verifications/{id}/pdf",
            .object([
                "get": operation(
                    "pdf", "The report on one to three sheets.",
                    [
                        "200": content("It.", "application/pdf"), "404": failure("There is none of this name."),
                        "409": failure("There is no report yet."), "500": failure("It could not be printed."),
                        "501": failure("No Chromium is installed."), "503": failure("Another one is being printed."),
                    ], parameters: [parameter("id", in: "path", schema: type("string"))])
            ])
        ),
    ]
}
