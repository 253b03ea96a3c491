internal import EvidenceBundle
internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import NIOCore
internal import Printing
internal import Registry
internal import RegistryStorage
internal import Reporting

/// What an editor takes away and hands on: the report with all that stands behind it in one file, and the report in print.
struct EvidenceRoutes: RouteGroup {
    let store: VerificationStore
    let served: ServedRegistry
    let printer: PDFPrinter
    /// Under which others than this machine's users reach the server.
    let origin: WebOrigin?

    func add(to router: Router<ServerContext>) {
        router.get("/v1/verifications/:id/bundle") { _, context in
            let verification = try VerificationRoutes.existing(in: context, store)
            return Response.file(
                try bundle(of: verification), type: "application/zip", of: verification, ending: "vericlip-evidence")
        }
        router.get("/v1/verifications/:id/pdf") { request, context in
            let verification = try VerificationRoutes.existing(in: context, store)
            do {
                return try await pdf(of: verification, request)
            } catch let error as PrintingError {
                throw Problem(error)
            }
        }
        router.get("/verifications/:id/pdf") { request, context in
            let verification = try VerificationRoutes.existing(in: context, store)
            do {
                return try await pdf(of: verification, request)
            } catch let error as PrintingError {
                let problem = Problem(error)
                let page = ServerPage(request, context).problem(problem, back: "/verifications/\(verification.id)")
                return request.inItsLanguage(Response.page(page, status: problem.status))
            }
        }
    }

    /// The evidence as it stands now: what the log took since is in it.
    private func bundle(of verification: RequestedVerification) throws -> [UInt8] {
        guard let report = try store.report(of: verification.id, as: ReportExport.json.rawValue) else {
            throw Problem.notDone
        }
        do {
            let log = LogFolder(path: served.home.logFolder)
            let bundle = try EvidenceBundle(
                of: report, clipBytes: verification.byteCount, from: served.reading(),
                timeStampReply: { note throws(RegistryError) in try log.timeStamp(of: note)?.reply })
            return try bundle.encoded()
        } catch let error as GatheringError {
            throw Problem(error)
        } catch is ZipDefect {
            throw Problem(
                .contentTooLarge, "too-large", "The evidence is too large for one file.",
                detail: "vericlip export RECORD writes the statements one by one.")
        }
    }

    private func pdf(of verification: RequestedVerification, _ request: Request) async throws -> Response {
        guard let page = try store.report(of: verification.id, as: ReportExport.printed) else {
            guard verification.state == .done else { throw Problem.notDone }
            // Verified by a version that printed nothing.
            throw Problem.notFound
        }
        let server = origin?.text ?? "http://\(request.head.authority ?? "")"
        let address = "\(server)/verifications/\(verification.id)"
        let text = PrintedPage.text(page, at: address)
        return Response.file(
            try await printer.pdf(of: text), type: "application/pdf", of: verification, ending: "pdf")
    }
}

extension Problem {
    fileprivate init(_ error: PrintingError) {
        self =
            switch error {
            case .noPrinter:
                Problem(
                    .notImplemented, "no-printer", "This server cannot make PDF files.",
                    detail:
                        "It prints with Chromium, which is not installed: apt-get install chromium. Until then, print the "
                        + "report's page with your browser, and save it as PDF there.")
            case .busy:
                Problem(
                    .serviceUnavailable, "printer-busy", "Another report is being printed.",
                    detail: "Ask again in some seconds.")
            case .failed(let reason):
                Problem(
                    .internalServerError, "printing-failed", "The report could not be printed.",
                    detail: "Chromium \(reason). Print the report's page with your browser, and save it as PDF there.")
            @unknown default:
                Problem(
                    .internalServerError, "printing-failed", "The report could not be printed.",
                    detail: "Print the report's page with your browser, and save it as PDF there.")
            }
    }

    fileprivate init(_ error: GatheringError) {
        self =
            switch error {
            case .noReport, .noRecord:
                Problem(
                    .conflict, "nothing-to-prove", "There is no evidence to hand on.",
                    detail: "The report names no signed source, or the clip could not be read.")
            case .registry(let error): Problem(error)
            default:
                Problem(
                    .conflict, "registry-changed", "The registry is not the one that the report was made with.",
                    detail: "Have the clip checked again, then ask for its evidence.")
            }
    }
}
