import ClipAnalysis
import Detection
import Foundation
import Matching
import Registry
import RegistryStorage
import Verification

/// Verifies clips with the registry of a home. A registry that cannot be asked is a verdict too.
struct ClipCheck: Sendable {
    private let verifier: Result<Verifier, Failure>
    /// Absent where the list of authorities for Content Credentials cannot be used.
    private let analyzer: ClipAnalyzer?
    private let gatherer: EvidenceGatherer?

    init(home: HomeOption) {
        let registry = Result { () throws(Failure) in try home.registryForReading() }
        let analyzer = Result { () throws(Failure) in ClipAnalyzer(trustList: try home.trustList()) }
        self.analyzer = try? analyzer.get()
        verifier = Result { () throws(Failure) in
            Verifier(analyzer: try analyzer.get(), registry: try registry.get(), keys: try home.trustedKeys())
        }
        gatherer = (try? registry.get()).map { EvidenceGatherer(analyzer: ClipAnalyzer(), registry: $0) }
    }

    func verdict(
        on path: String, name: String, threads: Int, progress: (@Sendable (ScanProgress) -> Void)? = nil
    ) async -> Verdict {
        do {
            return try await verifier.get().verdict(onFile: path, name: name, threads: threads, progress: progress)
        } catch {
            let failure =
                switch error {
                case let error as Failure: error
                case let error as RegistryError: Failure(error)
                default: Failure("The registry could not be searched: \(error)", next: "vericlip doctor.")
                }
            var verdict = Verdict(
                clip: ClipFacts(name: name),
                relation: .cannotAssess(Obstacle(.registryUnreachable, failure.sentence)))
            // What the file itself carries needs no registry.
            if let credentials = try? await analyzer?.contentCredentials(path: path) { verdict.add(credentials) }
            return verdict
        }
    }

    /// What detectors find in the stretches of a clip that no source covers: known after the relation, and never part of it.
    func detectors(for verdict: Verdict, clip path: String, withExperimental: Bool) async -> [DetectorResult] {
        await ClipExaminer(analyzer: ClipAnalyzer())
            .results(for: verdict, ofFile: path, withExperimental: withExperimental)
    }

    /// Pictures for a verdict on this clip; nothing where the registry could not be opened.
    /// - Parameter original: path of the user's copy of the original.
    func evidence(for verdict: Verdict, clip path: String, original: String?) async -> Evidence? {
        await gatherer?.evidence(
            for: verdict, clip: path,
            original: original.map { ($0, URL(fileURLWithPath: $0).lastPathComponent) })
    }
}
