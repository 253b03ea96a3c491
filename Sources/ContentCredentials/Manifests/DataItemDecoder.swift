extension DataItem {
    /// Reads one value that fills the bytes.
    init(decoding bytes: ArraySlice<UInt8>) throws(Refusal) {
        var decoder = DataItemDecoder(rest: bytes)
        self = try decoder.value(depth: 0)
        guard decoder.rest.isEmpty else { throw DataItemDecoder.defect("something follows the value") }
    }
}

/// A cursor over untrusted bytes: every length is checked against what is there before anything is taken.
struct DataItemDecoder {
    /// What manifests are made of is about eight levels deep.
    private static let depthLimit = 32
    /// Values in one item, each of which costs some 40 bytes however few it takes in the file.
    private static let countLimit = 131_072

    var rest: ArraySlice<UInt8>
    private var count = 0

    init(rest: ArraySlice<UInt8>) { self.rest = rest }

    static func defect(_ what: String) -> Refusal { Refusal(.claimCBORInvalid, "its CBOR is broken: \(what)") }

    mutating func value(depth: Int) throws(Refusal) -> DataItem {
        guard depth < Self.depthLimit else { throw Self.defect("it is nested deeper than \(Self.depthLimit)") }
        count += 1
        guard count <= Self.countLimit else { throw Self.defect("it has more than \(Self.countLimit) values") }
        let (major, argument) = try head()
        switch (major, argument) {
        case (0, let argument?): return .unsigned(argument)
        case (1, let argument?): return .negative(argument)
        case (2, let length): return .bytes(Array(try string(major: 2, length)))
        case (3, let length):
            guard let text = String(validating: try string(major: 3, length), as: UTF8.self) else {
                throw Self.defect("a text is not UTF-8")
            }
            return .text(text)
        case (4, let count): return .array(try items(count, depth: depth))
        case (5, let count): return .map(try members(count, depth: depth))
        case (6, let argument?): return .tagged(argument, try value(depth: depth + 1))
        case (7, 20?): return .bool(false)
        case (7, 21?): return .bool(true)
        case (7, 22?), (7, 23?): return .null
        case (7, .some): return .other
        default: throw Self.defect("a length is missing")
        }
    }

    private mutating func items(_ count: UInt64?, depth: Int) throws(Refusal) -> [DataItem] {
        var items: [DataItem] = []
        while try hasMore(count, after: items.count) { items.append(try value(depth: depth + 1)) }
        return items
    }

    private mutating func members(_ count: UInt64?, depth: Int) throws(Refusal) -> [DataItem: DataItem] {
        var members: [DataItem: DataItem] = [:]
        while try hasMore(count, after: members.count) {
            let key = try value(depth: depth + 1)
            // Readers that took the one or the other would be told different things.
            guard members.updateValue(try value(depth: depth + 1), forKey: key) == nil else {
                throw Self.defect("a key occurs twice")
            }
        }
        return members
    }

    /// Whether a list goes on: to its count, or to the break that ends one without.
    private mutating func hasMore(_ count: UInt64?, after taken: Int) throws(Refusal) -> Bool {
        if let count { return taken < count }
        guard let next = rest.first else { throw Self.defect("it ends early") }
        guard next == Self.breakByte else { return true }
        rest.removeFirst()
        return false
    }

    private static let breakByte: UInt8 = 0xFF

    private mutating func string(major: UInt8, _ length: UInt64?) throws(Refusal) -> ArraySlice<UInt8> {
        if let length { return try take(length) }
        var joined: [UInt8] = []
        while try hasMore(nil, after: 0) {
            let (kind, length) = try head()
            guard kind == major, let length else { throw Self.defect("a string is cut in other things") }
            joined += try take(length)
        }
        return joined[...]
    }

    /// Major type and argument; no argument where the length is indefinite.
    private mutating func head() throws(Refusal) -> (major: UInt8, argument: UInt64?) {
        guard let first = rest.popFirst() else { throw Self.defect("it ends early") }
        let (major, additional) = (first >> 5, first & 31)
        switch additional {
        case 0..<24: return (major, UInt64(additional))
        case 24...27:
            let argument = try take(1 << UInt64(additional - 24)).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
            // Longer arguments of major type 7 are floating point, never one of the simple values.
            return (major, major == 7 && additional > 24 ? .max : argument)
        case 31 where (2...5).contains(major): return (major, nil)
        default: throw Self.defect("a byte has no meaning")
        }
    }

    private mutating func take(_ count: UInt64) throws(Refusal) -> ArraySlice<UInt8> {
        guard count <= UInt64(rest.count) else { throw Self.defect("it ends early") }
        defer { rest = rest.dropFirst(Int(count)) }
        return rest.prefix(Int(count))
    }
}
