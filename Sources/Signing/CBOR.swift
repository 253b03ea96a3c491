/// The part of CBOR (RFC 8949) that statements need. Every value has exactly one encoding, and only that is read.
package indirect enum CBOR: Sendable, Hashable {
    case unsigned(UInt64)
    /// The number -1 - n.
    case negative(UInt64)
    case bytes([UInt8])
    case text(String)
    case array([CBOR])
    /// Encoded in ascending order of the encoded keys, whatever the order here; a decoded map has that order.
    case map([Member])
    case tagged(UInt64, CBOR)

    package struct Member: Sendable, Hashable {
        package let key: CBOR
        package let value: CBOR

        package init(_ key: CBOR, _ value: CBOR) {
            self.key = key
            self.value = value
        }
    }

    package init(_ number: Int64) {
        self = number < 0 ? .negative(UInt64(~number)) : .unsigned(UInt64(number))
    }

    /// The number, where it is one that fits.
    package var integer: Int64? {
        switch self {
        case .unsigned(let value): Int64(exactly: value)
        case .negative(let value): Int64(exactly: value).map { ~$0 }
        default: nil
        }
    }

    /// The value under an integer key of a map.
    package subscript(key: Int64) -> CBOR? {
        guard case .map(let members) = self else { return nil }
        return members.first { $0.key.integer == key }?.value
    }
}

extension CBOR {
    /// The deterministic encoding. Keys of one map must differ.
    package var encoded: [UInt8] {
        switch self {
        case .unsigned(let value): Self.head(major: 0, value)
        case .negative(let value): Self.head(major: 1, value)
        case .bytes(let bytes): Self.head(major: 2, UInt64(bytes.count)) + bytes
        case .text(let text): Self.head(major: 3, UInt64(text.utf8.count)) + text.utf8
        case .array(let items): Self.head(major: 4, UInt64(items.count)) + items.flatMap(\.encoded)
        case .map(let members):
            Self.head(major: 5, UInt64(members.count))
                + members.map { (key: $0.key.encoded, value: $0.value.encoded) }
                .sorted { $0.key.lexicographicallyPrecedes($1.key) }
                .flatMap { $0.key + $0.value }
        case .tagged(let tag, let item): Self.head(major: 6, tag) + item.encoded
        }
    }

    /// Major type and argument, in the fewest bytes.
    private static func head(major: UInt8, _ argument: UInt64) -> [UInt8] {
        let first = major << 5
        switch argument {
        case 0..<24: return [first | UInt8(argument)]
        case 24...0xFF: return [first | 24, UInt8(argument)]
        case 0x100...0xFFFF: return [first | 25] + bigEndian(argument, count: 2)
        case 0x1_0000...0xFFFF_FFFF: return [first | 26] + bigEndian(argument, count: 4)
        default: return [first | 27] + bigEndian(argument, count: 8)
        }
    }

    private static func bigEndian(_ value: UInt64, count: Int) -> [UInt8] {
        (0..<count).reversed().map { UInt8(truncatingIfNeeded: value >> (8 * UInt64($0))) }
    }
}
