/// A language of the pages. Raw values are BCP 47 tags.
public enum Language: String, Sendable, CaseIterable {
    case english = "en"
    case german = "de"
    case arabic = "ar"
    /// English with accents, longer and between brackets: what is not so on a page was not taken from the catalogue. For tests.
    case pseudo = "en-XA"

    /// Those that a reader may choose.
    public static let offered: [Language] = [.english, .german, .arabic]

    public var direction: Direction { self == .arabic ? .rightToLeft : .leftToRight }

    /// As those who read it write it.
    public var name: String {
        switch self {
        case .english: "English"
        case .german: "Deutsch"
        case .arabic: "العربية"
        case .pseudo: "Pseudo"
        }
    }

    /// Raw values as in HTML.
    public enum Direction: String, Sendable {
        case leftToRight = "ltr"
        case rightToLeft = "rtl"
    }
}

extension Language {
    /// The one that a reader wants most of those offered (RFC 9110, section 12.5.4); English where none is wanted.
    /// - Parameter header: the value of `Accept-Language`.
    public init(acceptLanguage header: String) {
        var best: (language: Language, weight: Double)?
        for part in header.split(separator: ",").prefix(32) {
            let fields = part.split(separator: ";").map { $0.filter { !$0.isWhitespace } }
            guard let tag = fields.first?.lowercased() else { continue }
            let weight = fields.dropFirst().first { $0.hasPrefix("q=") }.map { Double($0.dropFirst(2)) ?? 0 } ?? 1
            let primary = tag.split(separator: "-").first.map(String.init)
            guard let language = Self.offered.first(where: { $0.rawValue == primary }), weight > 0,
                weight > best?.weight ?? 0
            else { continue }
            best = (language, weight)
        }
        self = best?.language ?? .english
    }
}
