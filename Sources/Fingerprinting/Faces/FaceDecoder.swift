import Media

/// Reads a face track from bytes that are not trusted.
struct FaceDecoder {
    let scan: FaceScan
    private let bytes: [UInt8]
    private let entries: [Entry]

    private struct Entry {
        let firstIndex: Int
        let count: Int
        let range: Range<Int>
    }

    /// Reads header and table.
    /// - Parameter sampleCount: Points of the media-time grid that the picture has: faces lie at these.
    init(bytes: [UInt8], range: Range<Int>, sampleCount: Int) throws(FingerprintError) {
        let start = range.lowerBound
        func malformed(_ reason: String, _ offset: Int) -> FingerprintError {
            .malformed(reason: reason, offset: start + offset)
        }
        guard range.count >= FaceCoding.headerSize else { throw malformed("truncated face track", 0) }
        let stride = Int(bytes.field(UInt16.self, at: start))
        guard 1...FaceCoding.maximumStride ~= stride else { throw malformed("stride of looks", 0) }
        let smallest = Double(bytes.field(UInt16.self, at: start + 2)) / 65_536
        let count = Int(bytes.field(UInt32.self, at: start + 4))
        let nameLength = Int(bytes[start + 8])
        let table = start + FaceCoding.headerSize + nameLength
        guard nameLength <= FaceCoding.maximumNameLength, table <= range.upperBound else {
            throw malformed("name of the detector", 8)
        }
        let name = bytes[start + FaceCoding.headerSize..<table]
        guard FaceCoding.isName(name) else { throw malformed("name of the detector", FaceCoding.headerSize) }
        guard count <= (range.upperBound - table) / FaceCoding.entrySize else {
            throw malformed("truncated table of faces", table - start)
        }
        var entries: [Entry] = []
        entries.reserveCapacity(count)
        var next = table + count * FaceCoding.entrySize
        // Where the faces followed last end.
        var ends: [Int] = []
        for index in 0..<count {
            let entry = table + index * FaceCoding.entrySize
            let first = Int(bytes.field(UInt32.self, at: entry))
            let samples = Int(bytes.field(UInt32.self, at: entry + 4))
            let length = Int(bytes.field(UInt32.self, at: entry + 8))
            guard first >= entries.last?.firstIndex ?? 0 else { throw malformed("order of faces", entry - start) }
            guard samples > 0, first + samples <= sampleCount else { throw malformed("time of a face", entry - start) }
            ends.removeAll { $0 <= first }
            ends.append(first + samples)
            guard ends.count <= FaceCoding.maximumFaces else { throw malformed("too many faces", entry - start) }
            guard length <= range.upperBound - next else { throw malformed("length of a face", entry + 8 - start) }
            entries.append(Entry(firstIndex: first, count: samples, range: next..<next + length))
            next += length
        }
        guard next == range.upperBound else { throw malformed("bytes after the last face", next - start) }
        scan = FaceScan(
            detector: String(decoding: name, as: UTF8.self), stride: stride, smallestHeight: smallest)
        self.bytes = bytes
        self.entries = entries
    }

    func track() throws(FingerprintError) -> FaceTrack {
        var faces: [FacePath] = []
        faces.reserveCapacity(entries.count)
        for entry in entries {
            guard let samples = FacePathReader.samples(bytes, range: entry.range, count: entry.count) else {
                throw .malformed(reason: "samples of a face", offset: entry.range.lowerBound)
            }
            faces.append(FacePath(firstIndex: entry.firstIndex, samples: samples))
        }
        return FaceTrack(scan: scan, faces: faces)
    }
}

/// Reads the samples of one path.
private struct FacePathReader {
    private var reader: BitReader
    private var contexts = FaceCoding.Contexts()

    /// Nothing where the bytes are not the one encoding of so many samples.
    static func samples(_ bytes: [UInt8], range: Range<Int>, count: Int) -> [FaceSample]? {
        // A sample takes at least a bit.
        guard count <= range.count * 8 else { return nil }
        var path = FacePathReader(reader: BitReader(bytes, range: range))
        var samples: [FaceSample] = []
        samples.reserveCapacity(count)
        guard var (box, sample) = path.first() else { return nil }
        samples.append(sample)
        for _ in 1..<count {
            guard let next = path.next(after: box, sample), !path.reader.isExhausted else { return nil }
            (box, sample) = next
            samples.append(sample)
        }
        return path.reader.isAtCanonicalEnd ? samples : nil
    }

    private mutating func first() -> (FaceBox, FaceSample)? {
        reader.refill()
        let (x, y) = (read() - FaceBox.unit, read() - FaceBox.unit)
        reader.refill()
        guard let box = FaceBox(x: x, y: y, width: read(), height: read()),
            let face = firstCode(), let surroundings = firstCode(), !reader.isExhausted
        else { return nil }
        return (box, FaceSample(box: box.frameBox, face: face, surroundings: surroundings))
    }

    private mutating func read() -> Int { reader.read(FaceCoding.firstBoxBits) }

    private mutating func firstCode() -> FaceCode? {
        var levels: [Int16] = []
        levels.reserveCapacity(FaceCode.count)
        for _ in 0..<FaceCode.count {
            guard let level = reader.readSignedGolomb(order: 2), abs(level) <= FaceCode.maximumLevel else { return nil }
            levels.append(Int16(level))
        }
        return FaceCode(levels: levels)
    }

    private mutating func next(after box: FaceBox, _ sample: FaceSample) -> (FaceBox, FaceSample)? {
        reader.refill()
        if reader.read(1) == 1 { return (box, sample) }
        guard let newBox = nextBox(after: box),
            let face = Self.nextCode(after: sample.face, &contexts.face, &reader),
            let surroundings = Self.nextCode(after: sample.surroundings, &contexts.surroundings, &reader)
        else { return nil }
        guard newBox != box || face != sample.face || surroundings != sample.surroundings else { return nil }
        return (newBox, FaceSample(box: newBox.frameBox, face: face, surroundings: surroundings))
    }

    private mutating func nextBox(after box: FaceBox) -> FaceBox? {
        if reader.read(1) == 0 { return box }
        var edges = [box.x, box.y, box.width, box.height]
        for index in edges.indices {
            guard let change = reader.readSignedGolomb(order: FaceCoding.boxOrder) else { return nil }
            edges[index] += change
        }
        let next = FaceBox(x: edges[0], y: edges[1], width: edges[2], height: edges[3])
        return next == box ? nil : next
    }

    private static func nextCode(
        after code: FaceCode, _ contexts: inout [AdaptiveRice], _ reader: inout BitReader
    ) -> FaceCode? {
        var levels: [Int16] = []
        levels.reserveCapacity(FaceCode.count)
        for index in 0..<FaceCode.count {
            guard let change = contexts[index].read(from: &reader) else { return nil }
            let level = Int(code.levels[index]) + change
            guard abs(level) <= FaceCode.maximumLevel else { return nil }
            levels.append(Int16(level))
        }
        return FaceCode(levels: levels)
    }
}
