import ClipAnalysis
import Fingerprinting
import Foundation
import Matching
import Media
import Registry
import RegistryStorage
import Verification

/// How a registry grows: bytes of index an hour, rate of building it, time of a look-up, and what a verification takes beyond
/// scanning the clip.
///
/// `scale-benchmark [--original FILE]... [--clip FILE]... [--keep FOLDER] [--export FOLDER] [--retrieval] [HOURS...]`; hours 10, 100, 1000 unless
/// told. Files are scanned by `$VERICLIP_ANALYZE`. A registry that is kept is not filled again by a run with the same originals and largest size.
/// Processor time stands for what an idle machine would take; wall time is that of this one.
@main struct Benchmark {
    static func main() async throws {
        guard let options = Options(CommandLine.arguments.dropFirst()) else {
            print(
                "usage: scale-benchmark [--original FILE]... [--clip FILE]... [--keep FOLDER] [--export FOLDER] [--retrieval] [HOURS...]"
            )
            exit(2)
        }
        var fingerprints: [Fingerprint] = []
        for file in options.originals {
            fingerprints.append(try await ClipAnalyzer().scan(path: file, profile: .registered).fingerprint)
        }
        let footage = (1...8).map { SyntheticFootage(seed: $0, duration: 300) }
        let (registered, strangers) = (Array(footage[..<6]), Array(footage[6...]))
        var clips = Clips(
            of: registered, firstRecord: UInt32(fingerprints.count) + 1, strangers: strangers)
        for file in options.clips { clips.own.append(try await ClipAnalyzer().scan(path: file, profile: .query)) }
        fingerprints += registered.map { footage in
            let (picture, sound) = footage.sampled(from: 0, seconds: footage.duration, width: 64, noise: 0)
            return Fingerprint(
                profile: .registered, duration: footage.duration * 1000, displayAspect: 16.0 / 9, picture: picture,
                sound: sound)
        }
        let media = Double(fingerprints.reduce(0) { $0 + $1.duration }) / 1000
        let bytes = fingerprints.reduce(0) { $0 + $1.bytes.count }
        print("\(fingerprints.count) originals of \(Int(media)) s, \(bytes / Int(media)) B/s")

        let started = Moment()
        let originals = try fingerprints.enumerated().map {
            try KeyDeriver().postings(of: $1, as: RecordingID(rawValue: UInt32($0 + 1)))
        }
        let derivation = started.elapsed.processor / media
        let postings = Double(originals.reduce(0) { $0 + $1.count }) / media
        print("keys: \(rounded(postings)) a second, derived at \(Int(1 / derivation)) x real time a core")
        let library = Library(originals: originals)
        let export = try options.exportFolder.map {
            try PictureExport(
                to: $0, originals: fingerprints, ownCount: options.originals.count, clips: clips, library: library)
        }
        try await grow(
            options, library: library, fingerprints: fingerprints, derivation: derivation, clips: clips, export: export)
    }

