internal import Foundation
internal import HTTPTypes
internal import RegistryStorage
internal import Reporting

/// What a publisher says of a recording: a form, and the sidecar that `vericlip register` reads.
struct DraftForm {
    let page: ServerPage
    let details: [String: String]

    private struct Field {
        let name: String
        let label: Message
        var hint: Message?
        /// In the hint.
        var example = ""
        var type = "text"
    }

    private static let fields = [
        Field(name: "title", label: .titleOfIt), Field(name: "event", label: .event),
        Field(name: "date", label: .dayOfIt, type: "date"), Field(name: "place", label: .placeOfIt),
        Field(name: "language", label: .languageSpoken, hint: .languageHint, example: "en-NZ"),
        Field(name: "url", label: .whereInFull, type: "url"),
        Field(name: "recordedAt", label: .timeRecorded, hint: .timeHint, example: "2026-11-22T10:00:00Z"),
        Field(name: "rights", label: .rights),
        Field(name: "people", label: .people, hint: .peopleHint, example: "Jane Doe; John Roe"),
        Field(name: "parent", label: .madeFromRecord, hint: .madeFromHint),
        Field(name: "exclude", label: .passagesExcluded, hint: .excludeHint, example: "0:00-0:12=title-card"),
    ]

    /// What is handed out of the fingerprint. `all` is not said, for it is what is done where nothing is.
    private static let publications: [(value: String, label: Message, hint: Message)] = [
        ("all", .publishAll, .publishAllHint), ("keys", .publishKeys, .publishKeysHint),
        ("embargo", .publishLater, .publishLaterHint),
    ]
    static let publication = "publish"

    /// What was filled in, without spaces around it; empty fields are left out.
    static func details(in form: FormFields) throws(Problem) -> [String: String] {
        var details: [String: String] = [:]
        for name in fields.map(\.name) + [publication] {
            guard let text = form[name]?.trimmingCharacters(in: .whitespacesAndNewlines), !text.isEmpty else {
                continue
            }
            guard text.unicodeScalars.count <= 1000 else {
                throw Problem(
                    .badRequest, "bad-request", "A text of the request is too long.",
                    detail: "\(name) has 1000 characters at most.")
            }
            details[name] = text
        }
        return details
    }

    /// As `vericlip register --metadata` reads it.
    static func sidecar(_ details: [String: String]) -> [UInt8] {
        let members = fields.map(\.name).compactMap { name in
            details[name].map { JSONValue.Member(name: name, value: .string($0)) }
        }
        return Array((JSONValue.object(members).indented + "\n").utf8)
    }

    var fields: String { Self.fields.map(html).joined(separator: "\n") }

    private func html(_ field: Field) -> String {
        let hint =
            field.hint.map {
                "<span class=\"note\" id=\"\(field.name)-hint\">\(page.text($0, ["example": field.example]))</span>"
            } ?? ""
        let described = field.hint == nil ? "" : " aria-describedby=\"\(field.name)-hint\""
        let ends = field.name == "title" ? " required maxlength=\"1000\"" : " maxlength=\"1000\""
        return """
            <p><label for="\(field.name)">\(page.text(field.label))</label>\
            <input type="\(field.type)" id="\(field.name)" name="\(field.name)" dir="auto"\(ends)\(described) \
            value="\(HTML.escaped(details[field.name] ?? ""))">\(hint)</p>
            """
    }

    var publication: String {
        let chosen = details[Self.publication] ?? "all"
        let items = Self.publications.map { value, label, hint in
            """
            <p><label><input type="radio" name="\(Self.publication)" value="\(value)"\(value == chosen ? " checked" : "")> \
            \(page.text(label))</label><span class="note">\(page.text(hint, ["folder": "private/withheld/"]))</span></p>
            """
        }
        return
            "<fieldset><legend>\(page.text(.whatIsPublished))</legend>\n\(items.joined(separator: "\n"))\n</fieldset>"
    }
}
