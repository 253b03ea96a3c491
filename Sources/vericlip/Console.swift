import Foundation

/// The two streams: results on standard output, everything else on standard error.
enum Console {
    static var showsProgress: Bool { isatty(STDERR_FILENO) == 1 }

    /// A line of results. A reader that went away ends the program in silence.
    static func print(_ line: String) { write(line.hasSuffix("\n") ? line : line + "\n") }

    static func write(_ text: String) {
        do {
            try FileHandle.standardOutput.write(contentsOf: Data(text.utf8))
        } catch {
            Console.error("Standard output could not be written: \(error.localizedDescription).")
            exit(ExitStatus.runtime.rawValue)
        }
    }

    static func error(_ line: String) {
        try? FileHandle.standardError.write(contentsOf: Data((line.hasSuffix("\n") ? line : line + "\n").utf8))
    }
}
