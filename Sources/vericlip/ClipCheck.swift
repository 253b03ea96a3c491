import ClipAnalysis
import Foundation
import Matching
import Registry
import RegistryStorage
import Verification

/// Verifies clips with the registry of a home. A registry that cannot be asked is a verdict too.
struct ClipCheck: Sendable {
    private let verifier: Result<Verifier, Failure>

    init(home: HomeOption) {
        verifier = Result { () throws(Failure) in
            Verifier(
                analyzer: ClipAnalyzer(), registry: try home.registryForReading(), keys: try home.trustedKeys())
        }
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
            return Verdict(
                clip: ClipFacts(name: name),
                relation: .cannotAssess(Obstacle(.registryUnreachable, failure.sentence)))
        }
    }
}
