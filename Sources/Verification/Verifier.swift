public import ClipAnalysis
import Comparison
import Fingerprinting
public import Matching
import Media
public import Registry
import Signing
import TransparencyLog

/// Verifies clips against a registry: scan, match, compare, roll up.
public struct Verifier: Sendable {
    private let analyzer: ClipAnalyzer
    private let registry: any RegistryStore & CandidateSource
    private let keys: TrustedKeys
    let sources: SourceReader

    public init(analyzer: ClipAnalyzer, registry: any RegistryStore & CandidateSource, keys: TrustedKeys) {
        self.analyzer = analyzer
        self.registry = registry
        self.keys = keys
        sources = SourceReader(registry, trusting: keys)
    }

    /// The verdict on a file. A file that cannot be assessed has a verdict too; `RegistryError` where the registry could
    /// not be asked.
    /// - Parameters:
    ///   - name: what the report calls the clip.
    ///   - threads: for decoding.
    ///   - progress: of the scan; at its end what is left is to search and to compare.
    ///   - scanned: called with what the scan found, where it succeeded.
    ///   - located: called with where the clip lies, the strongest first, before it is compared there; not where it lies nowhere.
    public func verdict(
        onFile path: String, name: String, threads: Int = 1, progress: (@Sendable (ScanProgress) -> Void)? = nil,
        scanned: (@Sendable (ClipScan) -> Void)? = nil, located: (@Sendable ([FoundSource]) -> Void)? = nil
    ) async throws -> Verdict {
        var clip = ClipFacts(name: name)
        let scan: ClipScan
        do {
            scan = try await analyzer.scan(path: path, profile: .query, threads: threads, progress: progress)
        } catch {
            var verdict = Verdict(clip: clip, relation: .cannotAssess(Obstacle(error)))
            // A picture, or a clip that no decoder takes, may carry a manifest all the same.
            if let credentials = try? await analyzer.contentCredentials(path: path) { verdict.add(credentials) }
            return verdict
        }
        progress?(ScanProgress(position: scan.duration, duration: scan.duration))
        scanned?(scan)
        clip.sha256 = try? SHA256Digest(ofFile: path).hex
        return try await verdict(on: scan, ofFile: path, clip: clip, located: located)
    }

    /// The verdict on a clip that was scanned already: the steps after the scan.
    /// - Parameter path: the file, for pictures that the scan did not keep; without it they are not compared.
    public func verdict(
        on scan: ClipScan, ofFile path: String? = nil, clip: ClipFacts,
        located: (@Sendable ([FoundSource]) -> Void)? = nil
    ) async throws -> Verdict {
        var verdict = try await relation(of: scan, ofFile: path, clip: clip, located)
        verdict.facts = scan.facts
        if let credentials = scan.contentCredentials { verdict.add(credentials) }
        return verdict
    }

    private func relation(
        of scan: ClipScan, ofFile path: String?, clip: ClipFacts, _ located: (@Sendable ([FoundSource]) -> Void)?
    ) async throws -> Verdict {
        var clip = clip
        clip.duration = scan.duration
        clip.description = scan.description
        if let obstacle = try ClipUsability.obstacle(in: scan.fingerprint) {
            return Verdict(clip: clip, relation: .cannotAssess(obstacle))
        }
        let recordings = CandidateRecordings(of: registry)
        let matches = try Matcher().match(scan.fingerprint, index: registry, recordings: recordings)
        let defects = recordings.defects
        let found = try matches.alignments.map { alignment in
            (
                alignment: alignment,
                record: try sources.source(alignment.recording, defect: defects[alignment.recording])
            )
        }.filter { !$0.alignment.liesWithin($0.record?.excluded ?? []) }
        let ranked = Self.ranked(found)
        let places = ranked.compactMap { FoundSource($0.alignment, $0.record) }
        if !places.isEmpty { located?(places) }
        let pictures = ClipPictures(path: path, scan: scan, analyzer: analyzer)
        let composition = try await composition(of: ranked, scan: scan, pictures: pictures, recordings: recordings)
        return try verdict(
            clip: clip, composition: composition, sources: ranked.compactMap(\.record), scan: scan, defects: defects,
            matches: matches)
    }

