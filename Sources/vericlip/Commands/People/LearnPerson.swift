import ArgumentParser
import ClipAnalysis
import Detection
import Foundation
import Matching
import Reporting
import Verification

/// `vericlip people learn`: what signed recordings hold of a person's face and voice.
struct LearnPerson: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "learn",
        abstract: "Learns a person's face and voice from recordings that were signed with their name.",
        discussion: """
            Each file must match a record that names the person (register --person), signed by a key that you trust, without a difference. The \
            person must be the one who is seen and heard most of the time.
            """)

    @OptionGroup var home: HomeOption
    @Argument(help: "The person's name, as it was signed.") var name: String
    @Argument(help: "Recordings, or patterns in quotes.") var files: [String]
    @Option(help: "Threads for decoding.") var threads = ProcessInfo.processInfo.activeProcessorCount

    func run() async throws {
        var paths: [String] = []
        for pattern in files { paths += try InputFiles.expanding(pattern) }
        let store = PersonStore(of: home.folder)
        var person = try store.person(name) ?? PersonReferences(name: name)
        let check = ClipCheck(home: home)
        for path in paths {
            let recording = try await recording(path, check)
            person.learn(recording)
            // After each file: what was learned stays, whatever becomes of the next.
            try store.keep(person)
        }
    }

    private func recording(_ path: String, _ check: ClipCheck) async throws -> PersonReferences.Recording {
        let verdict = await check.verdict(
            on: path, name: URL(fileURLWithPath: path).lastPathComponent, threads: threads)
        guard let source = verdict.signedWhole else {
            throw Failure(
                "\(path) is not, as a whole and without a difference, a signed recording.",
                tried: verdict.headline, next: "vericlip verify \(path) says how it relates to what is signed.")
        }
        guard source.isReference(for: name), let fingerprint = source.fingerprint else {
            throw Failure(
                "Record \(source.recording.rawValue), which \(path) matches, does not stand for “\(name.printable)”.",
                tried: source.people.isEmpty
                    ? "it names nobody" : "it names \(source.people.map(\.printable).joined(separator: ", "))",
                next:
                    "only a record that holds, names the person and is signed by a key that you trust counts: register --person."
            )
        }
        let (media, whole) = (verdict.clip.description, [0..<(verdict.clip.duration ?? 0)])
        // Parts of a long recording: looks too far apart would not follow a face.
        let parts = LipLimits.stretches(in: whole)
        let seen = await ClipExaminer.people(
            in: parts.isEmpty ? whole : parts, ofFile: path, described: media, analyzer: ClipAnalyzer())
        let (face, voice) = (seen.face.flatMap(PersonSignal.mainFace), seen.voice.flatMap(PersonSignal.mainVoice))
        let recording = PersonReferences.Recording(
            record: source.recording.rawValue, fingerprint: fingerprint, face: try? face.get(), voice: try? voice.get())
        if recording.face == nil, recording.voice == nil, case .failure(let why) = face, why.reason == .notInstalled {
            throw Failure(
                "What compares faces and voices is not installed.", next: "scripts/setup --people fetches it.")
        }
        Console.print(
            "\(path.printable): record \(recording.record), \(Self.words("face", face)), \(Self.words("voice", voice))")
        return recording
    }

    private static func words(_ what: String, _ learned: Result<[Float], PersonObstacle>) -> String {
        switch learned {
        case .success: "\(what) learned"
        case .failure(let obstacle): "no \(what) (\(obstacle.reason.rawValue))"
        }
    }
}

extension Verdict {
    /// The record that the whole clip matches without a difference. The very file that was signed does whatever could not be compared.
    fileprivate var signedWhole: SourceRecord? {
        guard relation == .same, let first = segments.first else { return nil }
        let source = sources.first { $0.recording == first.recording }
        return confidence == .match || source?.file == clip.sha256 ? source : nil
    }

    fileprivate var headline: String { "it was compared with what is registered: \(relation)" }
}
