/// A JSON document whose objects keep the order in which their members were written.
public enum JSONValue: Sendable, Hashable {
    case null
    case bool(Bool)
    case integer(Int)
    /// Thousandths, so that times and fractions print the same everywhere: 34200 is 34.2.
    case thousandths(Int)
    case string(String)
    case array([JSONValue])
    case object([Member])
    /// JSON on one line that stands as it is.
    case verbatim(String)

    public struct Member: Sendable, Hashable {
        public var name: String
        public var value: JSONValue

        public init(name: String, value: JSONValue) {
            self.name = name
            self.value = value
        }
    }

    /// An object without the members that are unknown.
    public static func object(_ members: KeyValuePairs<String, JSONValue?>) -> JSONValue {
        .object(members.compactMap { name, value in value.map { Member(name: name, value: $0) } })
    }

    /// A value rounded to thousandths.
    public static func rounded(_ value: Double) -> JSONValue {
        .thousandths(Int((value * 1000).rounded()))
    }

    /// One line.
    public var compact: String {
        var text = ""
        write(to: &text, indentation: nil)
        return text
    }

    /// Indented by two spaces; what holds only numbers and words stays on one line.
    public var indented: String {
        var text = ""
        write(to: &text, indentation: 0)
        return text
    }

    private func write(to text: inout String, indentation: Int?) {
        switch self {
        case .null: text += "null"
        case .bool(let value): text += value ? "true" : "false"
        case .integer(let value): text += String(value)
        case .thousandths(let value): text += Self.decimal(thousandths: value)
        case .string(let value): Self.write(value, to: &text)
        case .verbatim(let json): text += json
        case .array(let values):
            Self.write(values, between: ("[", "]"), to: &text, indentation: indentation, isFlat: isFlat) {
                $0.write(to: &$1, indentation: $2)
            }
        case .object(let members):
            Self.write(members, between: ("{", "}"), to: &text, indentation: indentation, isFlat: isFlat) {
                Self.write($0.name, to: &$1)
                $1 += indentation == nil ? ":" : ": "
                $0.value.write(to: &$1, indentation: $2)
            }
        }
    }

    private static func write<Element>(
        _ elements: [Element], between brackets: (String, String), to text: inout String, indentation: Int?,
        isFlat: Bool, element write: (Element, inout String, Int?) -> Void
    ) {
        let inner = indentation.map { $0 + 2 }
        text += brackets.0
        for (index, element) in elements.enumerated() {
            if index > 0 { text += "," }
            if let inner, !isFlat {
                text += "\n" + String(repeating: " ", count: inner)
            } else if index > 0, indentation != nil {
                text += " "
            }
            write(element, &text, inner)
        }
        if let indentation, !isFlat, !elements.isEmpty {
            text += "\n" + String(repeating: " ", count: indentation)
        }
        text += brackets.1
    }

    /// Small enough to read on one line: at most four members, none of them a container.
    private var isFlat: Bool {
        switch self {
        case .array(let values): values.count <= 4 && values.allSatisfy(\.isShortScalar)
        case .object(let members): members.count <= 4 && members.allSatisfy(\.value.isShortScalar)
        default: true
        }
    }

    private var isShortScalar: Bool {
        switch self {
        case .array, .object, .verbatim: false
        case .string(let value): value.utf8.count <= 24
        default: true
        }
    }

    /// Decimal notation with at least one and at most three decimals.
    static func decimal(thousandths: Int) -> String {
        let whole = thousandths.magnitude / 1000
        var decimals = String(thousandths.magnitude % 1000 + 1000).dropFirst()
        while decimals.count > 1, decimals.hasSuffix("0") { decimals.removeLast() }
        return "\(thousandths < 0 ? "-" : "")\(whole).\(decimals)"
    }

    /// RFC 8259, section 7. Line separators and `<` are escaped too, so that a report may stand inside a script element.
    private static func write(_ string: String, to text: inout String) {
        text += "\""
        for scalar in string.unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "\n": text += "\\n"
            case "\r": text += "\\r"
            case "\t": text += "\\t"
            case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}", "<", "\u{2028}", "\u{2029}":
                let hex = String(scalar.value, radix: 16)
                text += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
            default: text.unicodeScalars.append(scalar)
            }
        }
        text += "\""
    }
}