    /// Records that hold come first, then those whose signer the user trusts, then those that whom the user trusts has checked, then
    /// those that were not withdrawn, then the better match: a stranger's record over an altered copy never stands before a
    /// trusted one over the original.
    static func ranked<Alignment>(
        _ sources: [(alignment: Alignment, record: SourceRecord?)]
    ) -> [(alignment: Alignment, record: SourceRecord?)] {
        sources.enumerated().sorted { a, b in
            (rank(a.element.record), a.offset) < (rank(b.element.record), b.offset)
        }.map(\.element)
    }

    /// How far a record's word counts; 0 is the most.
    private static func rank(_ record: SourceRecord?) -> Int {
        guard let record, record.holds else { return 6 }
        let isAttested = record.standing.attestations.contains { !$0.isOwn && $0.by.isTrusted }
        let tier = record.trust == .trusted ? 0 : isAttested ? 2 : 4
        return record.standing.isWithdrawn ? tier + 1 : tier
    }

    /// Whether only comparing tells which of two the clip comes from: they are versions of one recording, or both lie over the same
    /// stretch of the clip, as two speakers before one background do, and one record's word counts as much as the other's.
    private static func rivals(
        _ a: (alignment: Alignment, record: SourceRecord?), _ b: (alignment: Alignment, record: SourceRecord?)
    ) -> Bool {
        a.alignment.recording == b.alignment.recording || a.record != nil && a.record?.original == b.record?.original
            || rank(a.record) == rank(b.record) && a.alignment.showsAll(of: b.alignment)
    }

    /// - Parameter sources: in the order in which they take what they cover, save that the nearest of several rivals goes first.
    private func composition(
        of sources: [(alignment: Alignment, record: SourceRecord?)], scan: ClipScan, pictures: ClipPictures,
        recordings: CandidateRecordings
    ) async throws -> Composition {
        var compared: [RecordingID: ScaledComparison] = [:]
        var rest = sources
        var ordered: [(alignment: Alignment, record: SourceRecord?)] = []
        while let first = rest.first {
            var rivals = rest.filter { Self.rivals($0, first) }
            rest.removeAll { one in rivals.contains { $0.alignment.recording == one.alignment.recording } }
            if rivals.count > 1 {
                var distances: [(index: Int, distance: [Int])] = []
                for (index, rival) in rivals.prefix(Rivals.mostCompared).enumerated() {
                    guard let result = try await compare(rival, scan, pictures, recordings) else { continue }
                    compared[rival.alignment.recording] = result
                    distances.append(
                        (index, Rivals.distance(result.comparison, isDerived: rival.record?.parent != nil)))
                }
                let nearest = distances.min { $0.distance.lexicographicallyPrecedes($1.distance) }
                if let nearest { rivals.insert(rivals.remove(at: nearest.index), at: 0) }
            }
            ordered += rivals
        }
        var composition = Composition()
        for source in ordered where !composition.contribution(of: source.alignment).isEmpty {
            var result = compared[source.alignment.recording]
            if result == nil { result = try await compare(source, scan, pictures, recordings) }
            guard let result else { continue }
            composition.add(result.comparison, rescaled: result.isRescaled)
        }
        return composition
    }

    /// The clip against one recording.
    private struct ScaledComparison {
        let comparison: ComparedAlignment
        let isRescaled: Bool
    }

    private func compare(
        _ source: (alignment: Alignment, record: SourceRecord?), _ scan: ClipScan, _ pictures: ClipPictures,
        _ recordings: CandidateRecordings
    ) async throws -> ScaledComparison? {
        let alignment = source.alignment
        guard let reference = try recordings.fingerprint(of: alignment.recording) else { return nil }
        let scaling = PictureScaling(
            alignment.geometry, clip: scan.description.video, source: source.record, aspect: reference.displayAspect)
        let comparer = try PictureComparer(
            reference: reference, query: scan.fingerprint, alignment: alignment,
            rows: scan.description.video?.rows ?? 0)
        let comparison = try Comparer().compare(
            query: scan.fingerprint, reference: reference, alignment: alignment,
            pictures: alignment.geometry == nil ? nil : try await pictures.compared(by: comparer))
        return ScaledComparison(comparison: comparison, isRescaled: scaling?.isRescaled ?? false)
    }

