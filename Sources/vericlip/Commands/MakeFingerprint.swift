import ArgumentParser
import ClipAnalysis
import Fingerprinting
import Foundation
import Signing
import Verification

/// `vericlip fingerprint`: what is handed on in place of a clip.
struct MakeFingerprint: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fingerprint",
        abstract: "Writes a clip's fingerprint, to be checked elsewhere without the clip.",
        discussion: """
            The document holds a small, recognisable picture track and a sound track, and no faces. vericlip verify and the API of \
            vericlip serve take it in place of the clip; faces, signs and objects in the picture are not compared then.
            """)

    @Argument(help: "A video or sound file.") var clip: String
    @Option(help: ArgumentHelp("Write it to this file; to standard output if absent.", valueName: "file"))
    var output: String?
    @Option(help: "Threads for decoding.") var threads = ProcessInfo.processInfo.activeProcessorCount

    func validate() throws {
        if threads < 1 { throw ValidationError("--threads is 1 or more.") }
    }

    func run() async throws {
        let name = URL(fileURLWithPath: clip).lastPathComponent
        let bar = ProgressBar(name)
        defer { bar.finish() }
        let scan: ClipScan
        do {
            scan = try await ClipAnalyzer().scan(
                path: clip, profile: .query, threads: threads, findsFaces: false
            ) { bar.show($0.fraction) }
        } catch {
            throw Failure(error, path: clip)
        }
        bar.finish()
        let facts = ClipFacts(
            name: name, sha256: try? SHA256Digest(ofFile: clip).hex, description: scan.description)
        let document = ClipFingerprint(clip: facts, fingerprint: scan.fingerprint).bytes
        guard let output else { return Console.write(String(decoding: document, as: UTF8.self)) }
        do {
            try OutputFile.write(document, to: output)
        } catch {
            throw Failure(
                "\(output) cannot be written: \(error.localizedDescription)", next: "--output with another file.")
        }
        Console.error("Wrote \(output), \(document.count) bytes.")
    }
}
