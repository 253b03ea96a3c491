/// Tells addresses of the public internet from those of this machine, of private networks and of special use (IANA's
/// registries of special-purpose addresses).
package enum PublicAddress {
    /// First address and length of the prefix, in bits.
    private static let specialIPv4: [(UInt32, Int)] = [
        (0x0000_0000, 8), (0x0A00_0000, 8), (0x6440_0000, 10), (0x7F00_0000, 8), (0xA9FE_0000, 16), (0xAC10_0000, 12),
        (0xC000_0000, 24), (0xC000_0200, 24), (0xC0A8_0000, 16), (0xC612_0000, 15), (0xC633_6400, 24),
        (0xCB00_7100, 24), (0xE000_0000, 3),
    ]

    package static func isPublic(ipv4 address: UInt32) -> Bool {
        !specialIPv4.contains { first, bits in (address ^ first) >> UInt32(32 - bits) == 0 }
    }

    /// - Parameter bytes: 16 of them. Only 2000::/3 is given to hosts; in it, documentation, and the addresses that hold an
    ///   IPv4 address (6to4 and Teredo).
    package static func isPublic(ipv6 bytes: [UInt8]) -> Bool {
        guard bytes.count == 16, bytes[0] & 0xE0 == 0x20 else { return false }
        switch (bytes[0], bytes[1]) {
        case (0x20, 0x02): return false
        // 2001::/23: protocols, Teredo among them.
        case (0x20, 0x01) where bytes[2] < 0x02: return false
        case (0x20, 0x01) where bytes[2] == 0x0D && bytes[3] == 0xB8: return false
        case (0x3F, 0xFF) where bytes[2] < 0x10: return false
        default: return true
        }
    }
}
