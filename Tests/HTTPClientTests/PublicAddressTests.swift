import HTTPClient
import Testing

@Suite struct PublicAddressTests {
    @Test(
        arguments: [
            "8.8.8.8", "1.1.1.1", "93.184.216.34", "100.63.255.255", "100.128.0.0", "172.15.0.1", "172.32.0.1",
            "192.167.1.1", "198.17.0.1", "223.255.255.255",
        ])
    func thePublicInternetIsReached(address: String) {
        #expect(PublicAddress.isPublic(ipv4: Self.ipv4(address)))
    }

    @Test(
        arguments: [
            "0.0.0.0", "10.0.0.1", "100.64.0.1", "127.0.0.1", "169.254.169.254", "172.16.0.1", "172.31.255.255",
            "192.0.2.1", "192.168.0.1", "198.18.0.1", "224.0.0.1", "255.255.255.255",
        ])
    func privateNetworksAreNot(address: String) {
        #expect(!PublicAddress.isPublic(ipv4: Self.ipv4(address)))
    }

    @Test(
        arguments: [
            ("2606:4700", true), ("2001:4860", true), ("2001:0000", false), ("2001:0db8", false), ("2002:7f00", false),
            ("fe80:0000", false), ("fc00:0000", false), ("ff02:0000", false), ("0000:0000", false),
            ("3fff:0001", false),
            ("0064:ff9b", false),
        ])
    func versionSix(start: String, isPublic: Bool) {
        let bytes = start.split(separator: ":").flatMap { part -> [UInt8] in
            let value = UInt16(part, radix: 16) ?? 0
            return [UInt8(value >> 8), UInt8(value & 255)]
        }
        #expect(PublicAddress.isPublic(ipv6: bytes + [UInt8](repeating: 0, count: 11) + [1]) == isPublic)
    }

    private static func ipv4(_ text: String) -> UInt32 {
        text.split(separator: ".").reduce(0) { $0 << 8 | (UInt32($1) ?? 0) }
    }
}
