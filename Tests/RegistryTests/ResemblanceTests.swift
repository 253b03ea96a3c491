import Registry
import Testing

@Suite struct ResemblanceTests {
    @Test(
        arguments: [
            // Cyrillic а, е, о, р, с; Greek ο; digits; n and r for m; accents.
            ("pаrliament.example", "parliament.example", Resemblance.alikeLetters),
            ("раrliаmеnt.example", "parliament.example", .alikeLetters),
            ("xn--prliament-0yh.example", "parliament.example", .alikeLetters),
            ("xn--80ak6aa92e.com", "apple.com", .alikeLetters),
            ("tagesschaυ.de", "tagesschau.de", .alikeLetters),
            ("0ffice-speaker.org", "office-speaker.org", .alikeLetters),
            ("parliarnent.example", "parliament.example", .alikeLetters),
            ("bundestág.de", "bundestag.de", .alikeLetters),
            ("office-of-speaker.org", "officeofspeaker.org", .hyphens), ("bundes-tag.de", "bundestag.de", .hyphens),
            ("bundestag.com", "bundestag.de", .otherEnding), ("bbc.com", "bbc.co.uk", .otherEnding),
            ("parliament-news.example", "parliament.example", .addedWords), ("bbc-live.com", "bbc.co.uk", .addedWords),
            ("bundestagnews.de", "bundestag.de", .addedWords), ("officialreuters.com", "reuters.com", .addedWords),
            ("parliament.uk.watch-now.com", "parliament.uk", .addedWords),
            ("parl1ament.example", "parliament.example", .oneLetter), ("reuter.com", "reuters.com", .oneLetter),
            ("bundetsag.de", "bundestag.de", .oneLetter), ("guardiam.com", "guardian.com", .oneLetter),
        ])
    func domainsThatLookAlike(domain: String, known: String, expected: Resemblance) {
        #expect(Resemblance(domain: domain, to: known) == expected)
    }

    @Test(
        arguments: [
            ("parliament.example", "parliament.example"), ("news.bbc.co.uk", "bbc.co.uk"),
            ("bbc.co.uk", "news.bbc.co.uk"),
            ("abc.com", "nbc.com"), ("cnn.com", "cbn.com"), ("channel4.com", "channel5.com"),
            ("news24.com", "news25.com"),
            ("nytimes.com", "times.com"), ("spiegelau.de", "spiegel.de"), ("parliament.govt.nz", "parliament.uk"),
            ("elections.ca", "elysee.fr"), ("whitehouse.gov", "parliament.uk"), ("rte.ie", "rtve.es"),
            ("example", "parliament.example"), ("", "parliament.example"), ("gov.uk", "gov.pl.example"),
            ("xn--bcher-kva.example", "buch.example"), ("lemonde.fr", "elmundo.es"),
        ])
    func domainsThatDoNot(domain: String, known: String) {
        #expect(Resemblance(domain: domain, to: known) == nil)
    }

    @Test(
        arguments: [
            ("Office of the Speaker", "office-of-the-speaker", Resemblance.sameName), ("BBC", "bbc", .sameName),
            ("Оffice of the Speaker", "Office of the Speaker", .alikeLetters), ("Reuter5", "Reuters", .alikeLetters),
            ("Tagesschäu", "Tagesschau", .alikeLetters), ("BBC News Official", "BBC News", .addedWords),
            ("Office of the Speaker", "The Speaker", .addedWords),
            ("Parliament of Exampla", "Parliament of Example", .oneLetter),
            ("lnstitute of Records", "Institute of Records", .oneLetter),
        ])
    func namesThatLookAlike(name: String, known: String, expected: Resemblance) {
        #expect(Resemblance(name: name, to: known) == expected)
    }

    @Test(
        arguments: [
            ("ABC", "NBC"), ("Channel 4", "Channel 5"), ("Office of the Speaker", "Office of the Leader"),
            ("Parliament of Austria", "Parliament of Australia"), ("House of Lords", "House of Commons"), ("", "BBC"),
            ("Press", "News"), ("Labour Party", "Liberal Party"),
        ])
    func namesThatDoNot(name: String, known: String) {
        #expect(Resemblance(name: name, to: known) == nil)
    }
}
