import ArgumentParser
import ClipAnalysis
import Detection
import Foundation
import Media

/// `vericlip detectors evaluate`: measures a detector on labelled footage of one's own.
struct EvaluateDetectors: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "evaluate",
        abstract: "Measures the detectors on a folder of labelled clips.",
        discussion: """
            DIR/labels.tsv has a line for each clip, tabs between: path, label, source, kind; the first line names the columns. \
            label is unaltered or manipulated; source says where a clip comes from, since clips of one source stand or fall \
            together; kind says how it was manipulated and may be left out.
            """)

    @OptionGroup var home: HomeOption
    @Argument(help: "A folder with labels.tsv.") var dir: String
    @Option(help: ArgumentHelp("Labels in another place; paths in it stay relative to DIR.", valueName: "file"))
    var labels: String?
    @Option(help: ArgumentHelp("Writes a line for each clip: its score and what was said of it.", valueName: "file"))
    var scores: String?

    @Option(help: ArgumentHelp("Which one: face, or one of your own.", valueName: "name"))
    var detector = FaceModel.face.name

    func run() async throws {
        let judges = [.face] + (try OwnDetectors.all(in: home.folder))
        guard let judge = judges.first(where: { $0.model.name == detector }) else {
            throw Failure(
                "There is no detector \(detector).", tried: judges.map(\.model.name).joined(separator: ", "),
                next: "vericlip detectors lists them.", status: .usage)
        }
        let rows = try LabelTable(path: labels ?? dir + "/labels.tsv").rows
        let analyzer = ClipAnalyzer()
        switch try await analyzer.faceJudging(by: judge) {
        case .done: break
        case .missing:
            throw Failure("The detector is not installed.", next: "scripts/setup --detectors fetches it.")
        case .altered, .unusable: throw Failure("The detector cannot be used.", next: "vericlip detectors says why.")
        }
        let bar = ProgressBar("\(rows.count) clips")
        var cases: [LabelledCase] = []
        for row in rows {
            let result = await Self.result(of: "\(dir)/\(row.path)", by: judge, analyzer)
            cases.append(
                LabelledCase(
                    name: row.path, isManipulated: row.isManipulated, source: row.source, kind: row.kind,
                    outcome: result.outcome, score: result.score))
            bar.show(Double(cases.count) / Double(rows.count))
        }
        bar.finish()
        if let scores { try write(cases, to: scores) }
        Console.print(EvaluationText.text(of: Evaluation(cases), detector: judge.model.version))
    }

    /// The whole clip, as if it had no source.
    private static func result(of path: String, by judge: FaceJudge, _ analyzer: ClipAnalyzer) async -> DetectorResult {
        func none(_ reason: DetectorReason) -> DetectorResult {
            DetectorResult(of: judge.model, outcome: .cannotAssess(reason))
        }
        guard let description = try? await analyzer.description(path: path), description.video != nil,
            let duration = description.claimedDuration, duration > 0
        else { return none(.unsupported) }
        let times = FaceLimits.times(in: [0..<duration])
        guard let judging = try? await analyzer.judgedFaces(path: path, times: times, by: judge),
            case .done(let seen) = judging
        else { return none(.unusable) }
        return FaceSignal.result(seen, in: [TimeRange(milliseconds: 0..<duration)], by: judge.model)
    }

    private func write(_ cases: [LabelledCase], to path: String) throws(Failure) {
        let lines = cases.map { row in
            let said = row.outcome == .signs ? "signs" : row.outcome == .noSigns ? "no signs" : "cannot assess"
            let reason = if case .cannotAssess(let reason) = row.outcome { reason.rawValue } else { "" }
            return [
                row.name, row.isManipulated ? "manipulated" : "unaltered", row.source, row.kind,
                row.score.map { "\($0)" } ?? "", said, reason,
            ].joined(separator: "\t")
        }
        let text = (["path\tlabel\tsource\tkind\tscore\tfinding\treason"] + lines).joined(separator: "\n") + "\n"
        do { try Data(text.utf8).write(to: URL(fileURLWithPath: path)) } catch {
            throw Failure(
                "\(path) cannot be written: \(error.localizedDescription)", next: "--scores with another file.")
        }
    }
}

/// The labels of a folder of clips.
struct LabelTable {
    struct Row {
        let path: String
        let isManipulated: Bool
        let source: String
        let kind: String
    }

    let rows: [Row]

    init(path: String) throws(Failure) {
        let next = "see vericlip detectors evaluate --help for what it holds."
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
            throw Failure("\(path) cannot be read.", next: next, status: .usage)
        }
        let lines = text.split(whereSeparator: \.isNewline).map {
            $0.split(separator: "\t", omittingEmptySubsequences: false)
        }
        guard let header = lines.first, let place = header.firstIndex(of: "path"),
            let label = header.firstIndex(of: "label"), let source = header.firstIndex(of: "source"), lines.count > 1
        else {
            throw Failure("\(path) has no columns path, label and source, or no clips.", next: next, status: .usage)
        }
        let kind = header.firstIndex(of: "kind")
        var rows: [Row] = []
        for (number, line) in lines.enumerated().dropFirst() {
            guard line.count == header.count, line[label] == "manipulated" || line[label] == "unaltered" else {
                throw Failure(
                    "\(path) has no clip with a label unaltered or manipulated in line \(number + 1).", next: next,
                    status: .usage)
            }
            rows.append(
                Row(
                    path: String(line[place]), isManipulated: line[label] == "manipulated",
                    source: String(line[source]),
                    kind: kind.map { String(line[$0]) } ?? ""))
        }
        self.rows = rows
    }
}
