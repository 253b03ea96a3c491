import ClipAnalysis
import Fingerprinting
import Foundation
import Matching
import Registry
import RegistryStorage
import Verification

/// Verifies clips with the registry of a home, or with one on another machine. A registry that cannot be asked is a verdict too.
struct ClipCheck: Sendable {
    private let home: Home
    private let registry: Result<any RegistryStore & CandidateSource, Failure>
    private let keys: Result<TrustedKeys, Failure>
    private let analyzer: Result<ClipAnalyzer, Failure>
    private let gatherer: EvidenceGatherer?

    /// - Parameters:
    ///   - option: which registry, where it is not the home's own. One that cannot be opened is in every verdict.
    ///   - credentials: whether those are fetched that do not lie in the clip.
    ///   - limits: of the child that decodes the clip.
    init(
        home: HomeOption, registry option: RegistryOption? = nil, credentials: CredentialOptions? = nil,
        limits: AnalysisLimits = AnalysisLimits()
    ) {
        self.init(
            home: home, credentials, limits,
            Result { () throws(Failure) in
                if let option { try option.open(of: home) } else { try home.registryForReading() }
            })
    }

    /// With a registry that is open.
    init(
        home: HomeOption, asking registry: any RegistryStore & CandidateSource, credentials: CredentialOptions? = nil,
        limits: AnalysisLimits = AnalysisLimits()
    ) {
        self.init(home: home, credentials, limits, .success(registry))
    }

    private init(
        home: HomeOption, _ credentials: CredentialOptions?, _ limits: AnalysisLimits,
        _ registry: Result<any RegistryStore & CandidateSource, Failure>
    ) {
        self.home = home.folder
        self.registry = registry
        keys = Result { () throws(Failure) in try home.trustedKeys() }
        analyzer = Result { () throws(Failure) in
            ClipAnalyzer(
                limits: limits, trustList: try home.trustList(), remoteManifests: credentials?.remoteManifests)
        }
        gatherer = (try? registry.get()).map { EvidenceGatherer(analyzer: ClipAnalyzer(), registry: $0) }
    }

    func verdict(
        on path: String, name: String, threads: Int, progress: (@Sendable (ScanProgress) -> Void)? = nil,
        fingerprinted: (@Sendable (Fingerprint) -> Void)? = nil, located: (@Sendable ([FoundSource]) -> Void)? = nil
    ) async -> Verdict {
        do {
            let registry = try registry.get()
            let mirror = (registry as? OnDemandRegistry)?.forOneLookup()
            let verifier = Verifier(
                analyzer: try analyzer.get(), registry: mirror ?? registry, keys: try keys.get())
            var verdict: Verdict
            if ClipFingerprint.isDocument(at: path) {
                let document = try ClipFingerprint(contentsOf: path)
                fingerprinted?(document.fingerprint)
                verdict = try await verifier.verdict(on: document, located: located)
            } else {
                verdict = try await verifier.verdict(
                    onFile: path, name: name, threads: threads, progress: progress,
                    scanned: { fingerprinted?($0.fingerprint) }, located: located)
            }
            if let mirror { verdict.limits += mirror.limits(of: home) }
            return verdict
        } catch let defect as ClipFingerprint.Defect {
            let detail = "\(name) is not a clip's fingerprint: \(defect.phrase). Next: vericlip fingerprint makes one."
            return Verdict(clip: ClipFacts(name: name), relation: .cannotAssess(Obstacle(.unreadable, detail)))
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
            if let credentials = try? await analyzer.get().contentCredentials(path: path) { verdict.add(credentials) }
            return verdict
        }
    }

    /// Pictures for a verdict on this clip, or on its fingerprint; nothing where the registry could not be opened.
    /// - Parameter original: path of the user's copy of the original.
    func evidence(for verdict: Verdict, clip path: String, original: String?) async -> Evidence? {
        await gatherer?.evidence(
            for: verdict, clip: ClipFingerprint.isDocument(at: path) ? nil : path,
            original: original.map { ($0, URL(fileURLWithPath: $0).lastPathComponent) })
    }
}
