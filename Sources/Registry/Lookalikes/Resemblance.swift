/// How a publisher's name or domain looks like another's. A hint for a person to look twice, never a judgement.
public enum Resemblance: String, Sendable, Hashable, CaseIterable {
    /// The very name or domain, with another key.
    case sameName
    /// Letters of another alphabet, accents, or digits that stand for letters.
    case alikeLetters
    /// The same but for hyphens.
    case hyphens
    case otherEnding
    /// The other's name with words added, or its whole domain inside this one.
    case addedWords
    case oneLetter

    /// As the end of a sentence.
    public var phrase: String {
        switch self {
        case .sameName: "the same name or domain with another key"
        case .alikeLetters: "letters that look alike"
        case .hyphens: "the same but for hyphens"
        case .otherEnding: "the same name under another ending"
        case .addedWords: "the same with words added"
        case .oneLetter: "one letter's difference"
        }
    }
}

extension Resemblance {
    /// Shorter words differ by a letter all the time: abc, bbc and nbc.
    private static let shortestDomain = 5
    private static let shortestName = 8

    /// How one domain looks like another; nothing where it does not, or where both belong to one owner.
    public init?(domain: String, to known: String) {
        guard let one = DomainName(domain), let other = DomainName(known), one.registered != other.registered else {
            return nil
        }
        let (name, skeleton) = (one.name, Skeleton.of(one.name))
        if name == other.name {
            if one.isUnderClosedEnding { return nil }
            self = .otherEnding
        } else if skeleton == Skeleton.of(other.name) {
            self =
                Skeleton.folded(name) == Skeleton.folded(other.name) && name.allSatisfy(\.isASCII)
                ? .hyphens : .alikeLetters
        } else if Self.holds(one, other) {
            self = .addedWords
        } else if other.name.count >= Self.shortestDomain, Self.differsByOne(name, other.name) {
            self = .oneLetter
        } else {
            return nil
        }
    }

    /// How one publisher's name looks like another's.
    public init?(name: String, to known: String) {
        let (words, others) = (Self.words(name), Self.words(known))
        let (joined, other) = (words.joined(), others.joined())
        guard !joined.isEmpty, !other.isEmpty else { return nil }
        let (essence, otherEssence) = (
            words.filter { !Self.common.contains($0) }, others.filter { !Self.common.contains($0) }
        )
        if words == others, name.lowercased().filter(\.isLetter) == known.lowercased().filter(\.isLetter) {
            self = .sameName
        } else if Skeleton.of(joined) == Skeleton.of(other) {
            self = .alikeLetters
        } else if !essence.isEmpty, essence == otherEssence {
            self = .addedWords
        } else if other.count >= Self.shortestName, Self.differsByOne(joined, other) {
            self = .oneLetter
        } else {
            return nil
        }
    }

    /// Lower case, without accents.
    private static func words(_ name: String) -> [String] {
        name.split { !$0.isLetter && !$0.isNumber }.map { Skeleton.folded(String($0)) }
    }

    /// `parliament-news.example`, `parliamentnews.example`, `parliament.uk.example.com` for `parliament.uk`.
    private static func holds(_ one: DomainName, _ other: DomainName) -> Bool {
        let wanted = Skeleton.of(other.name)
        let pieces = one.name.split(separator: "-").map { Skeleton.of(String($0)) }
        if wanted.count >= 3, pieces.count > 1, pieces.contains(wanted) { return true }
        let whole = Skeleton.of(one.name)
        if wanted.count >= shortestDomain, common.contains(where: { whole == wanted + $0 || whole == $0 + wanted }) {
            return true
        }
        let above = Array(one.labels.dropLast())
        return above.indices.contains { above[$0...].starts(with: other.registered) }
    }

    /// Words that go before or after a publisher's name without making it another's.
    private static let common: Set = [
        "a", "channel", "de", "info", "la", "le", "live", "media", "news", "of", "office", "official", "online",
        "original", "press", "site", "stream", "the", "tv", "video", "videos", "watch", "web",
    ]

    /// One letter more, less, other, or two neighbours exchanged. Two digits that differ are two channels, or two years.
    static func differsByOne(_ a: String, _ b: String) -> Bool {
        let (a, b) = (Array(Skeleton.folded(a)), Array(Skeleton.folded(b)))
        let prefix = zip(a, b).prefix { $0 == $1 }.count
        let suffix = zip(a.dropFirst(prefix).reversed(), b.dropFirst(prefix).reversed()).prefix { $0 == $1 }.count
        let (left, right) = (Array(a.dropFirst(prefix).dropLast(suffix)), Array(b.dropFirst(prefix).dropLast(suffix)))
        switch (left.count, right.count) {
        case (1, 1): return !(left[0].isNumber && right[0].isNumber)
        case (1, 0): return !left[0].isNumber
        case (0, 1): return !right[0].isNumber
        case (2, 2): return left[0] == right[1] && left[1] == right[0]
        default: return false
        }
    }
}
