import Foundation
import Printing
import Testing

/// Printing, with programs made for the test in Chromium's place, and with Chromium where it is installed.
@Suite struct PDFPrinterTests {
    private static let path = ProcessInfo.processInfo.environment["PATH"] ?? ""

    /// Runs `body` with a folder that holds a program `chromium` of these lines of shell.
    private func withChromium(_ lines: String, _ body: (_ folder: String) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "vericlip-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let program = folder.appending(path: "chromium")
        try Data("#!/bin/sh\n\(lines)\n".utf8).write(to: program)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: program.path)
        try await body(folder.path)
    }

    private func outcome(of printer: PDFPrinter, _ page: String) async -> Result<[UInt8], PrintingError> {
        do {
            return .success(try await printer.pdf(of: page))
        } catch {
            return .failure(error)
        }
    }

    @Test func withoutAProgramThereIsNothingToPrintWith() async {
        await #expect(throws: PrintingError.noPrinter) {
            try await PDFPrinter(path: "/nonexistent").pdf(of: "<p>page</p>")
        }
    }

    /// What the program is given: the page as a file, no network, and a profile in the same folder.
    @Test func theProgramIsGivenThePageAndNothingElse() async throws {
        try await withChromium(
            """
            for argument; do case $argument in --print-to-pdf=*) out=${argument#*=};; file://*) page=${argument#file://};; esac; done
            { printf '%%PDF-'; printf '%s\\n' "$@" "HOME=$HOME"; cat "$page"; stat -c %a "$(dirname "$page")"; } >"$out"
            """
        ) { folder in
            let bytes = try await PDFPrinter(path: "\(folder):\(Self.path)").pdf(of: "<p>page</p>")
            let text = String(decoding: bytes, as: UTF8.self)
            #expect(text.hasPrefix("%PDF-") && text.contains("<p>page</p>700\n"))
            #expect(text.contains("--host-resolver-rules=MAP * ~NOTFOUND\n"))
            let home = try #require(text.firstMatch(of: #/HOME=(\S+)/#)).1
            #expect(text.contains("--user-data-dir=\(home)/profile\n"))
            #expect(!FileManager.default.fileExists(atPath: String(home)), "nothing is left")
        }
    }

    @Test(arguments: [
        "exit 3", "exit 0", "for a; do case $a in --print-to-pdf=*) echo no PDF >\"${a#*=}\";; esac; done",
    ])
    func aProgramThatFailsIsSaidToHaveFailed(lines: String) async throws {
        try await withChromium(lines) { folder in
            let printer = PDFPrinter(path: "\(folder):\(Self.path)")
            guard case .failure(.failed) = await outcome(of: printer, "<p>page</p>") else {
                Issue.record("it passed for printed")
                return
            }
        }
    }

    @Test func oneIsPrintedAtATime() async throws {
        try await withChromium(
            "d=$(dirname \"$0\"); : >\"$d/started\"; while [ ! -e \"$d/go\" ]; do sleep 0.05; done; exit 1"
        ) { folder in
            let printer = PDFPrinter(path: "\(folder):\(Self.path)")
            async let first: Void = expectFailure(of: printer)
            while !FileManager.default.fileExists(atPath: folder + "/started") {
                try await Task.sleep(for: .milliseconds(20))
            }
            await #expect(throws: PrintingError.busy) { try await printer.pdf(of: "<p>page</p>") }
            _ = FileManager.default.createFile(atPath: folder + "/go", contents: nil)
            await first
            // And then the next.
            await expectFailure(of: printer)
        }
    }

    private func expectFailure(of printer: PDFPrinter) async {
        await #expect(throws: PrintingError.failed("ended with status 1 and no PDF")) {
            try await printer.pdf(of: "<p>page</p>")
        }
    }

    @Test func chromiumPrintsATaggedPage() async throws {
        let page = "<!DOCTYPE html><html lang=\"en\"><title>T</title><h1>Heading</h1><p>Words.</p></html>"
        let outcome = await outcome(of: PDFPrinter(), page)
        guard outcome != .failure(.noPrinter) else {
            print("skipped: Chromium is not installed")
            return
        }
        let text = String(decoding: try outcome.get(), as: UTF8.self)
        #expect(text.contains("/StructTreeRoot") && text.contains("/MarkInfo") && text.contains("/Lang"))
    }
}
