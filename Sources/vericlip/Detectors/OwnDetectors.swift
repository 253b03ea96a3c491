import ClipAnalysis
import Detection
import Foundation
import Registry
import Yams

/// The detectors of a home: a manifest each in its folder `detectors`, the network beside it.
enum OwnDetectors {
    private static let endings: Set = ["yaml", "yml", "json"]

    /// Ours, and behind them those of a home.
    static func withOurs(in home: Home) throws(Failure) -> [ClipDetector] {
        ClipDetector.own + (try all(in: home)).map(ClipDetector.faces)
    }

    /// In the order of their names. One that cannot be used stops the program: a detector that silently falls out is a trap.
    static func all(in home: Home) throws(Failure) -> [FaceJudge] {
        let folder = home.detectorsFolder
        let files = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [])
            .filter { endings.contains(URL(fileURLWithPath: $0).pathExtension) }.sorted()
        var judges: [FaceJudge] = []
        for file in files {
            let path = "\(folder)/\(file)"
            let judge = try judge(described: path)
            guard !judges.contains(where: { $0.model.name == judge.model.name }) else {
                throw Failure(
                    "Two manifests in \(folder) have the name \(judge.model.name).", next: "rename one of them.",
                    status: .usage)
            }
            judges.append(judge)
        }
        return judges
    }

    private static func judge(described path: String) throws(Failure) -> FaceJudge {
        let next = "see docs/detection.md for what it holds, or move it out of that folder."
        let manifest: DetectorManifest
        do {
            let text = try String(contentsOfFile: path, encoding: .utf8)
            // JSON is YAML too.
            manifest = try YAMLDecoder().decode(DetectorManifest.self, from: text)
        } catch {
            throw Failure(
                "\(path) does not describe a detector: \(words(error)).", next: next, status: .usage)
        }
        if let defect = manifest.defect {
            throw Failure("\(path) does not describe a detector: \(defect).", next: next, status: .usage)
        }
        let network = URL(fileURLWithPath: path).deletingLastPathComponent().appending(path: manifest.network).path
        return FaceJudge(manifest.faceModel, at: network)
    }

    /// Which member is missing or of the wrong kind.
    private static func words(_ error: any Error) -> String {
        func place(_ path: [any CodingKey]) -> String { path.map(\.stringValue).joined(separator: ".") }
        return switch error as? DecodingError {
        case .keyNotFound(let key, let context): "it has no \(place(context.codingPath + [key]))"
        case .typeMismatch(_, let context), .valueNotFound(_, let context):
            "\(place(context.codingPath)) is of the wrong kind"
        case .dataCorrupted(let context) where !context.codingPath.isEmpty:
            "\(place(context.codingPath)) has a value that is not known"
        default: "it is no JSON or YAML object that can be read"
        }
    }
}
