import Comparison
import Foundation
import FoundationXML
import Matching
import Media
import Reporting
import Signing
import Testing
import Verification

/// The page of a report with evidence, and the files of its folder.
@Suite struct EvidenceTests {
    private let page = SampleEvidence.report.text(as: .html)
    private let files = EvidenceFiles(SampleEvidence.report).files

    @Test func theFolderHoldsPagePicturesDrawingsAndNumbers() {
        let names = files.map(\.name)
        #expect(Set(names).count == names.count)
        #expect(names.allSatisfy(EvidenceFiles.isName))
        #expect(names.contains("difference-2-start-clip-0m12.0s.png"))
        #expect(names.contains("difference-2-start-original-12m16.0s.png"))
        for name in [
            "index.html", "report.json", "record-17-timeline.svg", "record-17-face-1-scores.svg",
            "record-17-face-1-motion.svg", "record-17-regions.svg", "record-17-sound.svg", "record-17-face-1.csv",
            "record-17-regions.csv", "record-17-sound.csv",
        ] { #expect(names.contains(name), "\(name)") }
        #expect(files.first { $0.name == "index.html" }?.bytes == Array(page.utf8))
        let listed = String(decoding: files.first { $0.name == EvidenceFiles.list }?.bytes ?? [], as: UTF8.self)
        #expect(Set(listed.split(separator: "\n").map(String.init)).isSubset(of: names))
    }

    @Test(arguments: ["../x.png", "a/b", ".hidden", "", "index.HTML", "name with space", "x\n"])
    func noNameLeavesTheFolder(name: String) { #expect(!EvidenceFiles.isName(name)) }

    @Test func numbersAreWrittenAsTheyAre() throws {
        let csv = String(
            decoding: try #require(files.first { $0.name == "record-17-sound.csv" }).bytes, as: UTF8.self)
        let lines = csv.split(separator: "\n")
        #expect(lines.count == 275)
        #expect(lines[0] == "time,error,weight,threshold")
        #expect(lines[1] == "0.06,0.12,1.0,0.34")
        #expect(lines[37] == "4.56,,0.0,0.34")
    }

    @Test func drawingsAreWellFormed() throws {
        for file in files where file.name.hasSuffix(".svg") {
            let document = XMLReading()
            #expect(document.accepts(Data(file.bytes)), "\(file.name)")
            #expect(document.elements["title"] == 1 && document.elements["desc"] == 1, "\(file.name)")
        }
    }

    @Test func thePageLoadsNothingAndRunsOnlyItsOwnScript() throws {
        #expect(page.contains("default-src 'none'; img-src data:; style-src 'sha256-"))
        #expect(!page.contains(" style=") && !page.contains(" onclick=") && !page.contains("url("))
        let sources = page.matches(of: #/(?:src|href)="([^"]*)"/#).map { String($0.1) }
        #expect(
            sources.allSatisfy {
                $0.hasPrefix("data:image/png;base64,") || $0.hasPrefix("#") || $0.hasPrefix("https://")
            })
        for (name, opening, closing) in [("style-src", "<style>", "</style>"), ("script-src", "<script>", "</script>")]
        {
            let start = try #require(page.range(of: opening)).upperBound
            let text = page[start..<(try #require(page.range(of: closing, range: start..<page.endIndex))).lowerBound]
            let hash = Data(SHA256Digest(of: Array(text.utf8)).bytes).base64EncodedString()
            #expect(page.contains("\(name) 'sha256-\(hash)'"))
        }
    }

    @Test func everyPictureHasWords() {
        #expect(page.matches(of: #/<img /#).count == 8)
        #expect(page.matches(of: /<img [^>]*alt="[^"]{20,}"/).count == 8)
        #expect(page.matches(of: /<svg class="drawing" role="img" aria-labelledby=/).count == 6)
        #expect(page.contains("from the signed fingerprint: no finer picture of it is in the registry"))
        #expect(page.contains("<html lang=\"en\" dir=\"ltr\">") && page.matches(of: /<h1>/).count == 1)
    }

    @Test func aStrangersAddressIsNoScript() {
        var verdict = SampleVerdicts.changed
        verdict.sources[0].url = "javascript:alert(1)"
        verdict.sources[0].event = "\"><img src=x onerror=alert(1)>"
        verdict.clip.name = "<b>.mp4"
        let page = Report(verdict: verdict, checkedAt: "2026-11-22T10:00:00Z", toolVersion: "0.1.0").text(as: .html)
        #expect(!page.contains("href=\"javascript") && !page.contains("<img") && !page.contains("<b>.mp4"))
        #expect(page.contains("javascript:alert(1)"))
    }

    @Test func nothingThatIsNoNumberStopsTheDrawings() {
        var verdict = SampleEvidence.verdict
        let point = FaceTrace.Point(
            time: MediaTime(milliseconds: 10), mouth: .nan, face: .infinity, clipMotion: -.infinity,
            originalMotion: 1e300)
        verdict.pictures = [
            RecordingID(rawValue: 17): PictureFindings(
                traces: [FaceTrace(box: .full, mouthThreshold: .infinity, faceThreshold: 0, points: [point])],
                map: RegionMap(
                    columns: 1, rows: 1, threshold: 0, pictures: [.init(time: .zero, scores: [.infinity])]))
        ]
        let report = Report(verdict: verdict, checkedAt: "2026-11-22T10:00:00Z", toolVersion: "0.1.0")
        #expect(EvidenceFiles(report).files.contains { $0.name == "record-17-face-1.csv" })
    }

    @Test func onlyItsOwnPageIsRecognised() {
        #expect(EvidenceFiles.isPage(page))
        #expect(!EvidenceFiles.isPage("<!DOCTYPE html>\n<html><head><title>mine</title>"))
    }
}

/// Counts the elements of an XML document.
private final class XMLReading: NSObject, XMLParserDelegate {
    private(set) var elements: [String: Int] = [:]

    func accepts(_ data: Data) -> Bool {
        let parser = XMLParser(data: data)
        parser.delegate = self
        return parser.parse()
    }

    func parser(
        _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
        attributes: [String: String]
    ) {
        elements[name, default: 0] += 1
    }
}