    private func verdict(
        clip: ClipFacts, composition: Composition, sources: [SourceRecord], scan: ClipScan,
        defects: [RecordingID: RecordDefect], matches: Matches
    ) throws -> Verdict {
        var verdict = Verdict(clip: clip, relation: .noSource, registry: try state(without: matches.unreadable))
        verdict.limits = Self.limits(of: scan) + matches.unreadable.map(Limit.unreadableFingerprint)
        let unpublished = try unpublished(matches)
        guard !composition.segments.isEmpty else {
            verdict.limits += defects.keys.sorted().map(Limit.unusableRecord)
            if let found = unpublished.first { verdict.name(found.candidate, found.record) }
            if !unpublished.isEmpty { verdict.limits += limits(of: verdict, soughtFaces: true) }
            return verdict
        }
        verdict.relation = RollUp.relation(
            differences: composition.differences, adjustments: composition.adjustments)
        verdict.segments = composition.segments
        verdict.differences = composition.differences
        verdict.adjustments = Adjustment.allCases.filter(composition.adjustments.contains)
        verdict.pictureGaps = composition.gaps
        verdict.pictures = composition.pictures
        verdict.comparisons = composition.comparisons
        let compared = Set(composition.segments.map(\.recording))
        verdict.sources =
            sources.filter { compared.contains($0.recording) }
            + sources.filter { !compared.contains($0.recording) }
        verdict.confidence = RollUp.confidence(
            of: verdict.relation, segments: verdict.segments, recordHolds: !verdict.recordFails,
            weakMatch: matches.isWeak(in: compared))
        verdict.limits += unpublished.map { .uncompared($0.record) }
        verdict.limits += limits(of: verdict, soughtFaces: scan.fingerprint.faceScan != nil)
        return verdict
    }
}

extension Verifier {
    /// - Parameter unreadable: recordings that could not be searched.
    private func state(without unreadable: [RecordingID]) throws(RegistryError) -> RegistryState {
        let checkpoint = try registry.checkpoint()
        return RegistryState(
            origin: registry.log.name, size: checkpoint?.size, rootHash: checkpoint?.root.hex,
            recordings: try registry.recordingCount() - unreadable.count, coverage: try coverage())
    }

    /// What the publishers that the user trusts say they register completely; a stranger's word on that adds nothing.
    private func coverage() throws(RegistryError) -> [StatedCoverage] {
        let history: PublisherHistory
        do {
            history = try registry.publisherHistory()
        } catch .logFails {
            return []
        }
        return try registry.coverage().compactMap { remark in
            let speaker = RecordStanding.Speaker(remark.signer, history, keys)
            guard speaker.isTrusted else { return nil }
            return StatedCoverage(
                by: speaker, series: remark.content.series, from: remark.content.from, until: remark.content.until,
                url: remark.content.url, logIndex: remark.index)
        }
    }

    private func limits(of verdict: Verdict, soughtFaces: Bool) -> [Limit] {
        var limits: [Limit] = []
        if verdict.segments.contains(where: \.hasUncheckedPicture) { limits.append(.pictureNotCompared) }
        if !verdict.pictures.isEmpty {
            limits.append(.pictureResolution)
            if !soughtFaces { limits.append(.clipFacesNotSought) }
        }
        for segment in verdict.segments {
            let passages = verdict.sources.first { $0.recording == segment.recording }?.excluded ?? []
            limits += segment.stretches(in: passages).map {
                .excludedPassage(segment.recording, clip: $0.clip, why: $0.why)
            }
        }
        let compared = Set(verdict.segments.map(\.recording))
        for source in verdict.sources where compared.contains(source.recording) && source.trust == .unknown {
            if let publisher = source.publisher { limits.append(.unknownSigner(name: publisher.name)) }
        }
        if keys.trust(in: registry.log) == .unknown { limits.append(.unknownLog(origin: registry.log.name)) }
        limits.append(.statementOnly)
        return limits
    }

    /// What the scan itself leaves open.
    private static func limits(of scan: ClipScan) -> [Limit] {
        var limits: [Limit] = []
        if let end = scan.completeness.truncatedAt { limits.append(.truncated(at: MediaTime(milliseconds: end))) }
        if scan.completeness.errors > 0 {
            let first = scan.completeness.firstErrorAt.map { MediaTime(milliseconds: $0) }
            limits.append(.damaged(errors: scan.completeness.errors, firstAt: first))
        }
        let read = (scan.description.video == nil ? 0 : 1) + (scan.description.audio == nil ? 0 : 1)
        if scan.description.streamCount > read { limits.append(.otherStreams(scan.description.streamCount - read)) }
        return limits
    }
}
