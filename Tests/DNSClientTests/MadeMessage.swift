/// DNS messages made byte by byte (RFC 1035, 4.1).
struct MadeMessage {
    static let txt: UInt16 = 16
    static let alias: UInt16 = 5

    var id: UInt16 = 0
    /// Response, recursion desired and available.
    var flags: UInt16 = 0x8180
    /// As it stands in the query.
    var question: [UInt8] = []
    var answers: [[UInt8]] = []
    /// In place of the number of answers.
    var statedAnswers: Int?

    /// An answer to the query, with nothing in it.
    init(to query: [UInt8]) {
        id = UInt16(query[0]) << 8 | UInt16(query[1])
        let name = query.dropFirst(12).prefix { $0 != 0 }
        question = Array(query.dropFirst(12).prefix(name.count + 5))
    }

    /// The name that is asked for, with dots.
    static func name(in query: [UInt8]) -> String {
        var rest = query.dropFirst(12)
        var labels: [String] = []
        while let length = rest.popFirst(), length > 0 {
            labels.append(String(decoding: rest.prefix(Int(length)), as: UTF8.self))
            rest = rest.dropFirst(Int(length))
        }
        return labels.joined(separator: ".")
    }

    /// The same with a TXT record of these strings.
    func with(_ strings: String...) -> MadeMessage {
        with(type: Self.txt, data: strings.flatMap { [UInt8(truncatingIfNeeded: $0.utf8.count)] + Array($0.utf8) })
    }

    /// - Parameter owner: the name in the question, by a pointer, where nothing else is said.
    func with(
        type: UInt16, data: [UInt8], statedLength: Int? = nil, owner: [UInt8] = [0xC0, 0x0C]
    ) -> MadeMessage {
        var copy = self
        let length = UInt16(truncatingIfNeeded: statedLength ?? data.count)
        copy.answers.append(owner + type.bytes + [0, 1, 0, 0, 0, 60] + length.bytes + data)
        return copy
    }

    func coded(_ code: UInt16) -> MadeMessage {
        var copy = self
        copy.flags |= code
        return copy
    }

    var bytes: [UInt8] {
        let count = UInt16(truncatingIfNeeded: statedAnswers ?? answers.count)
        return id.bytes + flags.bytes + [0, 1] + count.bytes + [0, 0, 0, 0] + question + answers.flatMap(\.self)
    }
}

extension UInt16 {
    fileprivate var bytes: [UInt8] { [UInt8(self >> 8), UInt8(self & 0xFF)] }
}
