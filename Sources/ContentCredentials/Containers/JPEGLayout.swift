/// A JPEG as the boxes of C2PA's general box hash (specification 2.2, section 9.2.4 and annex A.4): a box for each marker with what
/// belongs to it, one for the whole manifest store.
struct JPEGLayout {
    struct Box: Hashable {
        let name: String
        let range: Range<UInt64>
    }

    /// In the order of the file, up to the end of the picture.
    let boxes: [Box]
    /// Whether the manifest store is among them: it may lie elsewhere.
    let holdsStore: Bool

    static let storeName = "C2PA"
    /// Restart markers are boxes too; a picture of 65,535 rows has some 8,000 at one for each row of blocks.
    private static let boxLimit = 100_000
    /// Of the picture's data at a time.
    private static let pieceSize: UInt64 = 1 << 18

    /// - Parameter pieces: the segments that hold the manifest store.
    init(_ reader: inout BoundedReader, pieces: [Range<UInt64>]) throws(Refusal) {
        let pieces = Set(pieces)
        var boxes = [Box(name: "SOI", range: 0..<min(2, reader.byteCount))]
        var offset: UInt64 = 2
        while boxes.last?.name != "EOI" {
            guard boxes.count < Self.boxLimit else { throw Refusal(nil, "the JPEG has too many segments") }
            guard offset + 2 <= reader.byteCount else { throw Refusal(nil, "the JPEG ends before its picture does") }
            let marker = try reader.bytes(offset..<offset + 2)
            guard marker[0] == 0xFF else { throw Refusal(nil, "the segments of the JPEG are broken") }
            // Filler before a marker.
            guard marker[1] != 0xFF else {
                offset += 1
                continue
            }
            guard let name = Self.name(of: marker[1]) else { throw Refusal(nil, "a segment of the JPEG is not known") }
            let end = try Self.end(of: marker[1], at: offset, &reader)
            if !pieces.contains(offset..<end) {
                boxes.append(Box(name: name, range: offset..<end))
            } else if let last = boxes.last, last.name == Self.storeName, last.range.upperBound == offset {
                boxes[boxes.count - 1] = Box(name: Self.storeName, range: last.range.lowerBound..<end)
            } else {
                boxes.append(Box(name: Self.storeName, range: offset..<end))
            }
            offset = end
            if marker[1] == 0xDA { offset = try Self.scan(from: end, &boxes, &reader) }
        }
        self.boxes = boxes
        holdsStore = !pieces.isEmpty
    }

    private static func end(
        of marker: UInt8, at offset: UInt64, _ reader: inout BoundedReader
    ) throws(Refusal) -> UInt64 {
        if marker == 0xD9 { return offset + 2 }
        guard offset + 4 <= reader.byteCount else { throw Refusal(nil, "a segment of the JPEG is cut off") }
        let length = JUMBFBox.number(try reader.bytes(offset + 2..<offset + 4)[...])
        guard length >= 2, offset + 2 + length <= reader.byteCount else {
            throw Refusal(nil, "a segment of the JPEG is cut off")
        }
        return offset + 2 + length
    }

    /// The picture's data belongs to the segment before it; restart markers in it are boxes of two bytes besides.
    private static func scan(
        from start: UInt64, _ boxes: inout [Box], _ reader: inout BoundedReader
    ) throws(Refusal) -> UInt64 {
        let header = boxes.removeLast()
        var restarts: [Box] = []
        var offset = start
        var isMarker = false
        pieces: while true {
            guard offset < reader.byteCount else { throw Refusal(nil, "the JPEG ends before its picture does") }
            let piece = try reader.bytes(offset..<min(offset + pieceSize, reader.byteCount))
            for byte in piece {
                if isMarker, (0xD0...0xD7).contains(byte) {
                    restarts.append(Box(name: "RST\(byte - 0xD0)", range: offset - 1..<offset + 1))
                    guard restarts.count < boxLimit else { throw Refusal(nil, "the JPEG has too many segments") }
                } else if isMarker, byte != 0, byte != 0xFF {
                    break pieces
                }
                isMarker = byte == 0xFF
                offset += 1
            }
        }
        boxes.append(Box(name: header.name, range: header.range.lowerBound..<offset - 1))
        boxes += restarts
        return offset - 1
    }

    private static func name(of marker: UInt8) -> String? {
        switch marker {
        case 0xE0...0xEF: "APP\(marker - 0xE0)"
        case 0xF0...0xFD: "JPG\(marker - 0xF0)"
        case 0xC4: "DHT"
        case 0xC8: "JPG"
        case 0xCC: "DAC"
        case 0xC0...0xCF: "SOF\(marker - 0xC0)"
        case 0xD9: "EOI"
        case 0xDA: "SOS"
        case 0xDB: "DQT"
        case 0xDC: "DNL"
        case 0xDD: "DRI"
        case 0xFE: "COM"
        default: nil
        }
    }
}
