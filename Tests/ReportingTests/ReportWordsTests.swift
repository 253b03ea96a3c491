import Detection
import Foundation
import Matching
import Media
import Reporting
import Testing
import Verification

@Suite struct ReportWordsTests {
    @Test(arguments: SampleVerdicts.all.indices) func noWordThatPromisesTooMuch(index: Int) {
        let text = SampleVerdicts.report(SampleVerdicts.all[index].verdict).text(as: .text).lowercased()
        let words = Set(text.split { !$0.isLetter }.map(String.init))
        #expect(words.isDisjoint(with: ["real", "true", "verified", "authentic", "fake", "tampered", "genuine"]))
    }

    @Test(arguments: SampleVerdicts.all.indices) func theJSONIsJSON(index: Int) throws {
        let report = SampleVerdicts.report(SampleVerdicts.all[index].verdict)
        let indented = try JSONSerialization.jsonObject(with: Data(report.text(as: .json).utf8)) as? [String: Any]
        let compact = try JSONSerialization.jsonObject(with: Data(report.text(as: .ndjson).utf8)) as? NSDictionary
        #expect(try #require(indented) as NSDictionary == #require(compact))
        #expect(report.text(as: .ndjson).filter { $0 == "\n" }.count == 1)
    }

    /// The relation, its confidence and its findings are those of the same verdict without a manifest.
    @Test func contentCredentialsNeverChangeTheRelation() throws {
        for (with, without) in [
            (SampleVerdicts.credentialsHold, SampleVerdicts.noSource),
            (SampleVerdicts.credentialsFail, SampleVerdicts.sameSound),
        ] {
            let lines = SampleVerdicts.report(with).text(as: .text).split(separator: "\n")
            let former = SampleVerdicts.report(without).text(as: .text).split(separator: "\n")
            #expect(lines.first == former.first && with.relation == without.relation)
            #expect(with.confidence == without.confidence)
        }
    }

    /// Every reason has words of its own, no finding of a detector moves what stands above it, and none is a verdict.
    @Test func detectorsNeverChangeTheRelation() {
        let former = SampleVerdicts.report(SampleVerdicts.noSource).text(as: .text)
        var sentences: Set<String> = []
        let outcomes =
            DetectorReason.allCases.flatMap { [DetectorResult.Outcome.doesNotApply($0), .cannotAssess($0)] }
            + [.noSigns, .signs]
        for outcome in outcomes {
            var verdict = SampleVerdicts.examined
            verdict.detectors[0].outcome = outcome
            if case .doesNotApply = outcome { verdict.detectors[0].ranges = [] }
            let text = SampleVerdicts.report(verdict).text(as: .text)
            #expect(text.split(separator: "\n").first == former.split(separator: "\n").first)
            sentences.insert(text.split(separator: "\n").first { $0.contains("Swapped faces") }.map(String.init) ?? "")
        }
        #expect(sentences.count == outcomes.count)
    }

    @Test func theMomentsBehindAScoreAreNamed() throws {
        var verdict = SampleVerdicts.examined
        verdict.detectors[0].outcome = .signs
        let report = SampleVerdicts.report(verdict)
        #expect(report.text(as: .text).contains("Look at the faces yourself, above all at 0:01"))
        #expect(report.text(as: .html).contains("detector-face-title"))
        let json = try JSONSerialization.jsonObject(with: Data(report.text(as: .json).utf8)) as? [String: Any]
        let detector = try #require((json?["detectors"] as? [[String: Any]])?.first)
        #expect(detector["finding"] as? String == "signs of manipulation")
        #expect((detector["moments"] as? [Any])?.count == 20)
    }

