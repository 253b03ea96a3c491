import ClipAnalysis
import Fingerprinting
import Foundation
import Matching
import Media

@testable import Comparison

/// Prints what the comparison of faces measures in the clips of a `truth.jsonl`, as lines of tab-separated values:
///
///     window  CLIP  FACE  MOMENTS  START  END  relative  excess  unexplained
///     lasting  CLIP  FACE  TIME  score  upperShare
///     difference  CLIP  SUBJECT  START  END
///     gap  CLIP  REASON  START  END
///
/// Times are milliseconds of the clip. `fit.py` chooses weights and thresholds by them.
@main
enum FaceMeasurements {
    static func main() async throws {
        guard CommandLine.arguments.count == 2 else {
            FileHandle.standardError.write(Data("usage: face-measurements SCANS < truth.jsonl\n".utf8))
            exit(2)
        }
        let scans = Scans(folder: URL(fileURLWithPath: CommandLine.arguments[1], isDirectory: true))
        try FileManager.default.createDirectory(at: scans.folder, withIntermediateDirectories: true)
        while let line = readLine() {
            let clip = try JSONDecoder().decode(Clip.self, from: Data(line.utf8))
            guard clip.experiment == "picture", let original = clip.passages.first?.path else { continue }
            do {
                try await measure(clip.clip, original: original, scans)
            } catch {
                FileHandle.standardError.write(Data("\(clip.clip): \(error)\n".utf8))
            }
        }
    }

    /// What is wanted of a line of the kit.
    private struct Clip: Decodable {
        let experiment: String
        let clip: String
        let passages: [Passage]

        struct Passage: Decodable { let path: String }
    }

    private static func measure(_ clip: String, original: String, _ scans: Scans) async throws {
        let reference = try await scans.recording(original)
        guard let scan = try await scans.clip(clip) else { return }
        let index = InMemoryRetrievalIndex()
        try index.insert(KeyDeriver().postings(of: reference, as: RecordingID(rawValue: 1)))
        let matches = try Matcher().match(scan.fingerprint, index: index, recordings: OneRecording(reference))
        guard let alignment = matches.alignments.first, let placement = ClipPlacement(alignment),
            let track = reference.picture
        else { return }
        var comparison = try FaceComparison(
            faces: reference.faces(), pictures: track, detail: reference.detail, clipFaces: nil, placement: placement,
            rows: scan.rows)
        comparison.add(scan.pictures)
        comparison.closeAll()
        let findings = FaceFindings(
            comparison.measured, rows: scan.rows, comparedRows: comparison.grid.height, placement: placement)
        for (face, stretch) in findings.stretches.enumerated() { write(stretch, face, clip) }
        for difference in findings.differences {
            write("difference", clip, difference.subject?.rawValue ?? "", difference.clip)
        }
        for gap in findings.gaps { write("gap", clip, gap.reason.rawValue, gap.clip) }
    }

    private static func write(_ stretch: FaceStretch, _ face: Int, _ clip: String) {
        let times = stretch.moments.map { Int($0.clipTime) }
        let energies = stretch.moments.map(\.energies)
        for length in [MouthModel.short.length, MouthModel.long.length] where length <= energies.count {
            for start in 0...energies.count - length {
                let window = FaceWindow(energies[start..<start + length])
                print(
                    "window", clip, face, length, times[start], times[start + length - 1], window.relative,
                    window.excess, window.unexplained, separator: "\t")
            }
        }
        for moment in stretch.moments {
            let time = Int(moment.clipTime)
            if let detail = moment.detail {
                print(
                    "detail", clip, face, time, detail.relative, detail.excess, detail.unexplained, detail.identity,
                    separator: "\t")
            }
            if let flicker = moment.flicker {
                let values = [flicker.mouth, flicker.upper].flatMap { [$0.at, $0.between, $0.aside, $0.bend] }
                print(
                    "flicker", clip, face, time, values.map { String($0) }.joined(separator: "\t"), separator: "\t")
            }
        }
        for (index, time) in times.enumerated() {
            print(
                "score", clip, face, time, stretch.mouth[index], stretch.face[index], stretch.power[index],
                stretch.identity[index], energies[index].lasting.isOtherFace ? 1 : 0, separator: "\t")
        }
        for (time, energy) in zip(times, energies) {
            print(
                "lasting", clip, face, time, energy.lasting.score, energy.lasting.upperShare, separator: "\t")
        }
    }

    private static func write(_ kind: String, _ clip: String, _ name: String, _ range: TimeRange) {
        print(kind, clip, name, range.start.milliseconds, range.end.milliseconds, separator: "\t")
    }
}

/// A registry of one recording.
private struct OneRecording: RecordingSource {
    private let recording: Fingerprint

    init(_ recording: Fingerprint) { self.recording = recording }

    func fingerprint(of recording: RecordingID) -> Fingerprint? { self.recording }
}