    /// Fills a registry in batches of ten hours, merges what is due at each of the sizes, and looks the clips up at each of the sizes.
    private static func grow(
        _ options: Options, library: Library, fingerprints: [Fingerprint], derivation: Double, clips: Clips,
        export: PictureExport?
    ) async throws {
        let first = UInt32(library.originals.count + 1)
        func end(_ hours: Int) -> UInt32 { first + UInt32(hours * 3600 / Library.recordingSeconds) }
        let place = try TemporaryRegistry(
            records: options.isRetrievalOnly
                ? fingerprints.count : Int(end(options.hours[options.hours.count - 1])) - 1,
            fingerprints: fingerprints, in: options.folder)
        let registry = place.registry
        try export?.write(recordings: first..<end(options.hours[options.hours.count - 1]))
        let verifier = Verifier(analyzer: ClipAnalyzer(), registry: registry, keys: place.keys)
        if place.nextRecord == nil { try registry.insert(library.originals.flatMap { $0 }) }
        var recording = place.nextRecord ?? first
        var spent = 0.0
        for target in options.hours {
            while recording < end(target) {
                let batch = recording..<min(end(target), recording + UInt32(36_000 / Library.recordingSeconds))
                let postings = batch.flatMap { library.postings(of: RecordingID(rawValue: $0)) }
                let started = Moment()
                try registry.insert(postings)
                spent += started.elapsed.processor
                recording = batch.upperBound
                place.nextRecord = recording
            }
            let started = Moment()
            try registry.mergeRuns()
            if spent > 0 { spent += started.elapsed.processor }
            let figures = try registry.indexFigures()
            let size = rounded(Double(figures.bytes) / Double(target) / 1e6)
            if spent > 0 {
                let insertion = spent / Double(target * 3600)
                print(
                    "\(target) h: index \(size) MB an hour, runs of \(figures.runs) pages; built at \(Int(1 / (derivation + insertion))) x real time a core "
                        + "(inserted at \(Int(1 / insertion)) x)")
            } else {
                print("\(target) h: index \(size) MB an hour, runs of \(figures.runs) pages; filled before")
            }
            try export?.lookUp(in: registry, hours: target)
            for (name, search) in [("direct", RetrievalQuery.Search.direct), ("cropped", .cropped)] {
                let index = CountingIndex(registry)
                func best(_ scan: ClipScan) throws -> Candidate? {
                    try Retriever().candidates(for: scan.fingerprint, search: search, in: index).first
                }
                for turn in ["", ", again"] {
                    try await time("retrieval, \(name)\(turn)", clips.known) { clip in
                        let best = try best(clip.scan)
                        let offset = best?.offsets[0].milliseconds ?? 0
                        return best?.recording.rawValue == clip.record && abs(offset - clip.start) < 500
                    }
                    try await time("retrieval, \(name), not registered\(turn)", clips.strangers) {
                        try best($0) != nil
                    }
                    try await time("retrieval, \(name), own clips\(turn)", clips.own) { clip in
                        try best(clip).map { $0.recording.rawValue <= options.originals.count } ?? false
                    }
                }
                let clips = 2 * (clips.known.count + clips.strangers.count + clips.own.count)
                let counts = index.counts
                print(
                    "    a clip: \(counts.keys / clips) keys asked, \(counts.lists / clips) found, "
                        + "\(counts.postings / clips) postings read")
            }
            guard !options.isRetrievalOnly else { continue }
            func segment(_ scan: ClipScan) async throws -> VerifiedSegment? {
                try await verifier.verdict(on: scan, clip: ClipFacts(name: "clip")).segments.first
            }
            try await time("verify beyond scanning, registered", clips.known) { clip in
                let found = try await segment(clip.scan)
                let offset = (found?.source.start.milliseconds ?? 0) - (found?.clip.start.milliseconds ?? 0)
                return found?.recording.rawValue == clip.record && abs(offset - clip.start) < 500
            }
            try await time("verify beyond scanning, not registered", clips.strangers) { try await segment($0) != nil }
            try await time("verify beyond scanning, own clips", clips.own) { try await segment($0) != nil }
        }
    }

    /// Times each clip by itself; `ask` tells whether its source was named.
    private static func time<Clip>(_ what: String, _ clips: [Clip], _ ask: (Clip) async throws -> Bool) async throws {
        guard !clips.isEmpty else { return }
        var times: [(processor: Double, wall: Double)] = []
        var found = 0
        for clip in clips {
            let started = Moment()
            if try await ask(clip) { found += 1 }
            times.append(started.elapsed)
        }
        let processor = times.map { $0.processor * 1000 }.sorted()
        let wall = times.map { $0.wall * 1000 }.sorted()
        print(
            "  \(what): \(Int(processor[processor.count / 2])) ms of processor time (most \(Int(processor.max() ?? 0))), "
                + "\(Int(wall[wall.count / 2])) ms of wall time (99 % \(Int(wall[min(wall.count - 1, wall.count * 99 / 100)]))), found \(found) of \(clips.count)"
        )
    }

    private static func rounded(_ value: Double) -> String { String(format: "%.2f", value) }
}

/// A point in this process's own time and in the world's.
struct Moment {
    private let processor = clock()
    private let wall = ContinuousClock.now

    /// Seconds since then.
    var elapsed: (processor: Double, wall: Double) {
        let wall = wall.duration(to: .now).components
        return (
            Double(clock() - processor) / Double(CLOCKS_PER_SEC),
            Double(wall.seconds) + Double(wall.attoseconds) / 1e18
        )
    }
}
