internal import Comparison
public import Fingerprinting
internal import Matching
internal import Media

/// Clips that are copies of one another in all but coding and frame: counted once.
public struct Family: Sendable, Hashable {
    /// In the order of their first sighting; the first gives the family its number and its findings.
    public let cases: [Case]

    public init(_ cases: [Case]) {
        precondition(!cases.isEmpty, "a family has a clip")
        self.cases = cases.sorted {
            ($0.firstSeen ?? Day(number: .max), $0.id) < ($1.firstSeen ?? Day(number: .max), $1.id)
        }
    }

    public var id: String { cases[0].id }
    public var first: Case { cases[0] }
    public var sightings: [Case.Sighting] { cases.flatMap(\.sightings) }
    public var firstSeen: Day? { sightings.map(\.on).min() }
}

/// Puts cases into families.
///
/// Two clips are of one family where each track that both have lies on the other's for most of the shorter clip, their sounds do not differ
/// there, and the verification said the same of both: an altered clip looks like its original, and is not its copy.
public struct FamilyFinder: Sendable {
    /// Share of the shorter clip that must lie on the other: an excerpt of a few seconds in a long compilation is its own clip.
    private static let leastShare = 0.8

    private let fingerprint: @Sendable (String) -> Fingerprint?

    /// - Parameter fingerprint: of a case's number.
    public init(fingerprint: @escaping @Sendable (String) -> Fingerprint?) {
        self.fingerprint = fingerprint
    }

    /// Every case in one family; those without a fingerprint are their own.
    public func families(of cases: [Case]) throws -> [Family] {
        var groups = Groups(count: cases.count)
        let index = InMemoryRetrievalIndex()
        let source = Fingerprints(cases.map { fingerprint($0.id) })
        for (number, item) in source.items.enumerated() {
            guard let item else { continue }
            // Looked for among those before it, then put beside them.
            let matches = try Matcher().match(item, index: index, recordings: source)
            for alignment in matches.alignments {
                let other = Int(alignment.recording.rawValue)
                if said(of: cases[number]) == said(of: cases[other]), let reference = source.items[other],
                    try isCopy(item, of: reference, alignment)
                {
                    groups.join(number, other)
                }
            }
            index.insert(try KeyDeriver().postings(of: item, as: RecordingID(rawValue: UInt32(number))))
        }
        return groups.all.map { Family($0.map { cases[$0] }) }.sorted { $0.id < $1.id }
    }

    private func said(of one: Case) -> [String] { [one.relation] + one.edits.sorted() }

    private func isCopy(_ clip: Fingerprint, of other: Fingerprint, _ alignment: Alignment) throws -> Bool {
        guard alignment.strength == .firm else { return false }
        let covered = alignment.segments.reduce(0) { $0 + $1.clip.duration } * 1000
        guard covered >= Self.leastShare * Double(min(clip.duration, other.duration)) else { return false }
        return try !Comparer().compare(query: clip, reference: other, alignment: alignment).differences.contains {
            $0.kind == .replaced || $0.kind == .added
        }
    }

    private struct Fingerprints: RecordingSource {
        let items: [Fingerprint?]

        init(_ items: [Fingerprint?]) { self.items = items }

        func fingerprint(of recording: RecordingID) -> Fingerprint? { items[Int(recording.rawValue)] }
    }
}

/// Numbers joined into groups.
private struct Groups {
    private var leader: [Int]

    init(count: Int) { leader = Array(0..<count) }

    mutating func join(_ a: Int, _ b: Int) {
        let (from, to) = (leader[a], leader[b])
        guard from != to else { return }
        for index in leader.indices where leader[index] == from { leader[index] = to }
    }

    var all: [[Int]] { Array(Dictionary(grouping: leader.indices, by: { leader[$0] }).values) }
}
