extension CBOR {
    /// Reads exactly one value that fills the bytes.
    package init(decoding bytes: [UInt8]) throws(SigningError) {
        var decoder = CBORDecoder(bytes)
        self = try decoder.value(depth: 0)
        guard decoder.isAtEnd else { throw decoder.defect(.trailingBytes) }
    }
}

/// A cursor over untrusted bytes: every length is checked against what is there before anything is taken or reserved.
private struct CBORDecoder {
    /// A statement is five levels deep; the limit keeps hostile nesting off the stack.
    private static let depthLimit = 8

    private let bytes: [UInt8]
    private var offset = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    var isAtEnd: Bool { offset == bytes.count }

    func defect(_ defect: CBORDefect, at position: Int? = nil) -> SigningError {
        .statement(.cbor(defect, offset: position ?? offset))
    }

    mutating func value(depth: Int) throws(SigningError) -> CBOR {
        guard depth < Self.depthLimit else { throw defect(.tooDeep) }
        let start = offset
        let (major, argument) = try head()
        switch major {
        case 0: return .unsigned(argument)
        case 1: return .negative(argument)
        case 2: return .bytes(Array(try take(argument)))
        case 3:
            guard let text = String(validating: try take(argument), as: UTF8.self) else {
                throw defect(.invalidText, at: start)
            }
            return .text(text)
        case 4: return .array(try items(argument, depth: depth))
        case 5: return .map(try members(argument, depth: depth))
        case 6: return .tagged(argument, try value(depth: depth + 1))
        default: throw defect(.unsupported, at: start)
        }
    }

    private mutating func items(_ count: UInt64, depth: Int) throws(SigningError) -> [CBOR] {
        var items: [CBOR] = []
        for _ in 0..<count { items.append(try value(depth: depth + 1)) }
        return items
    }

    private mutating func members(_ count: UInt64, depth: Int) throws(SigningError) -> [CBOR.Member] {
        var members: [CBOR.Member] = []
        var previous: ArraySlice<UInt8>?
        for _ in 0..<count {
            let start = offset
            let key = try value(depth: depth + 1)
            let encoded = bytes[start..<offset]
            if let previous, !previous.lexicographicallyPrecedes(encoded) {
                throw defect(previous == encoded ? .duplicateKey : .unsortedKeys, at: start)
            }
            previous = encoded
            members.append(CBOR.Member(key, try value(depth: depth + 1)))
        }
        return members
    }

    private mutating func head() throws(SigningError) -> (major: UInt8, argument: UInt64) {
        let start = offset
        guard let first = try take(1).first else { throw defect(.truncated) }
        let major = first >> 5
        // Floating point and simple values are turned away by the caller, whatever their length.
        guard major != 7 else { return (7, 0) }
        let additional = first & 31
        switch additional {
        case 0..<24: return (major, UInt64(additional))
        case 24...27:
            let argument = try take(1 << UInt64(additional - 24)).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
            // The value belongs in fewer bytes where it would have fitted the next shorter form.
            let shorter: UInt64 = additional == 24 ? 24 : 1 << (8 << UInt64(additional - 25))
            guard argument >= shorter else { throw defect(.notShortest, at: start) }
            return (major, argument)
        case 31 where (2...5).contains(major): throw defect(.indefiniteLength, at: start)
        default: throw defect(.unsupported, at: start)
        }
    }

    private mutating func take(_ count: UInt64) throws(SigningError) -> ArraySlice<UInt8> {
        guard count <= UInt64(bytes.count - offset) else { throw defect(.truncated) }
        defer { offset += Int(count) }
        return bytes[offset..<(offset + Int(count))]
    }
}
