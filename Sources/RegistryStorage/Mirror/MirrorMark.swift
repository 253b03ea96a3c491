internal import Foundation
public import Registry

/// The file that makes a registry a mirror: it lies beside it, and holds the address that it is copied from.
enum MirrorMark {
    private static let name = "mirror"

    static func address(beside registryFile: String) -> String? {
        let text = try? String(contentsOf: url(beside: registryFile), encoding: .utf8)
        return text?.trimmingCharacters(in: .whitespacesAndNewlines)
    }

    static func write(_ address: String, beside registryFile: String) throws(RegistryError) {
        try DurableFile.write(Array("\(address)\n".utf8), to: url(beside: registryFile).path)
    }

    private static func url(beside registryFile: String) -> URL {
        URL(filePath: registryFile).deletingLastPathComponent().appending(path: name)
    }
}

extension Home {
    /// The address that this home's registry is copied from; nothing where it is a registry of its own.
    public var mirroredAddress: String? { MirrorMark.address(beside: registryFile) }
}
