internal import Foundation
public import Registry

/// The file that makes a registry a mirror: it lies beside it, and holds the address that it is copied from and, on a second line, that
/// fingerprints are fetched from there when a look-up needs them, where the user wants it so.
struct MirrorMark {
    let address: String
    let isOnDemand: Bool

    private static let name = "mirror"
    private static let onDemand = "fingerprints on demand"

    init(address: String, isOnDemand: Bool) {
        self.address = address
        self.isOnDemand = isOnDemand
    }

    /// Nothing where there is none.
    init?(beside registryFile: String) {
        guard let text = try? String(contentsOf: Self.url(beside: registryFile), encoding: .utf8) else { return nil }
        let lines = text.split(whereSeparator: \.isNewline).map { $0.trimmingCharacters(in: .whitespaces) }
        address = lines.first ?? ""
        isOnDemand = lines.dropFirst().contains(Self.onDemand)
    }

    func write(beside registryFile: String) throws(RegistryError) {
        let text = "\(address)\n" + (isOnDemand ? "\(Self.onDemand)\n" : "")
        try DurableFile.write(Array(text.utf8), to: Self.url(beside: registryFile).path)
    }

    private static func url(beside registryFile: String) -> URL {
        URL(filePath: registryFile).deletingLastPathComponent().appending(path: name)
    }
}

extension Home {
    /// The address that this home's registry is copied from; nothing where it is a registry of its own.
    public var mirroredAddress: String? { MirrorMark(beside: registryFile)?.address }

    /// Whether its user wants fingerprints fetched from there when a look-up needs them.
    public var fetchesFingerprintsOnDemand: Bool { MirrorMark(beside: registryFile)?.isOnDemand ?? false }
}
