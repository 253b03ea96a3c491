import Foundation
import Synchronization

/// Control-C and a polite request to end: the program stops at once. What is half written in a registry is rolled back when it
/// is next opened; children end with their parent.
enum Interrupt {
    static func exitsWith130() {
        for number in [SIGINT, SIGTERM] {
            signal(number) { _ in _exit(130) }
        }
    }

    /// For a program that ends what it has begun: from now on the first such request is only noted, and the second ends the program.
    /// Returns once there was one, or where the task is cancelled.
    static func isAwaited() async {
        noted.store(0, ordering: .relaxed)
        for number in [SIGINT, SIGTERM] {
            signal(number) { _ in
                if Interrupt.noted.add(1, ordering: .relaxed).oldValue > 0 { _exit(130) }
            }
        }
        // A handler may do little more than count: so the count is looked at.
        while noted.load(ordering: .relaxed) == 0, !Task.isCancelled { try? await Task.sleep(for: .milliseconds(100)) }
    }

    private static let noted = Atomic<Int>(0)
}
