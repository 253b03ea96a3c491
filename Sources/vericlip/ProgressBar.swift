import Foundation
import Synchronization

/// One line on a terminal that fills up; nothing where standard error is not a terminal.
final class ProgressBar: Sendable {
    private let label: String
    private let drawn = Mutex<Int?>(nil)

    init(_ label: String) { self.label = label }

    /// - Parameter fraction: 0 to 1; absent where the length is not known.
    func show(_ fraction: Double?) {
        guard Console.showsProgress, let fraction else { return }
        let percent = Int(min(max(fraction, 0), 1) * 100)
        let changed = drawn.withLock { last in
            defer { last = percent }
            return last != percent
        }
        guard changed else { return }
        let filled = String(repeating: "#", count: percent / 5)
        let open = String(repeating: ".", count: 20 - percent / 5)
        write("\r\(label) [\(filled)\(open)] \(percent) %")
    }

    /// Takes the line away again.
    func finish() {
        guard drawn.withLock({ $0 }) != nil else { return }
        write("\r\u{1B}[K")
    }

    private func write(_ text: String) {
        try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
    }
}
