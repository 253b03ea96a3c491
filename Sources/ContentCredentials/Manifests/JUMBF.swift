/// A box of a JUMBF structure (ISO 19566-5), as places in the bytes of the manifest store.
struct JUMBFBox {
    let type: String
    /// Header and content.
    let range: Range<Int>
    let content: Range<Int>

    /// The boxes that fill a range.
    static func boxes(of bytes: [UInt8], in range: Range<Int>) throws(Refusal) -> [JUMBFBox] {
        var boxes: [JUMBFBox] = []
        var offset = range.lowerBound
        while offset < range.upperBound {
            let box = try JUMBFBox(bytes, at: offset, end: range.upperBound)
            boxes.append(box)
            guard boxes.count <= countLimit else { throw defect("more than \(countLimit) boxes in one") }
            offset = box.range.upperBound
        }
        return boxes
    }

    /// Far more than the assertions of any manifest.
    private static let countLimit = 4096

    init(_ bytes: [UInt8], at start: Int, end: Int) throws(Refusal) {
        guard end - start >= 8 else { throw Self.defect("a box is cut off") }
        var (length, headerLength) = (Self.number(bytes[start..<start + 4]), 8)
        if length == 1 {
            guard end - start >= 16 else { throw Self.defect("a box is cut off") }
            (length, headerLength) = (Self.number(bytes[start + 8..<start + 16]), 16)
        } else if length == 0 {
            length = UInt64(end - start)
        }
        guard length >= UInt64(headerLength), length <= UInt64(end - start) else {
            throw Self.defect("a box is longer than what holds it")
        }
        type = String(decoding: bytes[start + 4..<start + 8], as: UTF8.self)
        range = start..<start + Int(length)
        content = start + headerLength..<start + Int(length)
    }

    static func number(_ bytes: ArraySlice<UInt8>) -> UInt64 { bytes.reduce(0) { $0 << 8 | UInt64($1) } }

    static func defect(_ what: String) -> Refusal { Refusal(.generalError, "its manifest store is broken: \(what)") }
}

/// A superbox: a description and the boxes that it describes.
struct JUMBFSuperbox {
    /// The first four bytes of the type's UUID, where the rest is ISO's: `c2ma`, `cbor`, `json` …
    let kind: String
    let label: String
    let range: Range<Int>
    /// What the hash of a superbox covers: everything but its header.
    let hashedRange: Range<Int>
    let boxes: [JUMBFBox]

    init(_ bytes: [UInt8], _ box: JUMBFBox) throws(Refusal) {
        guard box.type == "jumb" else { throw JUMBFBox.defect("a superbox is missing") }
        let boxes = try JUMBFBox.boxes(of: bytes, in: box.content)
        guard let description = boxes.first, description.type == "jumd", description.content.count >= 17 else {
            throw JUMBFBox.defect("a superbox has no description")
        }
        let start = description.content.lowerBound
        let identifier = bytes[start..<start + 16]
        kind =
            identifier.dropFirst(4).elementsEqual(Self.isoSuffix)
            ? String(decoding: identifier.prefix(4), as: UTF8.self) : ""
        let isLabelled = bytes[start + 16] & 2 != 0
        let text = isLabelled ? bytes[start + 17..<description.content.upperBound].prefix { $0 != 0 } : []
        guard let label = String(validating: text, as: UTF8.self), text.count <= Self.labelLimit else {
            throw JUMBFBox.defect("a label cannot be read")
        }
        self.label = label
        range = box.range
        hashedRange = box.content
        self.boxes = Array(boxes.dropFirst())
    }

    /// The superboxes in it; boxes of other types are passed over.
    func superboxes(_ bytes: [UInt8]) throws(Refusal) -> [JUMBFSuperbox] {
        var found: [JUMBFSuperbox] = []
        for box in boxes where box.type == "jumb" { found.append(try JUMBFSuperbox(bytes, box)) }
        return found
    }

    /// The content of the first box of a type.
    func content(_ type: String, of bytes: [UInt8]) -> ArraySlice<UInt8>? {
        boxes.first { $0.type == type }.map { bytes[$0.content] }
    }

    private static let labelLimit = 1024
    /// xxxx-0011-0010-8000-00AA00389B71.
    private static let isoSuffix: [UInt8] = [0x00, 0x11, 0x00, 0x10, 0x80, 0x00, 0x00, 0xAA, 0x00, 0x38, 0x9B, 0x71]
}
