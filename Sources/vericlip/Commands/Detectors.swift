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
            for detector in try OwnDetectors.withOurs(in: home.folder) {
                let card = detector.card
                let standing =
                    card.isExperimental
                    ? "experimental: asked with --detectors experimental alone, and never finds signs of manipulation"
                    : "asked by verify where no signed source covers a clip"
                Console.print(
                    "\(card.name)  \(card.subject), model \(card.version): \(try await Self.state(of: detector))")
                Console.print("      \(standing)")
                Console.print("      \(card.errorRate)")
            }
            let together = SignalFusion.card
            Console.print(
                "\(together.name)  \(together.subject), model \(together.version): what those of this program say")
            Console.print("      \(together.errorRate)")
            try await Self.listPeople()
        }

        /// What compares faces and voices with signed recordings of people.
        private static func listPeople() async throws {
            let analyzer = ClipAnalyzer()
            let all = [
                (IdentityModel.version, "Faces", IdentityModel.errorRate, try await analyzer.obstacleToTellingFaces()),
                (VoiceModel.version, "Voices", VoiceModel.errorRate, try await analyzer.obstacleToTellingVoices()),
            ]
            for (version, subject, errorRate, obstacle) in all {
                let state =
                    switch obstacle {
                    case nil: "installed"
                    case .missing: "not installed; scripts/setup --people installs it"
                    case .altered: "not what this program knows; see vericlip doctor"
                    case .unusable(let reason): "does not run: \(reason)"
                    }
                Console.print("\(version)  \(subject) against signed recordings of a person: \(state)")
                Console.print("      asked by --against NAME alone (verify, lookup, serve)")
                Console.print("      \(errorRate)")
            }
        }

        private static func state(of detector: ClipDetector) async throws -> String {
            switch detector {
            case .faces(let judge): try await state(of: judge)
            case .lipsAndSound: state(of: try await ClipAnalyzer().faceSearch())
            }
        }

        private static func state(of search: FaceSearch) -> String {
            switch search {
            case .done: "installed"
            case .missing: "the face detector is not installed; scripts/setup installs it"
            case .notAsked, .altered, .unusable: "\(search.obstacle ?? "it was not asked for"); see vericlip doctor"
            }
        }

        private static func state(of judge: FaceJudge) async throws -> String {
            switch try await ClipAnalyzer().obstacle(to: judge) {
            case nil: "installed"
            case .missing:
                judge.isUsers
                    ? "its network, the runtime or the face detector is not there; scripts/setup --detectors fetches the latter"
                    : "not installed; scripts/setup --detectors installs it"
            case .altered:
                judge.isUsers
                    ? "its network does not have the SHA-256 that its description names"
                    : "not what this program knows; see vericlip doctor"
            case .unusable(let reason): "does not run: \(reason)"
            }
        }
    }
}
