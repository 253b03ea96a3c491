/// Little-endian fields.
extension Array where Element == UInt8 {
    mutating func append<T: FixedWidthInteger & UnsignedInteger>(littleEndian value: T) {
        for shift in stride(from: 0, to: T.bitWidth, by: 8) { append(UInt8(truncatingIfNeeded: value >> T(shift))) }
    }

    /// The field at `offset`, which the caller has checked to lie inside.
    func field<T: FixedWidthInteger & UnsignedInteger>(_ type: T.Type = T.self, at offset: Int) -> T {
        var value: T = 0
        for byte in 0..<T.bitWidth / 8 { value |= T(self[offset + byte]) << T(byte * 8) }
        return value
    }
}
