import Detection
import Foundation
import Media
import Reporting
import Testing
import Verification

/// What a report says of faces and voices against signed recordings of people.
@Suite struct PersonLinesTests {
    private func report(
        _ signal: PersonResult.Signal, _ outcome: PersonResult.Outcome, records: [UInt32] = [3, 5]
    ) -> Report {
        var verdict = SampleVerdicts.noSource
        verdict.people = [
            PersonResult(
                person: "Jane\u{1B}[2J <Doe>", signal: signal, outcome: outcome,
                ranges: [TimeRange(milliseconds: 0..<9000)], records: records, measure: 0.291, model: "identity-1")
        ]
        return SampleVerdicts.report(verdict)
    }

    private func entry(_ report: Report) throws -> [String: Any] {
        let json = try JSONSerialization.jsonObject(with: Data(report.text(as: .json).utf8)) as? [String: Any]
        #expect(json?["relation"] as? String == "no-source")
        return try #require((json?["people"] as? [[String: Any]])?.first)
    }

    @Test func aFaceThatIsLikeThePersons() throws {
        let report = report(.face, .consistent)
        let text = report.text(as: .text)
        #expect(text.contains("Face, against Jane"))
        #expect(text.contains("0:00–0:09: consistent with 2 signed recordings of the person. How often that errs: "))
        #expect(text.contains("Consistent is no proof") && !text.contains("\u{1B}"))
        let entry = try entry(report)
        #expect(entry["finding"] as? String == "consistent" && entry["signal"] as? String == "face")
        #expect(entry["records"] as? [String] == ["3", "5"] && entry["distance"] as? Double == 0.291)
        #expect(entry["applies"] as? Bool == true && entry["cosine"] == nil && entry["reason"] == nil)
        #expect(report.text(as: .markdown).contains("### People"))
    }

    @Test func aVoiceThatIsNot() throws {
        let report = report(.voice, .notConsistent, records: [3])
        #expect(
            report.text(as: .text).contains(
                "0:00–0:09: not consistent with 1 signed recording of the person. How often"))
        let entry = try entry(report)
        #expect(entry["finding"] as? String == "not consistent" && entry["cosine"] as? Double == 0.291)
        let place = ServedPlace(
            clip: "/clip", pictures: ("/v1/records/", "/pictures"), exhibits: "/shown/", links: [])
        let (german, _) = report.served(at: place, in: Words(.german))
        #expect(german.contains("nicht stimmig mit 1 signierter Aufnahme") && german.contains("&lt;Doe&gt;"))
    }

    @Test(
        arguments: zip(
            [DetectorReason.noSpeech, .inconclusive, .tooFewRecordings, .severalPeople, .noFace],
            ["too little speech", "it lies between", "too few signed", "several people", "no face"]))
    func whyNothingIsSaid(_ reason: DetectorReason, words: String) throws {
        let report = report(.voice, .cannotAssess(reason))
        let text = report.text(as: .text)
        #expect(text.contains("cannot assess: \(words)") && !text.contains("How often that errs"))
        #expect(try entry(report)["reason"] as? String == reason.rawValue)
    }
}
