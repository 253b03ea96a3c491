import Comparison
package import Matching
import Media
import Registry

/// Recordings of which only the keys are here: they are named, and nothing is compared with them.
extension Verifier {
    func unpublished(
        _ matches: Matches
    ) throws(RegistryError) -> [(candidate: Candidate, record: SourceRecord)] {
        var found: [(candidate: Candidate, record: SourceRecord)] = []
        for candidate in matches.unpublished {
            guard let record = try sources.source(candidate.recording), record.holds else { continue }
            found.append((candidate, record))
        }
        return found
    }
}

extension Verdict {
    /// Whether a recording is named by its keys alone: nothing was compared.
    public var isNamedOnly: Bool {
        [.possible(.fingerprintNotPublished), .possible(.fingerprintNotHere)].contains(confidence)
    }

    /// Names the recording that the clip may come from, as far as its keys tell: where, and that neither track was checked.
    package mutating func name(_ candidate: Candidate, _ record: SourceRecord) {
        guard let offset = candidate.offsets.first else { return }
        let here = offset.clip.milliseconds
        let start = max(0, here.lowerBound + offset.milliseconds)
        relation = .same
        confidence = .possible(record.isPublished ? .fingerprintNotHere : .fingerprintNotPublished)
        segments = [
            VerifiedSegment(
                recording: candidate.recording, clip: offset.clip,
                source: TimeRange(milliseconds: start..<start + here.count),
                mirrored: candidate.view?.mirrored ?? false,
                picture: clip.description?.video == nil ? .absent : .notChecked,
                sound: clip.description?.audio == nil ? .absent : .notChecked)
        ]
        sources = [record]
        limits.append(.uncompared(record))
    }
}

extension Limit {
    /// That a recording which may match was not compared, because its fingerprint is not here.
    static func uncompared(_ record: SourceRecord) -> Limit {
        record.isPublished ? .missingFingerprint(record.recording) : .unpublishedFingerprint(record.recording)
    }
}
