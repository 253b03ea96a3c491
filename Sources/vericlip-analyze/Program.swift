import ClipAnalysis
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
        var confinement = Confinement.enter(request)
        if request.job == .confine { confinement.tryForbiddenActs() }
        FrameOutput.send(.confinement, confinement)
        switch request.job {
        case .confine: break
        case .scanForRegistry: ScanJob(request: request, profile: .registered).run()
        case .scanForQuery: ScanJob(request: request, profile: .query).run()
        }
        exit(0)
    }
}
