import Foundation

/// Media made on the fly with the `ffmpeg` program, kept for the length of one test run.
public struct TestMedia: Sendable {
    /// Nil where `ffmpeg` is missing; the tests that need it are skipped and say so.
    public static let shared = TestMedia()

    /// For `.enabled(if:)`.
    public static var isAvailable: Bool { shared != nil }

    private let ffmpeg: String
    private let directory: URL
    private let lock = NSLock()

    private init?() {
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        let found = folders.map { "\($0)/ffmpeg" }.first { FileManager.default.isExecutableFile(atPath: $0) }
        guard let found else {
            print("Skipped: tests with media need the ffmpeg program, which is not in PATH.")
            return nil
        }
        ffmpeg = found
        directory = FileManager.default.temporaryDirectory.appending(
            path: "vericlip-test-media-\(ProcessInfo.processInfo.processIdentifier)")
    }

    /// The path of the file called `name`, made by `ffmpeg` with these arguments unless it is there already.
    public func make(_ name: String, _ arguments: String) throws -> String {
        try lock.withLock {
            let path = directory.appending(path: name).path
            if FileManager.default.fileExists(atPath: path) { return path }
            try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
            let process = Process()
            process.executableURL = URL(filePath: ffmpeg)
            process.arguments = ["-v", "error", "-nostdin"] + arguments.split(separator: " ").map(String.init) + [path]
            try process.run()
            process.waitUntilExit()
            guard process.terminationStatus == 0 else { throw FFmpegFailed(arguments: arguments) }
            return path
        }
    }

    /// A file with these bytes.
    public func write(_ name: String, _ bytes: some Sequence<UInt8>) throws -> String {
        try lock.withLock {
            try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
            let path = directory.appending(path: name).path
            try Data(bytes).write(to: URL(filePath: path))
            return path
        }
    }

    /// A file with the bytes of these files, one after the other.
    public func join(_ name: String, _ paths: [String]) throws -> String {
        try write(name, paths.flatMap { try Data(contentsOf: URL(filePath: $0)) })
    }

    public struct FFmpegFailed: Error {
        public let arguments: String
    }

    /// Arguments for `seconds` of a moving test picture with a counter.
    public static func picture(_ seconds: Double, size: String = "320x180", rate: String = "25") -> String {
        "-f lavfi -i testsrc2=s=\(size):r=\(rate):d=\(seconds)"
    }

    /// Arguments for `seconds` of a tone.
    public static func tone(_ seconds: Double, hertz: Int = 440, rate: Int = 44_100) -> String {
        "-f lavfi -i sine=f=\(hertz):r=\(rate):d=\(seconds)"
    }
}
