import Comparison
import Foundation
import Matching
import Media
import Reporting
import Testing
import Verification

/// The report's page as a server gives it: its player, its pictures, and what it may fetch.
@Suite struct ServedPageTests {
    private static let place = ServedPlace(
        clip: "/clip", pictures: ("/v1/records/", "/pictures"), exhibits: "/shown/", links: [("Home", "/")])

    private func player(_ page: String) throws -> [String: Any] {
        let text = try #require(page.firstMatch(of: #/data-player="([^"]*)"/#)).1
        let json = text.replacing("&quot;", with: "\"").replacing("&#39;", with: "'").replacing("&lt;", with: "<")
            .replacing("&gt;", with: ">").replacing("&amp;", with: "&")
        return try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
    }

    @Test func thePlayerKnowsTheTimeMapTheDifferencesAndTheOriginal() throws {
        var report = SampleEvidence.report
        report.verdict.sources[0].duration = 3_600_000
        let (page, _) = report.served(at: Self.place)
        #expect(page.contains("<video data-part=\"clip\" src=\"/clip\" controls"))
        let data = try player(page)
        #expect(data["duration"] as? Double == 34.2)
        let segment = try #require((data["segments"] as? [[String: Any]])?.first)
        #expect(segment["clip"] as? [Double] == [0, 34.2] && segment["source"] as? [Double] == [724, 758.2])
        let differences = try #require(data["differences"] as? [[String: Any]])
        #expect(differences.map { $0["clip"] as? [Double] } == [[12, 19], [12, 19]])
        #expect(differences[0]["words"] as? String == "Sound 0:12–0:19 differs from the signed original.")
        let original = try #require((data["originals"] as? [[String: Any]])?.first)
        #expect(original["pictures"] as? String == "/v1/records/17/pictures" && original["record"] as? Int == 17)
        #expect(original["window"] as? [Double] == [694, 788.2] && original["duration"] as? Double == 3600)
        #expect((original["map"] as? [Int])?.prefix(3) == [1_250_000, 0, -125_000])
    }

    /// A short original ends where it ends, whatever is before and after the passage.
    @Test(arguments: [
        (780_000, "11:34–13:00", 780.0), (1_000_000, "11:34–13:08.2", 788.2), (758_000, "11:34–12:38.2", 758.2),
    ])
    func whatCanBeWatchedEndsWithTheOriginal(duration: Int, words: String, end: Double) throws {
        var report = SampleEvidence.report
        report.verdict.sources[0].duration = duration
        let (page, _) = report.served(at: Self.place)
        #expect(page.contains("\(words) of the original: 30 s before and after, as far as it goes"))
        let original = try #require((try player(page)["originals"] as? [[String: Any]])?.first)
        #expect((original["window"] as? [Double])?.last == end)
    }

    @Test func picturesAreFetchedOneByOneAndTheShellIsSmall() throws {
        let (page, pictures) = SampleEvidence.report.served(at: Self.place)
        let named = page.matches(of: #/src="\/shown\/([^"]*)"/#).map { String($0.1) }
        #expect(!named.isEmpty && Set(named) == Set(pictures.keys))
        #expect(pictures.values.allSatisfy { $0.starts(with: [0x89] + Array("PNG".utf8)) })
        #expect(!page.contains("data:image") && page.utf8.count < 200_000)
    }

    @Test func aServedPageMayFetchFromItsServerAndAFileFromNowhere() {
        let (page, _) = SampleEvidence.report.served(at: Self.place)
        #expect(
            page.contains(
                "default-src 'none'; img-src 'self' data:; media-src 'self' blob:; connect-src 'self'; style-src 'sha256-"
            ))
        #expect(!page.contains("'unsafe-inline'") && !page.contains(" style=") && !page.contains(" onclick="))
        let file = SampleEvidence.report.text(as: .html)
        #expect(!file.contains("<video") && !file.contains("'self'") && !file.contains("data-player"))
    }

    @Test func withoutAClipOrASourceThereIsNothingToPlay() {
        var place = Self.place
        place.clip = nil
        #expect(!SampleEvidence.report.served(at: place).text.contains("data-player"))
        #expect(!SampleVerdicts.report(SampleVerdicts.noSource).served(at: Self.place).text.contains("data-player"))
    }

    @Test func titlesOfStrangersStayWords() throws {
        var report = SampleEvidence.report
        report.verdict.sources[0].title = "\"><script>alert(1)</script>'\u{202E}"
        let (page, _) = report.served(at: Self.place)
        #expect(!page.contains("<script>alert"))
        let original = try #require((try player(page)["originals"] as? [[String: Any]])?.first)
        #expect((original["title"] as? String)?.contains("<script>alert(1)</script>'") == true)
    }

    @Test func theTimelineShowsWhatWasNotCheckedAndWhatHasNoSource() throws {
        var report = SampleVerdicts.report(SampleVerdicts.mixed)
        report.verdict.segments[0].picture = .same
        report.verdict.pictureGaps = [.init(clip: TimeRange(milliseconds: 3000..<5000), reason: .faceTooSmall)]
        let page = report.text(as: .html)
        #expect(page.contains("class=\"gap\"") && page.contains("Picture in part not checked: 0:03–0:05."))
        #expect(page.contains("class=\"finding no-source\"") && page.contains("No signed source: 0:10–0:14."))
        // The table says the same.
        #expect(page.contains("no difference; in part not checked: 0:03–0:05</td>"))
        #expect(page.contains("0:10–0:14</th><td data-label=\"Original\">no signed source</td>"))
    }

    @Test func theAddressOfAPrintedPageIsNoStrangersToSet() {
        var report = SampleEvidence.report
        report.verdict.clip.name = "\u{E000}address\u{E001}.mp4"
        let printed = PrintedPage.text(Array(report.printedPage.utf8), at: "http://host/<a>")
        #expect(printed.contains("<a href=\"http://host/&lt;a&gt;\">http://host/&lt;a&gt;</a>"))
        #expect(printed.contains("Clip: <bdi>address.mp4,") && !printed.contains("\u{E000}"))
        #expect(printed.contains("vericlip bundle verify"))
    }
}

extension Report {
    /// The page in one language, and its pictures.
    func served(at place: ServedPlace, in words: Words = Words(.english)) -> (text: String, pictures: [String: [UInt8]])
    {
        let (texts, pictures) = pages(in: [words]) { _ in place }
        return (texts[0], pictures)
    }
}
