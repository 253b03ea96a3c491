import Foundation

/// Control-C and a polite request to end: the program stops at once. What is half written in a registry is rolled back when it
/// is next opened; children end with their parent.
enum Interrupt {
    static func exitsWith130() {
        for number in [SIGINT, SIGTERM] {
            signal(number) { _ in _exit(130) }
        }
    }
}
