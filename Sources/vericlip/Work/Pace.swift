import Foundation
import Synchronization

/// How far an ingestion is, how fast, and how long it will take: a line on a terminal, and one a minute elsewhere.
final class Pace: Sendable {
    private let (waiting, all): (Int, Int)
    private let began = ContinuousClock.now
    private let state = Mutex(State())

    private struct State {
        var done = 0
        var failed = 0
        /// Of recordings that were registered.
        var seconds = 0.0
        var told: ContinuousClock.Instant?
    }

    /// - Parameters:
    ///   - waiting: recordings that are to be registered in this run.
    ///   - all: those of the list.
    init(of waiting: Int, among all: Int) { (self.waiting, self.all) = (waiting, all) }

    func show(_ row: OutcomeFile.Row) {
        let line = state.withLock { state -> String? in
            state.done += 1
            if row.failure != nil { state.failed += 1 }
            state.seconds += row.seconds ?? 0
            let isDue = state.told.map { $0.duration(to: .now) > .seconds(Console.showsProgress ? 1 : 60) } ?? true
            guard isDue else { return nil }
            state.told = .now
            return words(state)
        }
        guard let line else { return }
        if Console.showsProgress {
            try? FileHandle.standardError.write(contentsOf: Data("\r\u{1B}[K\(line)".utf8))
        } else {
            Console.error(line)
        }
    }

    func finish() {
        if Console.showsProgress { try? FileHandle.standardError.write(contentsOf: Data("\r\u{1B}[K".utf8)) }
    }

    private func words(_ state: State) -> String {
        let elapsed = max(began.duration(to: .now) / .seconds(1), 0.001)
        let left = Int(Double(waiting - state.done) * elapsed / Double(state.done))
        return "\(all - waiting + state.done) of \(all), \(state.failed) failed; "
            + "\(Int(state.seconds / elapsed)) times real time; "
            + "\(left >= 3600 ? "\(left / 3600) h " : "")\(left % 3600 / 60) min \(left % 60) s left"
    }
}
