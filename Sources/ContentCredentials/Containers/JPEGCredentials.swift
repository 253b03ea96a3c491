/// The manifest store in a JPEG: APP11 segments, each of which carries a piece of it (ISO 19566-5, annex D).
struct JPEGCredentials {
    var store: [UInt8]?
    /// From the marker of its first segment to the end of its last.
    var storeRange: Range<UInt64>?
    /// Where XMP says that the manifest lies.
    var remoteManifest: String?
    /// The segments that hold it.
    var pieces: [Range<UInt64>] = []

    /// Segments before the picture's data; a store of 32 MiB takes 512.
    private static let segmentLimit = 4096

    init(_ reader: inout BoundedReader) throws(Refusal) {
        var pieces = Pieces()
        var offset: UInt64 = 2
        segments: for _ in 0..<Self.segmentLimit {
            guard offset + 4 <= reader.byteCount else { break }
            let header = try reader.bytes(offset..<offset + 4)
            guard header[0] == 0xFF else { throw Refusal(nil, "the segments of the JPEG are broken") }
            switch header[1] {
            // Filler, and markers without a length.
            case 0xFF: offset += 1
            case 0x01, 0xD0...0xD7: offset += 2
            // The picture's data, or the end of the picture.
            case 0xD9, 0xDA: break segments
            default:
                let length = JUMBFBox.number(header[2...])
                let end = offset + 2 + length
                guard length >= 2, end <= reader.byteCount else {
                    throw Refusal(nil, "a segment of the JPEG is cut off")
                }
                if header[1] == 0xE1, remoteManifest == nil {
                    remoteManifest = Self.remoteManifest(in: try reader.bytes(offset + 4..<end))
                }
                if header[1] == 0xEB { try pieces.add(try reader.bytes(offset + 4..<end), at: offset..<end) }
                offset = end
            }
        }
        store = pieces.bytes.isEmpty ? nil : pieces.bytes
        storeRange = pieces.range
        self.pieces = pieces.places
    }

    /// XMP is told by its address, and a zero byte.
    private static func remoteManifest(in segment: [UInt8]) -> String? {
        let prefix = Array("http://ns.adobe.com/xap/1.0/".utf8) + [0]
        return segment.starts(with: prefix) ? XMPPacket.provenance(in: Array(segment.dropFirst(prefix.count))) : nil
    }

    private struct Pieces {
        var bytes: [UInt8] = []
        var range: Range<UInt64>?
        var places: [Range<UInt64>] = []
        private var instance: UInt64 = 0
        private var sequence: UInt64 = 0

        /// `JP`, the box's number (2 bytes), the piece's number from 1 (4 bytes), then the box; every piece but the first
        /// repeats the box's header.
        mutating func add(_ segment: [UInt8], at place: Range<UInt64>) throws(Refusal) {
            guard segment.count > 16, segment[0] == 0x4A, segment[1] == 0x50 else { return }
            let (instance, sequence) = (JUMBFBox.number(segment[2..<4]), JUMBFBox.number(segment[4..<8]))
            if !bytes.isEmpty, instance == self.instance, sequence == self.sequence + 1 {
                let headerLength = JUMBFBox.number(segment[8..<12]) == 1 ? 16 : 8
                bytes += segment.dropFirst(8 + headerLength)
                range = (range?.lowerBound ?? place.lowerBound)..<place.upperBound
                places.append(place)
                self.sequence = sequence
                guard bytes.count <= ManifestStore.byteLimit else {
                    throw Refusal(nil, "its manifest store is larger than \(ManifestStore.byteLimit >> 20) MiB")
                }
            } else if isStoreStart(segment) {
                guard bytes.isEmpty else { throw Refusal(.generalError, "it has more than one manifest store") }
                bytes = Array(segment.dropFirst(8))
                range = place
                places = [place]
                (self.instance, self.sequence) = (instance, sequence)
            }
        }

        /// A superbox whose description names C2PA's store.
        private func isStoreStart(_ segment: [UInt8]) -> Bool {
            let start = JUMBFBox.number(segment[8..<12]) == 1 ? 24 : 16
            return segment.count >= start + 12 && segment[12..<16].elementsEqual("jumb".utf8)
                && segment[start + 4..<start + 8].elementsEqual("jumd".utf8)
                && segment[start + 8..<start + 12].elementsEqual("c2pa".utf8)
        }
    }
}
