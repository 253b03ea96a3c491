internal import Foundation
internal import Signing

/// JSON with one encoding of each value: RFC 8785 with whole numbers only, and no control characters in text.
enum CanonicalJSON {
    /// Numbers that every JSON reader holds exactly (RFC 7493).
    static let numberLimit: Int64 = 1 << 53

    static func encode(_ value: some Encodable) throws(StatementDefect) -> [UInt8] {
        do {
            return try canonical(JSONDecoder().decode(JSONValue.self, from: JSONEncoder().encode(value)))
        } catch {
            throw .payload(Self.explain(error))
        }
    }

    /// Reads the canonical encoding and no other: no white space, no second value under one name, names in order.
    static func decode<Value: Decodable>(_ type: Value.Type, from bytes: [UInt8]) throws(StatementDefect) -> Value {
        do {
            let data = Data(bytes)
            let value = try JSONDecoder().decode(JSONValue.self, from: data)
            guard try canonical(value) == bytes else { throw StatementDefect.payload("it is not canonical JSON") }
            return try JSONDecoder().decode(type, from: data)
        } catch {
            throw .payload(Self.explain(error))
        }
    }

    private static func canonical(_ value: JSONValue) throws(StatementDefect) -> [UInt8] {
        var output: [UInt8] = []
        try value.write(to: &output)
        return output
    }

    /// Which field is wrong, in words for whoever wrote the statement.
    private static func explain(_ error: any Error) -> String {
        func path(_ context: DecodingError.Context) -> String {
            context.codingPath.isEmpty ? "the payload" : context.codingPath.map(\.stringValue).joined(separator: ".")
        }
        switch error {
        case StatementDefect.payload(let reason): return reason
        case DecodingError.keyNotFound(let key, let context): return "\(path(context)) lacks \(key.stringValue)"
        case DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context):
            return "\(path(context)) has another type"
        case DecodingError.dataCorrupted(let context): return "\(path(context)): \(context.debugDescription)"
        default: return "it is not JSON"
        }
    }
}

/// Any JSON value without fractions.
private indirect enum JSONValue: Decodable {
    case null
    case boolean(Bool)
    case number(Int64)
    case text(String)
    case array([JSONValue])
    case object([String: JSONValue])

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let value = try? container.decode(Bool.self) {
            self = .boolean(value)
        } else if let value = try? container.decode(Int64.self) {
            self = .number(value)
        } else if let value = try? container.decode(String.self) {
            self = .text(value)
        } else if let value = try? container.decode([JSONValue].self) {
            self = .array(value)
        } else {
            self = .object(try container.decode([String: JSONValue].self))
        }
    }

    func write(to output: inout [UInt8]) throws(StatementDefect) {
        switch self {
        case .null: output += "null".utf8
        case .boolean(let value): output += (value ? "true" : "false").utf8
        case .number(let value):
            guard value.magnitude < CanonicalJSON.numberLimit else {
                throw .payload("the number \(value) is out of range")
            }
            output += String(value).utf8
        case .text(let text): try Self.write(text, to: &output)
        case .array(let items):
            output.append(UInt8(ascii: "["))
            for (index, item) in items.enumerated() {
                if index > 0 { output.append(UInt8(ascii: ",")) }
                try item.write(to: &output)
            }
            output.append(UInt8(ascii: "]"))
        case .object(let members):
            output.append(UInt8(ascii: "{"))
            let ordered = members.sorted { $0.key.utf16.lexicographicallyPrecedes($1.key.utf16) }
            for (index, member) in ordered.enumerated() {
                if index > 0 { output.append(UInt8(ascii: ",")) }
                try Self.write(member.key, to: &output)
                output.append(UInt8(ascii: ":"))
                try member.value.write(to: &output)
            }
            output.append(UInt8(ascii: "}"))
        }
    }

    /// Control characters have no place in a title, and could take over the terminal that shows it.
    private static func write(_ text: String, to output: inout [UInt8]) throws(StatementDefect) {
        guard !text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) else {
            throw .payload("text has a control character")
        }
        output.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { output.append(UInt8(ascii: "\\")) }
            output.append(byte)
        }
        output.append(UInt8(ascii: "\""))
    }
}
