import ArgumentParser
import ClipAnalysis
import Detection
import Verification

/// Which detectors are asked, where a stretch of a clip has no signed source.
enum DetectorChoice: String, ExpressibleByArgument, CaseIterable {
    case measured, experimental, none
}

/// What a command has examined where a stretch has no signed source: by detectors, and against people.
struct AskedExamination: Sendable {
    private let detectors: [ClipDetector]
    private let withExperimental: Bool
    private let people: [String]
    private let home: HomeOption

    /// - Parameters:
    ///   - choice: of the project's own detectors and those of the home.
    ///   - people: names of people whom the home has learned.
    init(_ choice: DetectorChoice, against people: [String] = [], home: HomeOption) throws(Failure) {
        detectors = choice == .none ? [] : try OwnDetectors.withOurs(in: home.folder)
        withExperimental = choice == .experimental
        _ = try LearnedPeople.named(people, home: home)
        self.people = people
        self.home = home
    }

    /// The verdict with what is found: known after the relation, and never part of it.
    func examine(_ verdict: Verdict, clip path: String) async -> Verdict {
        // They look at pictures, and a fingerprint has none to look at.
        if ClipFingerprint.isDocument(at: path) { return verdict }
        // For each clip anew: nobody is compared with who was forgotten meanwhile, or by a record that was withdrawn.
        let known = people.flatMap { (try? LearnedPeople.named([$0], home: home)) ?? [] }
        let examiner = ClipExaminer(
            analyzer: ClipAnalyzer(), detectors: detectors, withExperimental: withExperimental, people: known)
        return await examiner.examined(verdict, ofFile: path)
    }
}
