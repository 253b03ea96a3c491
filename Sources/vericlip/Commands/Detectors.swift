import ArgumentParser
import ClipAnalysis
import Detection

/// `vericlip detectors`: what examines stretches that no signed source covers.
struct Detectors: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Lists the detectors, whether they are installed, and what was measured of them.",
        subcommands: [List.self, EvaluateDetectors.self], defaultSubcommand: List.self)

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Lists the detectors, whether they are installed, and what was measured of them.",
            discussion:
                "Those of your own are described by a file each in the home's folder detectors: docs/detection.md.")

        @OptionGroup var home: HomeOption

        func run() async throws {
            for judge in [.face] + (try OwnDetectors.all(in: home.folder)) {
                let model = judge.model
                let standing =
                    model.isExperimental
                    ? "experimental: asked with --detectors experimental alone, and never finds signs of manipulation"
                    : "asked by verify where no signed source covers a clip"
                Console.print(
                    "\(model.name)  \(model.subject), model \(model.version): \(try await Self.state(of: judge))")
                Console.print("      \(standing)")
                Console.print("      \(model.errorRate)")
            }
        }

        private static func state(of judge: FaceJudge) async throws -> String {
            let isOwn = judge != .face
            return switch try await ClipAnalyzer().faceJudging(by: judge) {
            case .done: "installed"
            case .missing:
                isOwn
                    ? "its network, the runtime or the face detector is not there; scripts/setup --detectors fetches the latter"
                    : "not installed; scripts/setup --detectors installs it"
            case .altered:
                isOwn
                    ? "its network does not have the SHA-256 that its description names"
                    : "not what this program knows; see vericlip doctor"
            case .unusable(let reason): "does not run: \(reason)"
            }
        }
    }
}
