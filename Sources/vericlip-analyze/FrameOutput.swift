import ClipAnalysis
import Glibc

/// Standard output, in frames.
enum FrameOutput {
    static func send(_ kind: AnalysisFrame.Kind, _ value: some Encodable) {
        guard let frame = try? AnalysisFrame(kind, json: value) else { exit(1) }
        send(frame)
    }

    static func send(_ frame: AnalysisFrame) { write(frame.bytes, to: 1) }

    static func explain(_ text: String) { write(Array(text.utf8), to: 2) }

    /// Without a reader there is nothing left to do.
    private static func write(_ bytes: [UInt8], to descriptor: Int32) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes { unsafe Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { exit(1) }
            rest = rest.dropFirst(count)
        }
    }
}
