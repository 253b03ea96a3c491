/// A value of CBOR (RFC 8949) as others write it: lengths need not be the shortest, maps need not be sorted.
enum DataItem: Sendable, Hashable {
    case unsigned(UInt64)
    /// The number -1 - n.
    case negative(UInt64)
    case bytes([UInt8])
    case text(String)
    case array([DataItem])
    case map([DataItem: DataItem])
    indirect case tagged(UInt64, DataItem)
    case bool(Bool)
    case null
    /// Floating point and simple values, which nothing here needs.
    case other

    subscript(key: String) -> DataItem? {
        guard case .map(let members) = self, let value = members[.text(key)], value != .null else { return nil }
        return value
    }

    subscript(key: Int64) -> DataItem? {
        guard case .map(let members) = self else { return nil }
        return members[key < 0 ? .negative(UInt64(~key)) : .unsigned(UInt64(key))]
    }

    var text: String? { if case .text(let text) = self { text } else { nil } }
    var bytes: [UInt8]? { if case .bytes(let bytes) = self { bytes } else { nil } }
    var array: [DataItem]? { if case .array(let items) = self { items } else { nil } }
    var unsigned: UInt64? { if case .unsigned(let value) = self { value } else { nil } }
    var bool: Bool? { if case .bool(let value) = self { value } else { nil } }

    var integer: Int64? {
        switch self {
        case .unsigned(let value): Int64(exactly: value)
        case .negative(let value): Int64(exactly: value).map { ~$0 }
        default: nil
        }
    }
}
