import Comparison
import Matching
import Media
import Verification

/// The sentences of a report.
///
/// Never real, true, verified, authentic or fake on their own; picture and sound are named apart; what was not checked is
/// said to be so.
enum Wording {
    static func headline(of verdict: Verdict) -> String { Words(.english).headline(of: verdict) }

    /// What stands under the headline where the verdict does not certify.
    static func caution(of verdict: Verdict) -> String? { Words(.english).caution(of: verdict) }

    /// One sentence a finding: where the clip lies, every difference, then each track.
    static func findings(of verdict: Verdict) -> [String] {
        switch verdict.relation {
        case .cannotAssess(let obstacle): return [obstacle.detail.printable]
        case .noSource:
            return [searched(verdict)] + (verdict.registry?.coverage ?? []).map(StandingLines.coverage)
        case .same, .edited, .changed, .mixed: break
        }
        var sentences: [String] = []
        if verdict.segments.count == 1, let segment = verdict.segments.first {
            let title = verdict.source(of: segment.recording)?.title.map { "“\($0.printable)”" }
            let original = title ?? "record \(segment.recording.rawValue)"
            let isFound = !verdict.isNamedOnly
            sentences.append(
                "Clip \(Clock.text(segment.clip)) \(isFound ? "is" : "may be") \(Clock.text(segment.source)) of \(original)."
            )
        }
        for source in verdict.sources where verdict.segments.contains(where: { $0.recording == source.recording }) {
            guard let parent = source.parent else { continue }
            sentences.append(
                "\(SourceCard.title(of: source)) is a version that was made from \(SourceCard.describe(parent)).")
        }
        sentences += verdict.sources.filter { !$0.holds }.map(failure)
        sentences += verdict.sources.flatMap(StandingLines.findings)
        sentences += verdict.differences.map { sentence(of: $0, in: verdict) }
        sentences += [
            TrackSummary(track: .picture, finding: \.picture, inClip: verdict.clip.description?.video != nil),
            TrackSummary(track: .sound, finding: \.sound, inClip: verdict.clip.description?.audio != nil),
        ].flatMap { $0.sentences(for: verdict) }
        return sentences
    }

    static func limits(of verdict: Verdict) -> [String] {
        verdict.limits.map { limit in
            switch limit {
            case .pictureNotCompared:
                "Parts of the picture were compared in time only: a replaced face, mouth, sign or object would not be seen there."
            case .pictureResolution:
                "Where the picture was compared, what is small or brief may escape: another mouth for about half a second "
                    + "or less, a mouth that is bent rather than replaced, a face lower than a tenth of the frame, a sign or object "
                    + "narrower than a twelfth of it."
            case .clipFacesNotSought:
                "No face detector is installed here: a face in the clip that the record does not know would not be noticed."
            case .truncated(let time):
                "The file ends early, at \(Clock.text(time)): what should have followed was not assessed."
            case .damaged(let errors, let first):
                "The file is damaged (\(count(errors, "error"))\(first.map { ", the first near \(Clock.text($0))" } ?? "")): "
                    + "damaged stretches were not compared."
            case .otherStreams(let number):
                "The file holds \(count(number, "more stream")) that "
                    + "\(number == 1 ? "was" : "were") not examined; only the default picture and sound were."
            case .unknownSigner(let name):
                "The key that signed this record is not among the keys you trust. "
                    + "Make sure that it belongs to \(name?.printable ?? "its publisher") before you rely on the name."
            case .contentCredentials(let hasTrustList):
                "Content Credentials say who signed the file and what they say was done to it, not that what is said or shown in it is so. "
                    + "Whether the signer's certificate was withdrawn since is not asked: nothing is sent."
                    + (hasTrustList
                        ? ""
                        : " There is no list of authorities (keys/c2pa-trust.pem), so nobody vouches for the signer's name.")
            case .unknownLog(let origin):
                "The log \(origin.printable) is not among the logs you trust: its proofs show only that it holds this record."
            case .unusableRecord(let recording):
                "Record \(recording.rawValue) may match, but what is stored of it is not what was signed, "
                    + "so it was not compared."
            case .unreadableFingerprint(let recording):
                "Record \(recording.rawValue)'s fingerprint cannot be read by this version, so it was not compared."
            case .unpublishedFingerprint(let recording):
                "Record \(recording.rawValue) may match, but only its keys are published: ask its publisher for the fingerprint, "
                    + "add it with vericlip reveal \(recording.rawValue) --fingerprint FILE, and check again."
            case .missingFingerprint(let recording):
                "Record \(recording.rawValue) may match, but its fingerprint is not here: "
                    + "vericlip mirror --record \(recording.rawValue) copies it to a mirror; then check again."
            case .fetchedFingerprint(let recording, let address):
                "The fingerprint of record \(recording.rawValue) was fetched from \(address.printable) for this look-up: "
                    + "who serves it there can tell that it was looked at."
            case .unfetchedFingerprint(let recording, let address, let why):
                "The fingerprint of record \(recording.rawValue) could not be fetched from \(address.printable) now: \(why.printable)."
            case .excludedPassage(let recording, let clip, let why):
                "Clip \(Clock.text(clip)) lies in a passage of record \(recording.rawValue) that its publisher excluded "
                    + "(\(why.printable)): others have that footage too."
            case .fingerprintOnly:
                "Only the clip's fingerprint was handed in. Faces, signs and objects in its picture could not be compared, and what the "
                    + "report calls the clip, its hash and its streams is its sender's word."
            case .statementOnly:
                "A signature says who registered a recording and when, "
                    + "not that what is said or shown in it is so."
            }
        }
    }

    private static func searched(_ verdict: Verdict) -> String {
        guard let recordings = verdict.registry?.recordings else { return "Nothing in the registry matches." }
        return "\(count(recordings, "recording")) \(recordings == 1 ? "was" : "were") searched; nothing matches."
    }

    private static func failure(_ source: SourceRecord) -> String {
        let reason =
            if source.signature == .fails {
                "what is stored is not what was signed"
            } else if source.inclusion == .fails {
                "it is not proved to be in the log"
            } else if source.witnessing == .fails {
                "the witnesses that your policy asks for have not cosigned the log's checkpoint"
            } else {
                StandingLines.failure(of: source)
            }
        return "Record \(source.recording.rawValue) fails: \(reason). Nothing it says is vouched for."
    }

    /// `1 recording`, `2 recordings`.
    static func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }
}

extension Verdict {
    func source(of recording: RecordingID) -> SourceRecord? {
        sources.first { $0.recording == recording }
    }
}
