import Foundation

/// Files of `Tests/Vectors`.
enum Vectors {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Vectors")

    static func bytes(_ name: String) throws -> [UInt8] { Array(try Data(contentsOf: folder.appending(path: name))) }

    static func text(_ name: String) throws -> String { String(decoding: try bytes(name), as: UTF8.self) }

    /// The first line without its newline.
    static func line(_ name: String) -> String { String((try? text(name))?.prefix { $0 != "\n" } ?? "") }
}
