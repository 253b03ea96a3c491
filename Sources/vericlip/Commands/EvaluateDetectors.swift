import ArgumentParser
import ClipAnalysis
import Detection
import Foundation
import Media
import Verification

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

    @Option(
        help: ArgumentHelp(
            "Which one: face, mouth, lips-and-sound, combined (all), or one of your own.", valueName: "name"))
    var detector = FaceModel.face.name

    func run() async throws {
        let asked = try asked(among: try OwnDetectors.withOurs(in: home.folder))
        let rows = try LabelTable(path: labels ?? dir + "/labels.tsv").rows
        let analyzer = ClipAnalyzer()
        for detector in asked.detectors { try await Self.check(detector, analyzer) }
        let bar = ProgressBar("\(rows.count) clips")
        var cases: [LabelledCase] = []
        for row in rows {
            let path = "\(dir)/\(row.path)"
            let description = try? await analyzer.description(path: path)
            let results = await Self.results(of: asked.detectors, for: path, described: description, analyzer)
            // Where none judged the clip, the first says why.
            let result = asked.together ? SignalFusion.result(of: results) ?? results[0] : results[0]
            cases.append(
                LabelledCase(
                    name: row.path, isManipulated: row.isManipulated, source: row.source, kind: row.kind,
                    outcome: result.outcome, score: result.score, soundOffset: result.soundOffset,
                    faceRows: description?.video.flatMap { Self.faceRows(in: results, of: $0) },
                    bitsPerPixel: description.flatMap { Self.bitsPerPixel(ofFile: path, $0) }))
            bar.show(Double(cases.count) / Double(rows.count))
        }
        bar.finish()
        if let scores { try write(cases, to: scores) }
        let card = asked.together ? SignalFusion.card : asked.detectors[0].card
        Console.print(EvaluationText.text(of: Evaluation(cases), detector: card.version))
    }

    /// One of them, or the project's own together.
    private func asked(among detectors: [ClipDetector]) throws(Failure) -> (detectors: [ClipDetector], together: Bool) {
        if detector == SignalFusion.card.name { return (ClipDetector.own, true) }
        guard let one = detectors.first(where: { $0.card.name == detector }) else {
            throw Failure(
                "There is no detector \(detector).",
                tried: (detectors.map(\.card.name) + [SignalFusion.card.name]).joined(separator: ", "),
                next: "vericlip detectors lists them.", status: .usage)
        }
        return ([one], false)
    }

    /// Stops where the detector cannot be asked.
    private static func check(_ detector: ClipDetector, _ analyzer: ClipAnalyzer) async throws {
        let unusable = Failure("The detector cannot be used.", next: "vericlip detectors says why.")
        switch detector {
        case .faces(let judge):
            switch try await analyzer.obstacle(to: judge) {
            case nil: break
            case .missing:
                throw Failure("The detector is not installed.", next: "scripts/setup --detectors fetches it.")
            case .altered, .unusable: throw unusable
            }
        case .lipsAndSound:
            switch try await analyzer.faceSearch() {
            case .done: break
            case .missing: throw Failure("The face detector is not installed.", next: "scripts/setup fetches it.")
            case .notAsked, .altered, .unusable: throw unusable
            }
        }
    }

    /// The whole clip, as if it had no source.
    private static func results(
        of detectors: [ClipDetector], for path: String, described description: MediaDescription?,
        _ analyzer: ClipAnalyzer
    ) async -> [DetectorResult] {
        guard let description, let duration = description.claimedDuration, duration > 0 else {
            return detectors.map { DetectorResult(of: $0.card, outcome: .doesNotApply(.unsupported)) }
        }
        return await ClipExaminer(analyzer: analyzer, detectors: detectors)
            .results(in: [0..<duration], ofFile: path, described: description)
    }

    /// Of the largest face that was judged, in its middle moment.
    private static func faceRows(in results: [DetectorResult], of video: MediaDescription.Video) -> Int? {
        let tracks = Dictionary(grouping: results.flatMap(\.moments), by: \.track).values
        let heights = tracks.map { moments in moments.map(\.box.height).sorted()[moments.count / 2] }
        return heights.max().map { Int(($0 * Double(video.rows)).rounded()) }
    }

    /// Of the whole file, as its headers claim its length and rate.
    private static func bitsPerPixel(ofFile path: String, _ media: MediaDescription) -> Double? {
        guard let video = media.video, let rate = video.frameRate, let duration = media.claimedDuration,
            let bytes = try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int
        else { return nil }
        let pixels = Double(video.width * video.height) * rate * Double(duration) / 1000
        return pixels > 0 ? Double(bytes) * 8 / pixels : nil
    }

    private func write(_ cases: [LabelledCase], to path: String) throws(Failure) {
        let lines = cases.map { row in
            let said = row.outcome == .signs ? "signs" : row.outcome == .noSigns ? "no signs" : "cannot assess"
            let reason =
                switch row.outcome {
                case .cannotAssess(let reason), .doesNotApply(let reason): reason.rawValue
                case .signs, .noSigns: ""
                }
            return [
                row.name, row.isManipulated ? "manipulated" : "unaltered", row.source, row.kind,
                row.score.map { "\($0)" } ?? "", said, reason, row.soundOffset.map { "\($0)" } ?? "",
                row.faceRows.map { "\($0)" } ?? "", row.bitsPerPixel.map { String(format: "%.4f", $0) } ?? "",
            ].joined(separator: "\t")
        }
        let text =
            (["path\tlabel\tsource\tkind\tscore\tfinding\treason\toffset\trows\tbpp"] + lines).joined(separator: "\n")
            + "\n"
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
