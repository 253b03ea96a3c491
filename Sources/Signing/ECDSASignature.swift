/// A P-256 signature in its two encodings: r and s of 32 bytes each (COSE), or a DER sequence of two integers (OpenSSL).
enum ECDSASignature {
    static let componentByteCount = 32

    /// Nothing where the raw signature is not 64 bytes.
    static func der(fromRaw raw: [UInt8]) -> [UInt8]? {
        guard raw.count == 2 * componentByteCount else { return nil }
        let integers = derInteger(raw.prefix(componentByteCount)) + derInteger(raw.suffix(componentByteCount))
        return [0x30, UInt8(integers.count)] + integers
    }

    /// Nothing where the bytes are not the DER of two integers of at most 256 bits.
    static func raw(fromDER der: [UInt8]) -> [UInt8]? {
        guard der.count >= 2, der[0] == 0x30, Int(der[1]) == der.count - 2 else { return nil }
        var rest = der.dropFirst(2)
        guard let r = takeComponent(&rest), let s = takeComponent(&rest), rest.isEmpty else { return nil }
        return r + s
    }

    /// Minimal two's complement: no leading zero byte but one that keeps the number positive.
    private static func derInteger(_ component: ArraySlice<UInt8>) -> [UInt8] {
        var magnitude = Array(component.drop { $0 == 0 })
        if magnitude.first.map({ $0 >= 0x80 }) ?? true { magnitude.insert(0, at: 0) }
        return [0x02, UInt8(magnitude.count)] + magnitude
    }

    private static func takeComponent(_ der: inout ArraySlice<UInt8>) -> [UInt8]? {
        guard der.popFirst() == 0x02, let count = der.popFirst(), count > 0, der.count >= Int(count) else { return nil }
        let magnitude = der.prefix(Int(count)).drop { $0 == 0 }
        der = der.dropFirst(Int(count))
        guard magnitude.count <= componentByteCount else { return nil }
        return [UInt8](repeating: 0, count: componentByteCount - magnitude.count) + magnitude
    }
}