    @Test(arguments: [SampleVerdicts.recordFails, SampleVerdicts.credentialsFail])
    func nothingOfAStrangerIsActedOn(verdict: Verdict) {
        let report = SampleVerdicts.report(verdict)
        for format in ReportFormat.allCases {
            let text = report.text(as: format)
            #expect(!text.contains("\u{1B}"))
            #expect(format == .json || format == .ndjson || !text.contains("\u{202E}"))
        }
        #expect(!report.text(as: .html).contains("<script>alert"))
        #expect(!report.text(as: .json).contains("<script>"))
        let table = report.text(as: .csv)
        #expect(!table.contains(",=") && !table.contains("\n="))
    }

    @Test(arguments: [
        (0, "0.0"), (34_200, "34.2"), (724_000, "724.0"), (1, "0.001"), (-1500, "-1.5"), (120, "0.12"),
    ])
    func decimals(thousandths: Int, expected: String) {
        #expect(JSONValue.thousandths(thousandths).compact == expected)
    }

    @Test func aFingerprintThatCannotBeReadIsALimitAndNoFailureOfItsRecord() {
        var verdict = SampleVerdicts.noSource
        verdict.limits = [.unreadableFingerprint(RecordingID(rawValue: 17))]
        #expect(!verdict.recordFails)
        let text = SampleVerdicts.report(verdict).text(as: .text)
        #expect(text.contains("Record 17's fingerprint cannot be read by this version, so it was not compared."))
    }

    /// Beside a match: whom the publisher looks like, what the recording was made from, what is excluded; escape characters of a
    /// stranger's name do not reach the terminal.
    @Test func whatIsSaidBesideAMatch() throws {
        var verdict = SampleVerdicts.sameSound
        verdict.sources[0].lookalikes = [.init(name: "Parliament\u{1B}[2J", why: "letters that look alike")]
        verdict.sources[0].parent = .init(recording: RecordingID(rawValue: 3), title: "Sitting", publisher: nil)
        verdict.sources[0].excluded = [.init(range: TimeRange(milliseconds: 0..<12_000), why: "anthem")]
        let text = SampleVerdicts.report(verdict).text(as: .text)
        #expect(
            text.contains(
                "Caution: this publisher looks like Parliament [2J, which is another key (letters that look alike)."))
        #expect(text.contains("Made from record 3, “Sitting”, signed by the same key."))
        let json = SampleVerdicts.report(verdict).text(as: .ndjson)
        #expect(json.contains(#""lookalikes":[{"name":"Parliament\u001b[2J","why":"letters that look alike"}]"#))
        #expect(json.contains(#""parent":{"record":"3","title":"Sitting"}"#))
        #expect(json.contains(#""excluded":[{"range":{"start":0.0,"end":12.0},"why":"anthem"}]"#))
        verdict.confidence = .possible(.fingerprintNotPublished)
        let unpublished = SampleVerdicts.report(verdict).text(as: .text)
        #expect(unpublished.hasPrefix("This clip may come from signed footage; nothing of it could be compared.\n"))
        #expect(unpublished.contains("Sound: not checked; the recording's fingerprint is not published."))
    }

    @Test func aRegistrationPrintsAsThePageSays() {
        let receipt = RegistrationReceipt(
            record: "17", title: "Budget speech", logIndex: 17, duration: 3_600_000, fingerprintSHA256: "ab",
            fingerprintBytes: 9_360_000,
            tracks: .init(picture: 8_000_000, sound: 900_000, faces: 450_000, detail: 9_900),
            faces: .scanned(detector: "finder-1", count: 2), checkpointSize: 18, checkpointRootHash: "cd")
        #expect(receipt.holds == "picture 8000000, sound 900000, faces 450000, detail 9900 bytes; 2 faces followed")
        #expect(
            receipt.json.compact
                == #"{"schema":"vericlip.registration/1","record":"17","title":"Budget speech","logIndex":17,"#
                + #""duration":3600.0,"fingerprint":{"sha256":"ab","bytes":9360000,"tracks":{"picture":8000000,"sound":900000,"faces":450000,"detail":9900}},"#
                + #""faces":{"scanned":true,"detector":"finder-1","count":2},"#
                + #""checkpoint":{"size":18,"rootHash":"cd"}}"#)
    }
}
