import Foundation
import Registry
import RegistryStorage
import Signing
import TransparencyLog

/// How fast statements are logged, and how long a proof takes in a large log.
///
/// `log-benchmark FILL-LOG [LEAVES]`: the script beside this package, and ten million leaves unless told. Statements carry no
/// fingerprint; signing and admission are counted. Processor time stands for what an idle machine would take; wall time is that of
/// this one.
@main struct LogBenchmark {
    static func main() async throws {
        let arguments = CommandLine.arguments
        guard arguments.count >= 2, let leaves = arguments.count > 2 ? Int(arguments[2]) : 10_000_000 else {
            print("usage: log-benchmark FILL-LOG [LEAVES]")
            exit(2)
        }
        for (count, clients) in [(500, 1), (5000, 8), (5000, 64)] { try await rate(of: count, from: clients) }
        try proofs(leaves: leaves, fillLog: arguments[1])
    }

    private static func withHome(_ body: (Home) async throws -> Void) async throws {
        let home = Home(path: FileManager.default.temporaryDirectory.appending(path: "log-\(UUID().uuidString)").path)
        defer { try? FileManager.default.removeItem(atPath: home.path) }
        try await body(home)
    }

    /// Clients that each wait for one statement to be logged before they sign the next.
    private static func rate(of count: Int, from clients: Int) async throws {
        try await withHome { home in
            let registry = try home.initialise(at: 0) { PublisherRegister(name: "Benchmark", keys: [$0]) }
            let writer = LogWriter(registry, signer: try home.logSigner(for: registry.log))
            let (start, processor) = (ContinuousClock.now, clock())
            try await withThrowingTaskGroup(of: Void.self) { group in
                for client in 0..<clients {
                    group.addTask {
                        let key = try home.publisherKey()
                        for number in stride(from: client, to: count, by: clients) {
                            let media = MediaRegister(
                                media: .init(sha256: SHA256Digest(of: Array("\(number)".utf8)), milliseconds: 5000),
                                fingerprint: .init(algorithm: "benchmark", bytes: []), title: "Recording \(number)")
                            let submission = try registry.submission(
                                of: media, fingerprint: nil, by: key, at: 1, postings: { _ in [] })
                            _ = try await writer.append(submission)
                        }
                    }
                }
                try await group.waitForAll()
            }
            let seconds = (ContinuousClock.now - start) / .seconds(1)
            let milliseconds = Double(clock() - processor) / Double(CLOCKS_PER_SEC) * 1000 / Double(count)
            print(
                String(
                    format: "%d clients: %.0f statements a second, each on the disk; %.2f ms of processor time each",
                    clients, Double(count) / seconds, milliseconds))
        }
    }

    private static func proofs(leaves: Int, fillLog: String) throws {
        let home = Home(path: FileManager.default.temporaryDirectory.appending(path: "log-\(UUID().uuidString)").path)
        defer { try? FileManager.default.removeItem(atPath: home.path) }
        let signer: LogSigner
        do {
            let registry = try home.initialise(at: 0) { PublisherRegister(name: "Benchmark", keys: [$0]) }
            signer = try home.logSigner(for: registry.log)
        }
        let start = ContinuousClock.now
        let hex = try run(fillLog, [home.registryFile, String(leaves)], input: [])
        guard let root = SHA256Digest(hex: hex.trimmingCharacters(in: .whitespacesAndNewlines)) else {
            fatalError("fill-log printed no root")
        }
        let checkpoint = Checkpoint(origin: signer.verifierKey.name, size: leaves, root: root)
        _ = try run(fillLog, [home.registryFile], input: try signer.note(of: checkpoint))
        print("a log of \(leaves) leaves, made in \(Int((ContinuousClock.now - start) / .seconds(1))) s")

        let registry = try SQLiteRegistry(reading: home.registryFile)
        let step = max(leaves / 1000, 1)
        let indices = stride(from: 1, to: leaves, by: step).shuffled()
        try time("inclusion", indices) { index in
            guard let entry = try registry.entry(at: index) else { return false }
            return MerkleTree.verifyInclusion(
                of: MerkleTree.leafHash(of: entry.statement), at: index, in: leaves, root: root, proof: entry.proof)
        }
        try time("consistency", indices) { try registry.consistencyProof(from: $0, to: leaves)?.isEmpty == false }
        try time("tile", indices) { index in
            let tile = Tile(kind: .hashes(level: 0), index: min(index / 256, leaves / 256 - 1))
            return try registry.bytes(of: tile)?.count == 8192
        }
    }

    private static func time(_ what: String, _ indices: [Int], _ ask: (Int) throws -> Bool) throws {
        var times: [Double] = []
        for index in indices {
            let start = ContinuousClock.now
            guard try ask(index) else { fatalError("\(what) \(index) does not hold") }
            times.append((ContinuousClock.now - start) / .milliseconds(1))
        }
        times.sort()
        let (median, most) = (times[times.count / 2], times[times.count - 1])
        print(String(format: "%@: median %.2f ms, most %.2f ms, of %d", what, median, most, times.count))
    }

    private static func run(_ program: String, _ arguments: [String], input: [UInt8]) throws -> String {
        let process = Process()
        process.executableURL = URL(filePath: program)
        process.arguments = arguments
        let (stdin, stdout) = (Pipe(), Pipe())
        process.standardInput = stdin
        process.standardOutput = stdout
        try process.run()
        try stdin.fileHandleForWriting.write(contentsOf: Data(input))
        try stdin.fileHandleForWriting.close()
        let output = try stdout.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { fatalError("\(program) failed") }
        return String(decoding: output, as: UTF8.self)
    }
}
