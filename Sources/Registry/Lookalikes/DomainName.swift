/// A domain name taken apart: what its owner chose, and the ending that it was registered under.
struct DomainName: Hashable {
    /// As people see them, lower case; at least two.
    let labels: [String]
    /// Labels of the ending: 1 for `.com`, 2 for `.co.uk`.
    private let endingCount: Int

    init?(_ text: String) {
        var text = text.lowercased()[...]
        if text.hasSuffix(".") { text.removeLast() }
        let labels = text.split(separator: ".", omittingEmptySubsequences: false).map { Punycode.shown(String($0)) }
        guard labels.count >= 2, labels.allSatisfy({ !$0.isEmpty }) else { return nil }
        self.labels = labels
        let isSecondLevel = labels[labels.count - 1].count == 2 && Self.secondLevels.contains(labels[labels.count - 2])
        endingCount = labels.count >= 3 && isSecondLevel ? 2 : 1
    }

    /// The label that was registered.
    var name: String { labels[labels.count - endingCount - 1] }
    var ending: [String] { Array(labels.suffix(endingCount)) }
    /// Everything under it is in the hands of whoever registered it.
    var registered: [String] { Array(labels.suffix(endingCount + 1)) }

    /// Nobody registers a name under such an ending without being looked at first.
    var isUnderClosedEnding: Bool { ending.first.map { Self.closed.contains($0) } ?? false }

    /// Second levels under which many countries register names.
    private static let secondLevels: Set = closed.union(["co", "com", "org", "net", "or", "ne", "asso", "nom"])
    private static let closed: Set = ["gov", "govt", "gob", "gouv", "go", "mil", "edu", "ac", "int", "police", "nhs"]
}
