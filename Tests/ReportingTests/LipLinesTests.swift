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

    /// What they say together: with how many clips it was calibrated, in words and numbers, and in the reader's language.
    @Test func together() throws {
        var verdict = SampleVerdicts.noSource
        var face = DetectorResult(
            of: FaceModel.face.card, outcome: .noSigns, ranges: [TimeRange(milliseconds: 0..<9000)], isAsked: true)
        face.score = 0.9
        verdict.detectors = [face, try #require(SignalFusion.result(of: [face]))]
        let report = SampleVerdicts.report(verdict)
        let text = report.text(as: .text)
        #expect(text.contains("All signals together (experimental: do not rely on it), 0:00–0:09: cannot assess: "))
        #expect(text.contains("calibrated with: 5; as high as here or higher scored 0 of them. It takes 49"))
        let json = try JSONSerialization.jsonObject(with: Data(report.text(as: .json).utf8)) as? [String: Any]
        let together = try #require((json?["detectors"] as? [[String: Any]])?.last)
        #expect(together["name"] as? String == "combined" && together["reason"] as? String == "too-few-references")
        #expect(together["references"] as? [String: Int] == ["clips": 5, "reaching": 0, "needed": 49])
        let place = ServedPlace(
            clip: "/clip", pictures: ("/v1/records/", "/pictures"), exhibits: "/shown/", links: [])
        let (german, _) = report.served(at: place, in: Words(.german))
        #expect(german.contains("Alle Signale zusammen (experimentell") && !german.contains("Swapped faces"))
    }

    @Test(arguments: [DetectorReason.noSpeech, .music, .stillMouth, .unsupported, .recompressed, .tooFewReferences])
    func everyReasonHasWords(
        _ reason: DetectorReason
    ) {
        let text = report(offset: nil, .cannotAssess(reason)).text(as: .text)
        #expect(text.contains("cannot assess: ") && !text.contains("The sound lies"))
    }
}
