/// A box of an MP4, MOV or fragmented MP4 (ISO 14496-12).
struct BMFFBox: Hashable {
    /// Four characters as a number, the first in the highest byte.
    let type: UInt32
    let headerLength: UInt8
    let range: Range<UInt64>

    var content: Range<UInt64> { range.lowerBound + UInt64(headerLength)..<range.upperBound }

    static func type(_ name: String) -> UInt32 {
        name.unicodeScalars.reduce(0) { $0 << 8 | ($1.value & 0xFF) }
    }

    /// The box at an offset; none where its length is 0, as C2PA's reference reader has it: what follows belongs to no box.
    init?(_ reader: inout BoundedReader, at offset: UInt64, end: UInt64) throws(Refusal) {
        guard end - offset >= 8 else {
            // Fewer bytes than a header at the end of a file are no box either.
            let rest = try reader.bytes(offset..<end)
            guard rest.allSatisfy({ $0 == 0 }) else { throw Self.tooLong }
            return nil
        }
        let header = try reader.bytes(offset..<min(offset + 16, end))
        var length = JUMBFBox.number(header[..<4])
        var headerLength: UInt8 = 8
        guard length != 0 else { return nil }
        if length == 1 {
            guard header.count == 16 else { throw Self.tooLong }
            (length, headerLength) = (JUMBFBox.number(header[8..<16]), 16)
        }
        guard length >= UInt64(headerLength), length <= end - offset else { throw Self.tooLong }
        type = UInt32(JUMBFBox.number(header[4..<8]))
        self.headerLength = headerLength
        range = offset..<offset + length
    }

    private static let tooLong = Refusal(nil, "a box is longer than what holds it")
}

/// The boxes of a file: the outermost ones at once, inner ones when they are asked for.
struct BMFFLayout {
    /// Outermost boxes: a day of fragments of half a second, each with a `moof`, `mdat` and a box of C2PA.
    private static let countLimit = 600_000
    /// Boxes in one box.
    private static let childLimit = 65_536
    /// No format nests boxes half as deep.
    private static let depthLimit = 32

    let boxes: [BMFFBox]

    init(_ reader: inout BoundedReader) throws(Refusal) {
        boxes = try Self.boxes(&reader, in: 0..<reader.byteCount, limit: Self.countLimit)
        for box in boxes where box.type == Self.movie { try Self.checkDepth(&reader, of: box, depth: 1) }
    }

    private static func boxes(
        _ reader: inout BoundedReader, in range: Range<UInt64>, limit: Int
    ) throws(Refusal) -> [BMFFBox] {
        var boxes: [BMFFBox] = []
        var offset = range.lowerBound
        while offset < range.upperBound, let box = try BMFFBox(&reader, at: offset, end: range.upperBound) {
            boxes.append(box)
            guard boxes.count <= limit else { throw Refusal(nil, "it has more than \(limit) boxes in a row") }
            offset = box.range.upperBound
        }
        return boxes
    }

    /// Boxes that hold boxes and nothing else.
    private static let containers = Set(
        ["moov", "trak", "mdia", "minf", "stbl", "edts", "mvex", "moof", "traf", "mfra", "udta", "dinf"].map(
            BMFFBox.type))
    private static let movie = BMFFBox.type("moov")

    private static func checkDepth(
        _ reader: inout BoundedReader, of box: BMFFBox, depth: Int
    ) throws(Refusal) {
        guard depth <= depthLimit else { throw Refusal(nil, "its boxes are nested deeper than \(depthLimit)") }
        for child in try boxes(&reader, in: box.content, limit: childLimit) where containers.contains(child.type) {
            try checkDepth(&reader, of: child, depth: depth + 1)
        }
    }

    /// The boxes on a path such as `/moov/trak/mdia`, in the order of the file.
    func boxes(on path: String, _ reader: inout BoundedReader) throws(Refusal) -> [BMFFBox] {
        let names = path.split(separator: "/", omittingEmptySubsequences: false)
        // A path starts at the root; C2PA has no brackets or wildcards in it.
        guard names.first == "", names.count >= 2, names.count <= Self.depthLimit else { return [] }
        var found = boxes.filter { $0.type == BMFFBox.type(String(names[1])) }
        for name in names.dropFirst(2) {
            let type = BMFFBox.type(String(name))
            var inner: [BMFFBox] = []
            for box in found {
                // A `meta` box has a version and flags before its boxes.
                let skipped: UInt64 = box.type == BMFFBox.type("meta") ? 4 : 0
                guard box.content.count > skipped else { continue }
                let content = box.content.lowerBound + skipped..<box.range.upperBound
                inner += try Self.boxes(&reader, in: content, limit: Self.childLimit).filter { $0.type == type }
            }
            found = inner
        }
        return found
    }
}
