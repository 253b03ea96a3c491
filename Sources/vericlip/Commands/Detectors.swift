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
            abstract: "Lists the detectors, whether they are installed, and what was measured of them.")

        func run() async throws {
            let judging = try await ClipAnalyzer().faceJudging()
            let state =
                switch judging {
                case .done: "installed"
                case .missing: "not installed; scripts/setup --detectors installs it"
                case .altered: "not what this program knows; see vericlip doctor"
                case .unusable(let reason): "does not run: \(reason)"
                }
            let standing =
                FaceModel.isExperimental
                ? "experimental: asked with --detectors experimental alone, and never finds signs of manipulation"
                : "asked by verify where no signed source covers a clip"
            Console.print("\(FaceSignal.name)  swapped faces, model \(FaceModel.name): \(state)")
            Console.print("      \(standing)")
            Console.print("      \(FaceModel.errorRate)")
        }
    }
}
