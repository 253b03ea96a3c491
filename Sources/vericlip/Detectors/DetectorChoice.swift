import ArgumentParser
import ClipAnalysis
import Detection
import Verification

/// Which detectors are asked, where a stretch of a clip has no signed source.
enum DetectorChoice: String, ExpressibleByArgument, CaseIterable {
    case measured, experimental, none
}

/// The detectors that a command asks.
struct AskedDetectors: Sendable {
    private let detectors: [ClipDetector]
    private let withExperimental: Bool

    /// The project's own, and those of the home.
    init(_ choice: DetectorChoice, home: HomeOption) throws(Failure) {
        detectors = choice == .none ? [] : try OwnDetectors.withOurs(in: home.folder)
        withExperimental = choice == .experimental
    }

    /// The verdict with what they find: known after the relation, and never part of it.
    func examine(_ verdict: Verdict, clip path: String) async -> Verdict {
        // They look at pictures, and a fingerprint has none to look at.
        if ClipFingerprint.isDocument(at: path) { return verdict }
        var verdict = verdict
        verdict.detectors = await ClipExaminer(analyzer: ClipAnalyzer())
            .results(for: verdict, ofFile: path, detectors: detectors, withExperimental: withExperimental)
        return verdict
    }
}
