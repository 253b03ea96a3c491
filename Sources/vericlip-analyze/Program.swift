import ClipAnalysis
import FaceDetection
import Fingerprinting
import Glibc

/// The confined child: reads the media file that is its standard input, and answers in frames on standard output.
///
/// Its one argument is an `AnalysisRequest`. It confines itself before it reads a byte of the file.
@main enum Program {
    static func main() {
        guard CommandLine.arguments.count == 2, let request = try? AnalysisRequest(argument: CommandLine.arguments[1])
        else {
            FrameOutput.explain("vericlip-analyze is started by vericlip; it has no use of its own.\n")
            exit(2)
        }
        // First of all, while files may still be opened and code be mapped, which confinement ends. What is loaded comes from
        // the parent and is pinned by its digest; nothing of the untrusted file has a say in it.
        let parts = DetectorLoading(request)
        let credentials = CredentialsJob(request)
        var confinement = Confinement.enter(request)
        if request.job == .confine { confinement.tryForbiddenActs() }
        FrameOutput.send(.confinement, confinement)
        if request.namesParts { FrameOutput.send(.parts, parts.states) }
        switch request.job {
        case .confine: break
        case .scanForRegistry: ScanJob(request: request, profile: .registered, finder: parts.detector).run()
        case .credentials: credentials.run()
        case .scanForQuery:
            credentials.run()
            ScanJob(request: request, profile: .query, finder: parts.detector).run()
        case .pictures(let range): PicturesJob(request: request, range: range).run()
        case .frames(let times, let height): FramesJob(request: request, times: times, height: height).run()
        case .examine(let plan):
            var job = ExaminationJob(request: request, plan: plan, parts: parts)
            job.run()
        }
        exit(0)
    }
}
