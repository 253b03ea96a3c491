import Media

/// What encoder and decoder of the face track share, and how a path is written: sample after sample, each built on the one
/// before it.
enum FaceCoding {
    /// Bytes of the header without the name of the detector.
    static let headerSize = 9
    /// Bytes of a path's entry in the table.
    static let entrySize = 12
    static let maximumStride = 64
    static let maximumNameLength = 32
    /// Faces followed at once.
    static let maximumFaces = 4
    static let firstBoxBits = 13
    /// Order of the exponential Golomb codes of a box's changes, in 4096ths of the frame.
    static let boxOrder = 3

    static func isName(_ name: some Sequence<UInt8>) -> Bool { name.allSatisfy { 0x20...0x7e ~= $0 } }

    /// What adapts within a path: for each coefficient of face and surroundings how much it changes.
    struct Contexts {
        var face = Self.start
        var surroundings = Self.start

        /// Low frequencies change more.
        private static let start: [AdaptiveRice] = (0..<FaceCode.band).flatMap { v in
            (0..<FaceCode.band - v).map { u in AdaptiveRice(expected: u + v < 3 ? 3 : u + v < 5 ? 2 : 1) }
        }
    }
}

/// Encodes one path as its samples come.
struct FacePathEncoder {
    let firstIndex: Int
    private(set) var count = 0
    private var last: (box: FaceBox, sample: FaceSample)?
    private var contexts = FaceCoding.Contexts()
    private var writer = BitWriter()

    init(firstIndex: Int) { self.firstIndex = firstIndex }

    mutating func add(_ sample: FaceSample) {
        guard let box = FaceBox(sample.box) else { preconditionFailure("a box outside of the frame") }
        if let last {
            let isRepeat =
                box == last.box && sample.face == last.sample.face
                && sample.surroundings == last.sample.surroundings
            writer.write(isRepeat ? 1 : 0, count: 1)
            if !isRepeat {
                write(box, after: last.box)
                Self.write(sample.face, after: last.sample.face, &contexts.face, &writer)
                Self.write(
                    sample.surroundings, after: last.sample.surroundings, &contexts.surroundings, &writer)
            }
        } else {
            for edge in [box.x, box.y] {
                writer.write(UInt32(edge + FaceBox.unit), count: FaceCoding.firstBoxBits)
            }
            for side in [box.width, box.height] { writer.write(UInt32(side), count: FaceCoding.firstBoxBits) }
            writeFirst(sample.face)
            writeFirst(sample.surroundings)
        }
        last = (box, sample)
        count += 1
    }

    private mutating func write(_ box: FaceBox, after last: FaceBox) {
        writer.write(box == last ? 0 : 1, count: 1)
        guard box != last else { return }
        for change in [box.x - last.x, box.y - last.y, box.width - last.width, box.height - last.height] {
            writer.writeSignedGolomb(change, order: FaceCoding.boxOrder)
        }
    }

    private mutating func writeFirst(_ code: FaceCode) {
        for level in code.levels { writer.writeSignedGolomb(Int(level), order: 2) }
    }

    private static func write(
        _ code: FaceCode, after last: FaceCode, _ contexts: inout [AdaptiveRice], _ writer: inout BitWriter
    ) {
        for index in code.levels.indices {
            contexts[index].write(Int(code.levels[index]) - Int(last.levels[index]), to: &writer)
        }
    }

    consuming func finish() -> EncodedFacePath {
        EncodedFacePath(firstIndex: firstIndex, count: count, bytes: writer.finish())
    }
}

struct EncodedFacePath {
    let firstIndex: Int
    let count: Int
    let bytes: [UInt8]
}

extension FaceCoding {
    static func encode(_ track: FaceTrack) -> [UInt8] {
        let paths = track.faces.map { face in
            var encoder = FacePathEncoder(firstIndex: face.firstIndex)
            for sample in face.samples { encoder.add(sample) }
            return encoder.finish()
        }
        return encode(scan: track.scan, paths: paths)
    }

    /// The whole track.
    /// - Parameter paths: In the order of their first samples.
    static func encode(scan: FaceScan, paths: [EncodedFacePath]) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.append(littleEndian: UInt16(scan.stride))
        bytes.append(littleEndian: UInt16(clamping: Int((scan.smallestHeight * 65_536).rounded())))
        bytes.append(littleEndian: UInt32(paths.count))
        bytes.append(UInt8(scan.detector.utf8.count))
        bytes += scan.detector.utf8
        for path in paths {
            bytes.append(littleEndian: UInt32(path.firstIndex))
            bytes.append(littleEndian: UInt32(path.count))
            bytes.append(littleEndian: UInt32(path.bytes.count))
        }
        for path in paths { bytes += path.bytes }
        return bytes
    }
}
