/// What the project's detectors make of unaltered clips that nothing was trained with: `models/unaltered.tsv`, written by
/// `Tests/Benchmarks/Detection/references.py`.
public struct UnalteredScores: Sendable, Hashable {
    public struct Clip: Sendable, Hashable {
        public var source: String
        /// Speeches, debates and campaign advertisements.
        public var isPolitical: Bool
        /// By the names of the detectors that judged it.
        public var scores: [String: Double]
    }

    public let clips: [Clip]

    /// Those that ship.
    public static let shipped = UnalteredScores(table: String(decoding: PackageResources.unaltered_tsv, as: UTF8.self))

    /// - Parameter table: a header that names the columns `source` and `political`, others being detectors; tabs between. A cell without a
    ///   number is a clip that the detector did not judge.
    public init(table: String) {
        let rows = table.split(separator: "\n").map { $0.split(separator: "\t", omittingEmptySubsequences: false) }
        guard let header = rows.first?.map(String.init), let source = header.firstIndex(of: "source"),
            let political = header.firstIndex(of: "political")
        else {
            clips = []
            return
        }
        clips = rows.dropFirst().filter { $0.count == header.count }.map { row in
            let scores = zip(header, row).compactMap { name, cell in Double(cell).map { (name, $0) } }
            return Clip(
                source: String(row[source]), isPolitical: row[political] != "no",
                scores: Dictionary(scores) { first, _ in first })
        }
    }

    /// One score for each source of political footage, the highest of its clips: clips of one source are no independent observations. A
    /// clip that none of the detectors judged cannot raise an alarm, and counts as 0.
    public func references(of score: (Clip) -> Double?) -> [Double] {
        Dictionary(grouping: clips.filter(\.isPolitical), by: \.source).sorted { $0.key < $1.key }
            .map { $0.value.map { score($0) ?? 0 }.max() ?? 0 }
    }
}
