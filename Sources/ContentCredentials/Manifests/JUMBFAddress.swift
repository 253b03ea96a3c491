/// Where a part of a manifest store lies: `self#jumbf=/c2pa/MANIFEST/c2pa.assertions/LABEL`, or without the manifest for
/// one's own parts.
struct JUMBFAddress: Hashable {
    /// None where the address is relative to the manifest that it stands in.
    let manifest: String?
    /// What follows the manifest.
    let path: [String]

    init(_ url: String) {
        let place = url.hasPrefix(Self.prefix) ? url.dropFirst(Self.prefix.count) : url[...]
        var parts = place.split(separator: "/", omittingEmptySubsequences: true).map(String.init)
        if parts.first == "c2pa", parts.count >= 2 {
            manifest = parts[1]
            parts.removeFirst(2)
        } else {
            manifest = nil
        }
        path = parts
    }

    static func signature(of manifest: String) -> String { "\(self.manifest(manifest))/c2pa.signature" }
    static func claim(of manifest: String, label: String) -> String { "\(self.manifest(manifest))/\(label)" }
    static func assertion(_ label: String, of manifest: String) -> String {
        "\(self.manifest(manifest))/c2pa.assertions/\(label)"
    }
    static func manifest(_ label: String) -> String { "\(prefix)/c2pa/\(label)" }

    private static let prefix = "self#jumbf="
}

/// An address, and the hash of what lies there.
struct HashedURI {
    let url: String
    let address: JUMBFAddress
    /// None where the claim's own algorithm is meant.
    let algorithm: String?
    let hash: [UInt8]

    init?(_ item: DataItem?) {
        guard let item, let url = item["url"]?.text, let hash = item["hash"]?.bytes else { return nil }
        self.url = url
        address = JUMBFAddress(url)
        self.hash = hash
        algorithm = item["alg"]?.text
    }
}
