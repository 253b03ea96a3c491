import Fingerprinting
import Foundation
import Matching
import Registry
import RegistryStorage

/// How the retrieval index grows: bytes an hour, rate of building, time of a look-up.
///
/// `scale-benchmark [--fingerprints DIR] [HOURS...]`; hours 10, 100, 1000 unless told. The folder holds encoded
/// fingerprints of real recordings to make the library of; without it made-up footage takes their place.
@main struct Benchmark {
    static func main() throws {
        var arguments = Array(CommandLine.arguments.dropFirst())
        var fingerprints: [Fingerprint] = []
        if arguments.first == "--fingerprints", arguments.count > 1 {
            let folder = arguments[1]
            for name in try FileManager.default.contentsOfDirectory(atPath: folder).sorted() {
                let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(name)")))
                fingerprints.append(try Fingerprint(decoding: bytes))
            }
            arguments.removeFirst(2)
        }
        let hours = arguments.isEmpty ? [10, 100, 1000] : arguments.compactMap { Int($0) }.sorted()

        let footage = (0..<6).map { SyntheticFootage(seed: UInt64($0) + 1, duration: 300) }
        let synthetic = footage.map { footage in
            let (picture, sound) = footage.sampled(from: 0, seconds: footage.duration, width: 64, noise: 0)
            return Fingerprint(
                profile: .registered, duration: footage.duration * 1000, displayAspect: 16.0 / 9, picture: picture,
                sound: sound)
        }
        fingerprints += synthetic
        let media = Double(fingerprints.reduce(0) { $0 + $1.duration }) / 1000
        print(
            "\(fingerprints.count) originals of \(Int(media)) s, \(fingerprints.reduce(0) { $0 + $1.bytes.count } / Int(media)) B/s"
        )

        let started = processTime()
        let originals = try fingerprints.enumerated().map {
            try KeyDeriver().postings(of: $1, as: RecordingID(rawValue: UInt32($0)))
        }
        let derivation = (processTime() - started) / media
        print(
            "keys: \(rounded(Double(originals.reduce(0) { $0 + $1.count }) / media)) postings a second,"
                + " derived at \(Int(1 / derivation)) x real time a core")

        let clips = footage.map { footage in
            let (picture, sound) = footage.sampled(from: 123_456, seconds: 30, width: 128, noise: 4)
            return Fingerprint(
                profile: .query, duration: 30_000, displayAspect: 16.0 / 9, picture: picture, sound: sound)
        }
        try grow(
            to: hours, originals: originals, derivation: derivation, clips: clips,
            first: fingerprints.count - synthetic.count)
    }

    /// Fills a registry in batches of ten hours, and looks the clips up at each of the sizes.
    private static func grow(
        to hours: [Int], originals: [[KeyedPosting]], derivation: Double, clips: [Fingerprint], first: Int
    ) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "scale-benchmark-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let home = Home(path: folder)
        let registry = try home.initialise(at: 0) { PublisherRegister(name: "Benchmark", keys: [$0]) }
        let library = Library(originals: originals)
        try registry.insert(originals.flatMap { $0 })
        var recording = UInt32(originals.count)
        var spent = 0.0
        for target in hours {
            let end = UInt32(originals.count + target * 3600 / Library.recordingSeconds)
            while recording < end {
                let batch = recording..<min(end, recording + UInt32(36_000 / Library.recordingSeconds))
                let postings = batch.flatMap { library.postings(of: RecordingID(rawValue: $0)) }
                let started = processTime()
                try registry.insert(postings)
                spent += processTime() - started
                recording = batch.upperBound
            }
            let size = try [home.registryFile, home.registryFile + "-wal"].reduce(0) { sum, file in
                sum + (try FileManager.default.attributesOfItem(atPath: file)[.size] as? Int ?? 0)
            }
            let building = derivation + spent / Double(target * 3600)
            print(
                "\(target) h: \(rounded(Double(size) / Double(target) / 1e6)) MB an hour; built from fingerprints at "
                    + "\(Int(1 / building)) x real time a core")
            for (name, search) in [("direct", RetrievalQuery.Search.direct), ("cropped", .cropped)] {
                try lookUp(clips, search: search, name: name, first: first, in: registry)
            }
        }
    }

    private static func lookUp(
        _ clips: [Fingerprint], search: RetrievalQuery.Search, name: String, first: Int, in registry: SQLiteRegistry
    ) throws {
        var times: [Double] = []
        var found = 0
        for (number, clip) in clips.enumerated() {
            let started = processTime()
            let candidates = try Retriever().candidates(for: clip, search: search, in: registry)
            times.append((processTime() - started) * 1000)
            let best = candidates.first
            if best?.recording.rawValue == UInt32(first + number),
                abs((best?.offsets[0].milliseconds ?? 0) - 123_456) < 500
            {
                found += 1
            }
        }
        times.sort()
        print(
            "  30 s clip, \(name): \(Int(times[times.count / 2])) ms of processor time (most \(Int(times[times.count - 1]))),"
                + " found \(found) of \(clips.count)")
    }

    /// Seconds of processor time of this process.
    private static func processTime() -> Double { Double(clock()) / Double(CLOCKS_PER_SEC) }

    private static func rounded(_ value: Double) -> String { String(format: "%.2f", value) }
}
