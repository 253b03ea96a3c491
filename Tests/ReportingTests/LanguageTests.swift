import ContentCredentials
import Foundation
import Reporting
import Testing
import Verification

/// The catalogue is whole in every language, and the pages take their words from it.
@Suite struct LanguageTests {
    private static func places(_ text: String) -> Set<String> {
        Set(text.matches(of: #/\{(\w+)\}/#).map { String($0.1) })
    }

    @Test(arguments: Language.allCases) func everyMessageIsThereWithItsPlaces(language: Language) {
        let (english, words) = (Words(.english), Words(language))
        for message in Message.allCases {
            let text = words.template(message)
            #expect(!text.isEmpty, "\(message)")
            #expect(Self.places(text) == Self.places(english.template(message)), "\(message)")
        }
        for message in CountedMessage.allCases {
            let forms = words.forms(message)
            #expect(Set(forms.keys) == Set(PluralCategory.all(in: language)), "\(message)")
            // A form may leave the number out: "two recordings".
            let places = Self.places(forms[.other] ?? "")
            #expect(places == Self.places(english.forms(message)[.other] ?? ""), "\(message)")
            #expect(places.contains("n") && !forms.values.contains(""), "\(message)")
            for form in forms.values { #expect(Self.places(form).union(["n"]) == places, "\(message): \(form)") }
        }
    }

    @Test func otherLanguagesAreOtherWords() {
        // Words that are the same in German, and names.
        let same: Set<Message> = [
            .original, .domain, .originalTitled, .contentCredentials, .clip, .person, .factContainer, .clipLine,
            .originalLine, .originalAtInline, .adjLogo,
        ]
        // Places and signs between them alone.
        let signs: Set<Message> = [
            .trackAt, .titled, .speaker, .quoted, .clipNamed, .checksOf, .checksWithWitnesses, .aboutTool,
            .parentTitled, .parentUntitled, .findingBecause,
        ]
        for message in Message.allCases where !same.contains(message) && !signs.contains(message) {
            #expect(Words(.german).template(message) != Words(.english).template(message), "\(message)")
        }
        for message in Message.allCases where message != .originalTitled && !signs.contains(message) {
            let arabic = Words(.arabic).template(message)
            #expect(arabic.unicodeScalars.contains { (0x0600...0x06FF).contains($0.value) }, "\(message)")
        }
    }

    /// How often a detector errs is one set of figures, in whichever language.
    @Test(arguments: [Language.german, .arabic]) func figuresAreTheSame(language: Language) {
        func figures(_ text: String) -> Set<Int> {
            Set(text.matches(of: #/[0-9]+/#).compactMap { Int($0.0) }.filter { $0 > 0 })
        }
        for message in [Message.errsFaces, .errsLips, .errsTogether, .errsTogetherFew] {
            let english = figures(Words(.english).template(message))
            #expect(!english.isEmpty && figures(Words(language).template(message)) == english, "\(message)")
        }
    }

    /// Unicode CLDR 46, plural rules for whole numbers.
    @Test(arguments: [
        (Language.english, [0: PluralCategory.other, 1: .one, 2: .other, 11: .other]),
        (.german, [0: .other, 1: .one, 2: .other]),
        (
            .arabic,
            [
                0: .zero, 1: .one, 2: .two, 3: .few, 10: .few, 11: .many, 99: .many, 100: .other, 102: .other,
                103: .few,
                110: .few, 111: .many, 200: .other,
            ]
        ),
    ])
    func numbersHaveTheirForms(language: Language, expected: [Int: PluralCategory]) {
        for (number, category) in expected {
            #expect(PluralCategory(of: number, in: language) == category, "\(number)")
        }
    }

    @Test func numbersAreSaidAsTheLanguageSaysThem() {
        #expect(Words(.english)(.minutesLeft, 1) == "about 1 minute left")
        #expect(Words(.english)(.minutesLeft, 0) == "about 0 minutes left")
        #expect(Words(.german)(.minutesLeft, 5) == "noch etwa 5 Minuten")
        #expect(Words(.arabic)(.minutesLeft, 2) == "بقيت دقيقتان تقريبًا")
        #expect(Words(.arabic)(.minutesLeft, 11) == "بقيت 11 دقيقة تقريبًا")
    }

    /// Unicode Standard Annex #9: FSI and PDI.
    @Test func timesStandByThemselvesInArabic() {
        let said = Words(.arabic)(.clipAt, ["time": "0:03–0:05"])
        #expect(said == "المقطع عند \u{2068}0:03–0:05\u{2069}")
        #expect(HTML.escaped(said) == said)
        // A stranger's own are not taken where they would reach further than themselves.
        for text in ["\u{2069}a\u{2068}", "\u{2068}a", "a\u{2069}", "\u{202E}a"] { #expect(HTML.escaped(text) == "a") }
        #expect(Words(.english)(.clipAt, ["time": "0:03"]) == "Clip at 0:03")
    }

    @Test func whatIsPutInIsNeverAPlace() {
        #expect(Words(.english)(.eraseNamed, ["name": "{name}{time}"]) == "Erase {name}{time}")
        #expect(Words(.english)(.eraseNamed) == "Erase {name}", "what is missing is seen")
    }

    @Test(arguments: [
        ("", Language.english), ("de", .german), ("de-CH,en;q=0.5", .german), ("fr, ar;q=0.7, de;q=0.3", .arabic),
        ("en;q=0.1,de;q=0.2", .german), ("de;q=0", .english), ("fr", .english), ("EN-gb", .english), ("ar", .arabic),
        ("de;q=x,ar;q=0.1", .arabic), ("*", .english), (";;,,=", .english), ("en-XA", .english),
    ])
    func aReaderGetsTheLanguageThatIsWantedMost(header: String, expected: Language) {
        #expect(Language(acceptLanguage: header) == expected)
    }

    /// Every heading, control and question of the page is from the catalogue: in the pseudo-language each stands between brackets.
    @Test func thePageTakesItsWordsFromTheCatalogue() throws {
        var report = SampleEvidence.report
        report.verdict.confidence = .possible(.soundNotCompared)
        let place = ServedPlace(
            clip: "/clip", pictures: ("/v1/records/", "/pictures"), exhibits: "/shown/", links: [])
        let (page, _) = report.served(at: place, in: Words(.pseudo))
        for (name, pattern) in [
            ("headings", #/<h[12][^>]*>([^<]*)</#), ("buttons", #/<button[^>]*>([^<]*)</#),
            ("legends", #/<legend>([^<]*)</#),
            ("labels", #/<label[^>]*>(?:<input[^>]*>)?([^<]+)</#), ("terms", #/<dl>\n<dt>([^<]*)</#),
        ] {
            let found = page.matches(of: pattern).map { String($0.1) }
            #expect(!found.isEmpty, "\(name)")
            for text in found { #expect(text.contains("["), "\(name): \(text)") }
        }
        #expect(page.contains("<html lang=\"en-XA\" dir=\"ltr\">"))
    }

    /// Sentences too, of every sample. The pseudo-language changes every vowel: what is plain English did not come from the catalogue.
    @Test(arguments: SampleVerdicts.all.map(\.name) + ["evidence"])
    func noSentenceIsLeftInEnglish(name: String) throws {
        let report =
            try name == "evidence"
            ? SampleEvidence.report
            : SampleVerdicts.report(#require(SampleVerdicts.all.first { $0.name == name }).verdict)
        let place = ServedPlace(
            clip: "/clip", pictures: ("/v1/records/", "/pictures"), exhibits: "/shown/", links: [])
        let (page, _) = report.served(at: place, in: Words(.pseudo))
        let said = PageText(page).foreign
        #expect(said.count > 20)
        // A stranger's name, and a reason that is English in every language.
        let others = ["Office of the Speaker", report.verdict.contentCredentials?.reason].compactMap(\.self)
        for text in said {
            let own = others.reduce(text) { $0.replacing($1, with: "") }
            #expect(!own.contains(#/\b(the|is|was|were|not|no|from|and|by|that|has)\b/#), "\(name): \(text)")
        }
    }

    @Test func arabicRunsFromTheRightAndEnglishInItFromTheLeft() throws {
        let place = ServedPlace(clip: "/clip", pictures: ("/", "/"), exhibits: "/shown/", links: [("x", "/")])
        let (page, _) = SampleEvidence.report.served(at: place, in: Words(.arabic))
        #expect(page.contains("<html lang=\"ar\" dir=\"rtl\">"))
        #expect(page.contains("<h1>يختلف عن الأصل الموقّع.</h1>"))
        // A time keeps its order among words that run the other way.
        #expect(page.contains("<p>فُحص في <bdi>2026-11-22T10:00:00Z</bdi></p>"))
        let findings = try #require(page.firstMatch(of: #/<ul class="findings">\n<li>([^<]*)</#))
        #expect(findings.1.contains("المقطع"))
        #expect(page.contains("<div dir=\"ltr\"><svg"), "time runs from the left")
        #expect(page.contains("<a href=\"?lang=de\" lang=\"de\" hreflang=\"de\">Deutsch</a>"))
        #expect(page.contains("lang=\"ar\" hreflang=\"ar\" aria-current=\"true\">العربية</a>"))
    }

    /// What programs and files get stays as it is, whatever the reader of a page speaks.
    @Test func filesStayEnglish() {
        let text = SampleVerdicts.report(SampleVerdicts.changed).text(as: .html)
        #expect(text.contains("<html lang=\"en\" dir=\"ltr\">") && !text.contains("?lang="))
    }
}
