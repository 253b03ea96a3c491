import Comparison
import Matching
import Media
import Verification

/// The sentences of a report, in a reader's language: English for files and programs.
///
/// Never real, true, verified, authentic or fake on their own; picture and sound are named apart; what was not checked is
/// said to be so.
enum Wording {
    static func headline(of verdict: Verdict) -> String { Words.english.headline(of: verdict) }

    /// What stands under the headline where the verdict does not certify.
    static func caution(of verdict: Verdict) -> String? { Words.english.caution(of: verdict) }

    /// One sentence a finding: where the clip lies, every difference, then each track.
    static func findings(of verdict: Verdict, in words: Words = .english) -> [String] {
        switch verdict.relation {
        case .cannotAssess(let obstacle):
            return [words.language == .english ? obstacle.detail.printable : words(Self.reason(obstacle.code))]
        case .noSource:
            return [searched(verdict, words)]
                + (verdict.registry?.coverage ?? []).map { StandingLines.coverage($0, in: words) }
        case .same, .edited, .changed, .mixed: break
        }
        var sentences: [String] = []
        if verdict.segments.count == 1, let segment = verdict.segments.first {
            let title = SourceCard.title(verdict.source(of: segment.recording), segment.recording, in: words)
            let isFound = !verdict.isNamedOnly
            sentences.append(
                words(
                    isFound ? .clipIs : .clipMayBe,
                    ["clip": Clock.text(segment.clip), "source": Clock.text(segment.source), "title": title]))
        }
        for source in verdict.sources where verdict.segments.contains(where: { $0.recording == source.recording }) {
            guard let parent = source.parent else { continue }
            sentences.append(
                words(
                    .versionMadeFrom,
                    [
                        "version": SourceCard.title(of: source, in: words),
                        "parent": SourceCard.describe(parent, in: words),
                    ]))
        }
        sentences += verdict.sources.filter { !$0.holds }.map { failure($0, words) }
        sentences += verdict.sources.flatMap { StandingLines.findings(on: $0, in: words) }
        sentences += verdict.differences.map { sentence(of: $0, in: verdict, words) }
        sentences += [
            TrackSummary(
                track: .picture, finding: \.picture, inClip: verdict.clip.description?.video != nil, words: words),
            TrackSummary(track: .sound, finding: \.sound, inClip: verdict.clip.description?.audio != nil, words: words),
        ].flatMap { $0.sentences(for: verdict) }
        return sentences
    }

    /// What stands for an obstacle's detail, which is English, in other languages.
    private static func reason(_ code: ObstacleCode) -> Message {
        switch code {
        case .tooShort: .obstacleTooShort
        case .blank: .obstacleBlank
        case .unreadable: .obstacleUnreadable
        case .unsupported: .obstacleUnsupported
        case .decoderCrashed: .obstacleCrashed
        case .timeout: .obstacleTimeout
        case .registryUnreachable: .obstacleRegistry
        }
    }

    private static func searched(_ verdict: Verdict, _ words: Words) -> String {
        verdict.registry.map { words(.searchedInVain, $0.recordings) } ?? words(.nothingMatches)
    }

    private static func failure(_ source: SourceRecord, _ words: Words) -> String {
        let reason =
            if source.signature == .fails {
                words(.notWhatWasSigned)
            } else if source.inclusion == .fails {
                words(.notProvedInLog)
            } else if source.witnessing == .fails {
                words(.notCosigned)
            } else {
                StandingLines.failure(of: source, in: words)
            }
        return words(.recordFailsBecause, ["number": String(source.recording.rawValue), "reason": reason])
    }

    /// `1 recording`, `2 recordings`: English alone.
    static func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }
}

extension Verdict {
    func source(of recording: RecordingID) -> SourceRecord? {
        sources.first { $0.recording == recording }
    }
}
