import Foundation
import Testing

/// Runs every script in `Scripts` with the programs that were built beside the tests, each in a folder of its own.
@Suite struct CommandLineTests {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Scripts")
    static let scripts = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).sorted()

    @Test(arguments: scripts) func script(name: String) throws {
        let script = try CommandScript(String(contentsOf: Self.folder.appending(path: name), encoding: .utf8))
        #expect(!script.steps.isEmpty)
        if let missing = script.requirements.first(where: { !FileManager.default.fileExists(atPath: $0) }) {
            print("\(name) was left out: there is no \(missing) here.")
            return
        }
        let work = FileManager.default.temporaryDirectory.appending(path: "vericlip-test-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: work, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: work) }
        for need in script.needs where try run(need, in: work).status != 0 {
            print("\(name) was left out: “\(need)” cannot be done here.")
            return
        }
        for step in script.steps {
            let (output, status) = try run(step.command, in: work)
            #expect(status == step.exit, "\(name):\(step.line): \(step.command)\n\(output)")
            #expect(step.accepts(output), "\(name):\(step.line): \(step.command)\n\(output)")
        }
    }

    /// Standard output and standard error together, as on a terminal.
    private func run(_ command: String, in folder: URL) throws -> (output: String, status: Int32) {
        let process = Process()
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments = ["-c", command]
        process.currentDirectoryURL = folder
        let programs = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().path
        var environment = ProcessInfo.processInfo.environment
        environment["PATH"] = "\(programs):\(environment["PATH"] ?? "")"
        environment["HOME"] = folder.path
        environment["VERICLIP_HOME"] = folder.path + "/home"
        environment["HELPERS"] = Self.folder.deletingLastPathComponent().appending(path: "Helpers").path
        process.environment = environment
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return (String(decoding: output, as: UTF8.self), process.terminationStatus)
    }
}
