import Detection
import Foundation
import Media
import Reporting
import Testing
import Verification

/// What a report says of lips and sound.
@Suite struct LipLinesTests {
    private func report(offset: Int?, _ outcome: DetectorResult.Outcome) -> Report {
        var verdict = SampleVerdicts.noSource
        var result = DetectorResult(
            of: LipModel.card, outcome: outcome, ranges: [TimeRange(milliseconds: 0..<9000)], isAsked: true)
        result.score = 0.97
        result.soundOffset = offset
        verdict.detectors = [result]
        return SampleVerdicts.report(verdict)
    }

    @Test(arguments: [(400, "0.4 s behind"), (-840, "0.8 s before"), (960, "1.0 s behind")])
    func whereTheSoundLies(offset: Int, words: String) throws {
        let report = report(offset: offset, .cannotAssess(.experimental))
        #expect(report.text(as: .text).contains("The sound lies \(words) the lips that it goes with."))
        let json = try JSONSerialization.jsonObject(with: Data(report.text(as: .json).utf8)) as? [String: Any]
        let detector = try #require((json?["detectors"] as? [[String: Any]])?.first)
        #expect(detector["soundOffset"] as? Double == Double(offset) / 1000)
        #expect(detector["name"] as? String == "lips-and-sound" && detector["experimental"] as? Bool == true)
    }

    @Test(arguments: [DetectorReason.noSpeech, .music, .stillMouth, .unsupported]) func everyReasonHasWords(
        _ reason: DetectorReason
    ) {
        let text = report(offset: nil, .cannotAssess(reason)).text(as: .text)
        #expect(text.contains("cannot assess: ") && !text.contains("The sound lies"))
    }
}
