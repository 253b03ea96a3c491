import Fingerprinting
import Foundation
import HTTPClient
import Matching
import Media
import Registry
import RegistryExchange
import RegistryStorage
import Reporting
import Signing
import Testing
import VericlipServer
import Verification

/// A home whose registry holds recordings of made sound, and a server that gives it out.
struct SoundRegistry: ~Copyable {
    let home: Home

    init() throws {
        home = Home(path: FileManager.default.temporaryDirectory.appending(path: "vericlip-\(UUID().uuidString)").path)
        _ = try home.initialise(domain: "parliament.example", at: 1_790_000_000) {
            PublisherRegister(
                name: "Office of the Speaker", kind: .parliament, domains: ["parliament.example"], keys: [$0])
        }
    }

    deinit { try? FileManager.default.removeItem(atPath: home.path) }

    func registry() throws -> SQLiteRegistry { try SQLiteRegistry(writing: home.registryFile) }

    /// Registers half a minute of sound, told from others by its seed.
    func register(
        _ seed: UInt64, title: String, event: String? = nil, publication: MediaRegister.Publication? = nil
    ) throws -> Appended {
        let registry = try registry()
        let fingerprint = MadeSound(seed: seed).fingerprint(.registered, from: 0, to: 30)
        let postings = try KeyDeriver().postings(of: fingerprint, as: RecordingID(rawValue: 0))
        return try registry.register(
            MadeSound.statement(fingerprint, seed: seed, title: title, event: event, publication: publication),
            fingerprint: publication == nil ? fingerprint.bytes : nil, by: home.publisherKey(),
            domain: "parliament.example", signer: home.logSigner(for: registry.log), at: 1_790_000_001
        ) { recording in
            publication == .embargoed
                ? []
                : postings.map { .init(key: $0.key, posting: .init(recording: recording, time: $0.posting.time)) }
        }
    }

    /// Runs `body` against a server of this home that stops afterwards.
    func served(
        verify: @escaping VerificationWork.Verify = { _, name, _ in Self.report(name) },
        _ body: (Client) async throws -> Void
    ) async throws {
        let server = VerificationServer(
            store: try VerificationStore(folder: home.verificationsFolder), registry: ServedRegistry(of: home),
            work: VerificationWork(verify: verify))
        let (ports, continuation) = AsyncStream<Int>.makeStream()
        let serving = Task {
            defer { continuation.finish() }
            try await server.run(port: 0) { continuation.yield($0) }
        }
        var iterator = ports.makeAsyncIterator()
        let port = try #require(await iterator.next())
        let result = await Task.resultOf {
            // A registry on another machine is waited for on the thread that asks, and the server needs threads of its own.
            try await withTaskExecutorPreference(WaitingThreads()) {
                // Where it goes on from is one of them.
                await Task.yield()
                try await body(Client(port: port))
            }
        }
        serving.cancel()
        _ = await serving.result
        try result.get()
    }

    private static func report(_ name: String) -> Report {
        Report(
            verdict: Verdict(clip: ClipFacts(name: name), relation: .noSource), checkedAt: "2026-01-02T03:04:05Z",
            toolVersion: "1")
    }
}

/// Threads that may be blocked: one for every step of a task, none of a pool that others wait for.
private final class WaitingThreads: TaskExecutor {
    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        Thread.detachNewThread { unsafe job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
}

extension Task where Success == Never, Failure == Never {
    /// What came of it, thrown or not.
    static func resultOf(_ body: () async throws -> Void) async -> Result<Void, any Error> {
        do {
            return .success(try await body())
        } catch {
            return .failure(error)
        }
    }
}

/// Sound that never repeats: tones that change every 40 ms.
struct MadeSound {
    /// Other seeds give other sound.
    let seed: UInt64

    private static let rate = 8000

    func fingerprint(_ profile: FingerprintProfile, from: Int, to: Int) -> Fingerprint {
        var builder = FingerprintBuilder(profile: profile, description: Self.description)
        builder.add(AudioSamples(time: MediaTime(milliseconds: 0), sampleRate: Self.rate, mono: samples(from..<to)))
        return builder.finish()
    }

    static func silence(seconds: Int) -> Fingerprint {
        var builder = FingerprintBuilder(profile: .registered, description: description)
        builder.add(
            AudioSamples(
                time: MediaTime(milliseconds: 0), sampleRate: rate, mono: [Int16](repeating: 0, count: seconds * rate)))
        return builder.finish()
    }

    static let description = MediaDescription(
        container: "wav", claimedDuration: nil, video: nil,
        audio: .init(stream: 0, codec: "pcm_s16le", sampleRate: rate, channels: 1), streamCount: 1)

    static func statement(
        _ fingerprint: Fingerprint, seed: UInt64, title: String, event: String? = nil,
        publication: MediaRegister.Publication? = nil
    ) -> MediaRegister {
        MediaRegister(
            media: .init(
                sha256: SHA256Digest(of: Array("file \(seed)".utf8)), milliseconds: fingerprint.duration),
            fingerprint: .init(algorithm: Fingerprint.algorithm, bytes: fingerprint.bytes), title: title,
            event: event.map { .init(name: $0) }, publication: publication)
    }

    private func samples(_ seconds: Range<Int>) -> [Int16] {
        (seconds.lowerBound * Self.rate..<seconds.upperBound * Self.rate).map { sample in
            let time = Double(sample) / Double(Self.rate)
            let slot = UInt64(sample / (Self.rate / 25))
            var value = 0.0
            for tone in 0..<4 as Range<UInt64> {
                let frequency = 280 + 2900 * number(slot * 4 + tone, 11)
                value += (0.3 + number(slot, 12 + tone)) * sin(2 * .pi * frequency * time)
            }
            return Int16(value * 3000)
        }
    }

    /// A number in 0..<1 that depends on the seed and two indices only.
    private func number(_ i: UInt64, _ j: UInt64) -> Double {
        var z = seed &* 0x9E37_79B9_7F4A_7C15 &+ i &* 0xBF58_476D_1CE4_E5B9 &+ j &* 0x94D0_49BB_1331_11EB
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return Double((z ^ (z >> 31)) >> 11) / 9_007_199_254_740_992
    }
}
