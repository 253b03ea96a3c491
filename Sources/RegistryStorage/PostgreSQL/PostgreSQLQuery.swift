/// A statement with its parameters, as it is sent: all values binary.
struct PostgreSQLQuery: Sendable {
    let sql: String
    let parameters: [PostgreSQLParameter]

    init(_ sql: String, _ parameters: PostgreSQLParameter...) {
        self.sql = sql
        self.parameters = parameters
    }
}

/// A value in PostgreSQL's binary format, under the number of its type.
struct PostgreSQLParameter: Sendable {
    /// Numbers of built-in types, which never change (`pg_type.dat` of the server).
    private enum TypeID {
        static let bytes: UInt32 = 17
        static let integer: UInt32 = 20
        static let text: UInt32 = 25
        static let bytesArray: UInt32 = 1001
        static let textArray: UInt32 = 1009
        static let integerArray: UInt32 = 1016
    }

    let type: UInt32
    /// Nothing for null.
    let bytes: [UInt8]?

    private init(_ type: UInt32, _ bytes: [UInt8]?) {
        self.type = type
        self.bytes = bytes
    }

    static func integer(_ value: Int) -> Self { Self(TypeID.integer, bigEndian(value)) }
    static func bytes(_ value: [UInt8]?) -> Self { Self(TypeID.bytes, value) }
    static func text(_ value: String) -> Self { Self(TypeID.text, Array(value.utf8)) }

    static func integers(_ values: [Int]) -> Self {
        array(TypeID.integerArray, of: TypeID.integer, values.map(bigEndian))
    }

    static func bytes(_ values: [[UInt8]?]) -> Self { array(TypeID.bytesArray, of: TypeID.bytes, values) }
    static func texts(_ values: [String]) -> Self {
        array(TypeID.textArray, of: TypeID.text, values.map { Array($0.utf8) })
    }

    /// One dimension from 1 on: how many dimensions, whether there are nulls, the elements' type, their count, the first index; then
    /// each with its length, -1 for null.
    private static func array(_ type: UInt32, of element: UInt32, _ values: [[UInt8]?]) -> Self {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(20 + values.reduce(0) { $0 + 4 + ($1?.count ?? 0) })
        for number in [1, values.contains { $0 == nil } ? 1 : 0, Int32(bitPattern: element), Int32(values.count), 1] {
            append(number, to: &bytes)
        }
        for value in values {
            append(value.map { Int32($0.count) } ?? -1, to: &bytes)
            if let value { bytes += value }
        }
        return Self(type, bytes)
    }

    static func append(_ number: Int32, to bytes: inout [UInt8]) {
        for shift in [24, 16, 8, 0] as [Int32] { bytes.append(UInt8(truncatingIfNeeded: number >> shift)) }
    }

    static func bigEndian(_ number: Int) -> [UInt8] {
        (0..<8).map { UInt8(truncatingIfNeeded: number >> (56 - 8 * $0)) }
    }
}
