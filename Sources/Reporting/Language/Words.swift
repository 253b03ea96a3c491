/// The words of the pages in one language.
public struct Words: Sendable {
    public let language: Language

    public init(_ language: Language) { self.language = language }

    /// What files, programs and earlier reports have.
    static let english = Words(.english)

    /// - Parameter values: for the places in braces, by their names.
    public func callAsFunction(_ message: Message, _ values: [String: String] = [:]) -> String {
        Self.filled(template(message), isolated(values))
    }

    /// As HTML: what is put in stands by itself, whichever way it and the words around it are written.
    package func html(_ message: Message, _ values: [String: String] = [:]) -> String {
        Self.filled(HTML.escaped(template(message)), values.mapValues { "<bdi>\(HTML.escaped($0))</bdi>" })
    }

    /// A sentence about a number of things, which stands at `{n}`.
    public func callAsFunction(
        _ message: CountedMessage, _ number: Int, _ values: [String: String] = [:]
    ) -> String {
        let forms = forms(message)
        let form = forms[PluralCategory(of: number, in: language)] ?? forms[.other] ?? ""
        return Self.filled(form, isolated(values).merging(["n": String(number)]) { $1 })
    }

    /// Among words that run from the right, times and names stand by themselves.
    private func isolated(_ values: [String: String]) -> [String: String] {
        guard language.direction == .rightToLeft else { return values }
        return values.mapValues { value in
            value.utf8.contains { $0 < 0x80 && !(0x30...0x39).contains($0) && $0 != 0x20 }
                ? "\(Isolate.open)\(value)\(Isolate.end)" : value
        }
    }

    /// With its places left open.
    public func template(_ message: Message) -> String {
        switch language {
        case .english: English.messages[message] ?? ""
        case .german: German.messages[message] ?? ""
        case .arabic: Arabic.messages[message] ?? ""
        case .pseudo: Pseudo.text(English.messages[message] ?? "")
        }
    }

    /// One form for each category that the language has.
    public func forms(_ message: CountedMessage) -> [PluralCategory: String] {
        switch language {
        case .english: English.counted[message] ?? [:]
        case .german: German.counted[message] ?? [:]
        case .arabic: Arabic.counted[message] ?? [:]
        case .pseudo: (English.counted[message] ?? [:]).mapValues(Pseudo.text)
        }
    }

    /// One pass, so that what is put in is never taken for a place.
    private static func filled(_ template: String, _ values: [String: String]) -> String {
        guard template.contains("{") else { return template }
        var result = ""
        var rest = template[...]
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            result += rest[..<open]
            let name = String(rest[rest.index(after: open)..<close])
            result += values[name] ?? "{\(name)}"
            rest = rest[rest.index(after: close)...]
        }
        return result + rest
    }
}
