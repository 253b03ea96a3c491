import Comparison
import Foundation
import Reporting
import Testing
import Verification

/// The draft of a MediaReview: what it proposes, and when it proposes nothing.
@Suite struct MediaReviewTests {
    private func draft(_ verdict: Verdict) throws -> [String: Any] {
        let report = SampleVerdicts.report(verdict)
        #expect(report.hasMediaReview)
        let text = report.text(as: .mediaReview)
        return try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    }

    private func categories(_ verdict: Verdict) throws -> [String] {
        let value = try draft(verdict)["mediaAuthenticityCategory"]
        if let several = value as? [String] { return several }
        return [try #require(value as? String)]
    }

    @Test func theCategoryFollowsTheRelation() throws {
        #expect(try categories(SampleVerdicts.sameSound) == ["OriginalMediaContent"])
        #expect(try categories(SampleVerdicts.editedCut) == ["EditedOrCroppedContent"])
        #expect(try categories(SampleVerdicts.changed) == ["TransformedContent"])
        #expect(try categories(SampleVerdicts.mixed) == ["EditedOrCroppedContent"])
        var both = SampleVerdicts.mixed
        both.differences.append(SampleVerdicts.changed.differences[0])
        #expect(try categories(both) == ["EditedOrCroppedContent", "TransformedContent"])
    }

    @Test func nothingIsProposedWithoutASourceThatHolds() {
        var unpublished = SampleVerdicts.sameSound
        unpublished.confidence = .possible(.fingerprintNotPublished)
        for verdict in [
            SampleVerdicts.noSource, SampleVerdicts.cannotAssess, SampleVerdicts.recordFails, SampleVerdicts.voidKey,
            unpublished,
        ] {
            let report = SampleVerdicts.report(verdict)
            #expect(!report.hasMediaReview && report.text(as: .mediaReview) == "null\n")
        }
    }

    @Test func aPersonConfirmsIt() throws {
        let review = try draft(SampleVerdicts.editedCut)
        #expect(review["creativeWorkStatus"] as? String == "Draft")
        let comments = try #require(review["comment"] as? [[String: Any]]).compactMap { $0["text"] as? String }
        #expect(comments.first?.contains("a person confirms it") == true)
        #expect(comments.contains { $0.hasPrefix("Possible, not certain") }, "a match that is only possible says so")
        let same = try #require(try draft(SampleVerdicts.sameSound)["comment"] as? [[String: Any]])
        #expect(same.contains { ($0["text"] as? String)?.contains("right date, place and length") == true })
    }

    @Test func originalAndEditsAreFilledIn() throws {
        let review = try draft(SampleVerdicts.editedCut)
        let original = try #require((review["originalMediaLink"] as? [[String: Any]])?.first)
        #expect(original["@type"] as? String == "VideoObject")
        #expect(original["url"] as? String == "https://parliament.example/v/17")
        let passages = try #require(original["hasPart"] as? [[String: Any]])
        #expect(passages.map { $0["startOffset"] as? Double } == [724, 741.2])
        let item = try #require(review["itemReviewed"] as? [String: Any])
        let clip = try #require((item["mediaItemAppearance"] as? [[String: Any]])?.first)
        #expect(clip["duration"] as? String == "PT20.0S")
        let edits = try #require(clip["hasPart"] as? [[String: Any]])
        #expect(edits.count == 1 && edits[0]["startOffset"] as? Double == 8 && edits[0]["endOffset"] as? Double == 8)
        let context = try #require(review["originalMediaContextDescription"] as? String)
        #expect(context.contains("“Budget speech” (as stated: Plenary sitting, Assembly hall, 2026-10-01T09:00:00Z)"))
        #expect(context.contains("signed by Office of the Speaker") && context.contains("0:00–0:08 is 12:04–12:12"))
        #expect(try draft(SampleVerdicts.sameSound)["itemReviewed"] is [String: Any])
    }
}
