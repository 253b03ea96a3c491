import ClipAnalysis
import Fingerprinting
import Foundation
import Matching

/// What other systems are given, so that they search the same recordings for the same clips (`neighbours.py`): the pictures of both as their
/// fingerprints hold them, and of which stretches the library is made.
///
/// `pictures.json` says what lies where in `pictures.bin`: a byte a cell, sample after sample. `library.bin` has four numbers of 32 bits a
/// stretch: the recording, where the stretch stands in it, the original and where it stands there, in samples. `found.tsv` is what our own
/// index found.
struct PictureExport {
    private let folder: URL
    private let library: Library
    /// With the record that each was taken from; nothing for one that is not registered.
    private let clips: [(scan: ClipScan, record: UInt32?)]

    private struct Item: Encodable {
        let isClip: Bool
        /// The recording that it is, or that it was taken from; nothing where it is not registered.
        let record: UInt32?
        let width: Int
        let height: Int
        let samples: Int
        /// In bytes.
        let offset: Int
    }

    /// - Parameters:
    ///   - originals: first those of the user's own files, `ownCount` of them.
    ///   - clips: those of the user's own files were taken from these, in their order, over and over.
    init(to path: String, originals: [Fingerprint], ownCount: Int, clips: Clips, library: Library) throws {
        self.clips =
            clips.known.map { ($0.scan, $0.record) } + clips.strangers.map { ($0, nil) }
            + clips.own.enumerated().map { ($1, UInt32($0 % max(ownCount, 1) + 1)) }
        folder = URL(filePath: path)
        self.library = library
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        var (items, pictures): ([Item], Data) = ([], Data())
        func add(_ fingerprint: Fingerprint, isClip: Bool, record: UInt32?) throws {
            guard let track = fingerprint.picture else { return }
            let samples = try track.samples(0..<track.sampleCount)
            items.append(
                Item(
                    isClip: isClip, record: record, width: samples.grid.width, height: samples.grid.height,
                    samples: samples.count, offset: pictures.count))
            pictures.append(contentsOf: samples.luma)
        }
        for (number, original) in originals.enumerated() {
            try add(original, isClip: false, record: UInt32(number + 1))
        }
        for clip in self.clips { try add(clip.scan.fingerprint, isClip: true, record: clip.record) }
        try pictures.write(to: folder.appending(path: "pictures.bin"))
        try JSONEncoder().encode(items).write(to: folder.appending(path: "pictures.json"))
        try "hours\tsearch\tclip\trecord\tprocessor\twall\n"
            .write(to: folder.appending(path: "found.tsv"), atomically: true, encoding: .utf8)
    }

    func write(recordings: Range<UInt32>) throws {
        var numbers = Data()
        for recording in recordings {
            for stretch in library.stretches(of: RecordingID(rawValue: recording)) {
                for number in [recording, stretch.start, UInt32(stretch.original), stretch.from] {
                    for shift in [0, 8, 16, 24] as [UInt32] {
                        numbers.append(UInt8(truncatingIfNeeded: number >> shift))
                    }
                }
            }
        }
        try numbers.write(to: folder.appending(path: "library.bin"))
    }

    /// Adds what our index finds first for each clip, and the seconds that it takes, after one look-up that does not count.
    func lookUp(in index: some RetrievalIndex, hours: Int) throws {
        var lines = ""
        for (name, search) in [("direct", RetrievalQuery.Search.direct), ("cropped", .cropped)] {
            for (number, clip) in clips.enumerated() {
                func best() throws -> RecordingID? {
                    try Retriever().candidates(for: clip.scan.fingerprint, search: search, in: index).first?.recording
                }
                _ = try best()
                let started = Moment()
                let found = try best().map { "\($0.rawValue)" } ?? ""
                let spent = started.elapsed
                lines += "\(hours)\t\(name)\t\(number)\t\(found)\t\(spent.processor)\t\(spent.wall)\n"
            }
        }
        let file = try FileHandle(forWritingTo: folder.appending(path: "found.tsv"))
        try file.seekToEnd()
        try file.write(contentsOf: Data(lines.utf8))
        try file.close()
    }
}
