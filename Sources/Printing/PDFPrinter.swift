internal import Foundation
internal import Synchronization

#if canImport(Glibc)
    internal import Glibc
#endif

/// Prints pages of this program as PDF, tagged for those who do not see it, by the Chromium of the machine, without a network.
///
/// A page stands by itself: what it would load is not loaded, and its own policy keeps scripts out of it. One is printed at a time, in a folder of its own that is gone afterwards.
public final class PDFPrinter: Sendable {
    /// Programs that print, the first that is there.
    private static let names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]
    /// Chromium starts within some seconds and prints three pages in one.
    private static let patience = Duration.seconds(60)

    private let folders: [String]
    private let isBusy = Mutex(false)

    /// - Parameter path: folders to look for Chromium in, between colons; those of the environment without.
    public init(path: String? = nil) {
        let path = path ?? ProcessInfo.processInfo.environment["PATH"] ?? ""
        folders = path.split(separator: ":").map(String.init)
    }

    /// A page as PDF.
    /// - Parameter page: HTML that needs nothing but itself.
    @concurrent public func pdf(of page: String) async throws(PrintingError) -> [UInt8] {
        guard let program else { throw .noPrinter }
        let wasBusy = isBusy.withLock { busy in
            defer { busy = true }
            return busy
        }
        guard !wasBusy else { throw .busy }
        defer { isBusy.withLock { $0 = false } }
        let folder = FileManager.default.temporaryDirectory.appending(path: "vericlip-print-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let (source, result) = (folder.appending(path: "page.html"), folder.appending(path: "page.pdf"))
        do {
            try FileManager.default.createDirectory(
                at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            try Data(page.utf8).write(to: source)
        } catch {
            throw .failed("has no folder to print in: \(error.localizedDescription)")
        }
        let status = try await run(program, ["--print-to-pdf=\(result.path)", source.absoluteString], in: folder.path)
        guard status == 0, let bytes = try? Data(contentsOf: result), bytes.starts(with: Data("%PDF-".utf8)) else {
            throw .failed("ended with status \(status) and no PDF")
        }
        return Array(bytes)
    }

    private var program: String? {
        Self.names.lazy.flatMap { name in self.folders.map { "\($0)/\(name)" } }
            .first { FileManager.default.isExecutableFile(atPath: $0) }
    }

    /// What it has to do and to leave alone: it asks nobody for anything.
    private static let flags = [
        "--headless=new", "--disable-gpu", "--no-first-run", "--no-default-browser-check", "--disable-extensions",
        "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-default-apps",
        "--host-resolver-rules=MAP * ~NOTFOUND", "--no-pdf-header-footer", "--export-tagged-pdf",
        "--generate-pdf-document-outline",
    ]

    private func run(_ program: String, _ arguments: [String], in folder: String) async throws(PrintingError) -> Int {
        let process = Process()
        process.executableURL = URL(filePath: program)
        // Chromium's own sandbox does not work for root; the page is this program's, and there is no network.
        let asRoot = geteuid() == 0 ? ["--no-sandbox"] : []
        process.arguments = Self.flags + asRoot + ["--user-data-dir=\(folder)/profile"] + arguments
        process.environment = ["HOME": folder, "PATH": folders.joined(separator: ":"), "TMPDIR": folder]
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        let (ends, end) = AsyncStream<Int32>.makeStream()
        process.terminationHandler = { ended in
            end.yield(ended.terminationStatus)
            end.finish()
        }
        do {
            try process.run()
        } catch {
            throw .failed("could not be started: \(error.localizedDescription)")
        }
        let identifier = process.processIdentifier
        let timer = Task {
            try await Task.sleep(for: Self.patience)
            kill(identifier, SIGKILL)
        }
        defer { timer.cancel() }
        for await status in ends { return Int(status) }
        // Cancelled: whoever asked is gone.
        kill(identifier, SIGKILL)
        throw .failed("was stopped")
    }
}
