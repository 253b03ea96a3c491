import Foundation

/// A file that the user names for what a command writes.
enum OutputFile {
    /// Whole or not at all; a device or a pipe is written to and never replaced.
    static func write(_ bytes: some Sequence<UInt8>, to path: String) throws {
        let type = try? FileManager.default.attributesOfItem(atPath: path)[.type] as? FileAttributeType
        let isPlain = type == nil || type == .typeRegular
        try Data(bytes).write(to: URL(fileURLWithPath: path), options: isPlain ? .atomic : [])
    }
}
