public import ArgumentParser
import ClipAnalysis
import Foundation
import Registry
public import Reporting
import Verification

/// `vericlip verify`: one clip, one report.
struct Verify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Says whether signed footage stands behind a clip, and what differs from it.",
        discussion: """
            The clip stays on this machine; with --registry its fingerprint is sent, without faces. Exit status: 0 same, 10 edited, 11 changed, 12 mixed, 20 no source found, \
            21 same, edited or mixed but only possible, 30 could not be assessed, 40 the source's record fails.
            """)

    @OptionGroup var home: HomeOption
    @Argument(help: "A video or sound file, a fingerprint that vericlip fingerprint made, or - for standard input.")
    var clip: String
    @OptionGroup(title: "A registry on another machine") var remote: RegistryOption
    @Option(help: "text, json, ndjson, csv, md, html or mediareview.") var format: ReportFormat = .text
    @Option(
        help: ArgumentHelp(
            "Write pictures, plots and numbers to this folder, with a page that shows them.", valueName: "dir"))
    var evidence: String?
    @Option(
        help: ArgumentHelp(
            "Your copy of the original: its frames stand beside the clip's, in place of the fingerprint's.",
            valueName: "file"))
    var original: String?
    @Option(
        help: ArgumentHelp(
            "What examines stretches without a signed source: measured, experimental (those too that never find signs) or none.",
            valueName: "which"))
    var detectors: DetectorChoice = .measured
    @Option(
        help: ArgumentHelp(
            "Compare face and voice of what has no signed source with this person's signed recordings (vericlip people); may be given several times.",
            valueName: "name"))
    var against: [String] = []
    @OptionGroup(title: "Content Credentials that lie elsewhere") var credentials: CredentialOptions
    @OptionGroup(title: "Keeping a case") var keeping: CaseOptions
    @OptionGroup var exit: VerdictExitOptions
    @Option(help: "Threads for decoding.") var threads = ProcessInfo.processInfo.activeProcessorCount

    func validate() throws {
        if threads < 1 { throw ValidationError("--threads is 1 or more.") }
        if original != nil, evidence == nil, format != .html {
            throw ValidationError("--original is shown by --evidence DIR and by --format html: add one of them.")
        }
    }

    func run() async throws {
        let folder = try evidence.map { path throws(Failure) in try EvidenceFolder(path: path) }
        let asked = try AskedExamination(detectors, against: against, home: home)
        let spooled = clip == "-" ? try SpooledInput() : nil
        let name = spooled == nil ? URL(fileURLWithPath: clip).lastPathComponent : "standard input"
        let bar = ProgressBar(name)
        remote.announce()
        let check = ClipCheck(home: home, registry: remote, credentials: credentials)
        let fingerprint = KeptFingerprint()
        var verdict = await check.verdict(
            on: spooled?.path ?? clip, name: name, threads: threads, progress: { bar.show($0.fraction) },
            fingerprinted: fingerprint.take)
        bar.finish()
        verdict = await asked.examine(verdict, clip: spooled?.path ?? clip)
        var report = Report(
            verdict: verdict, checkedAt: Date().formatted(.iso8601), toolVersion: Vericlip.version)
        if folder != nil || format == .html {
            report.evidence = await check.evidence(for: verdict, clip: spooled?.path ?? clip, original: original)
        }
        try folder?.write(EvidenceFiles(report))
        Console.write(report.text(as: format))
        try keeping.keep(report, fingerprint: fingerprint.value, in: home)
        withExtendedLifetime(spooled) {}
        try exit.finish(with: verdict)
    }
}

extension ReportFormat: ExpressibleByArgument {}
