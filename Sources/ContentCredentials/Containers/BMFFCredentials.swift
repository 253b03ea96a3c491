/// The boxes of C2PA in an MP4: the manifest store, and a proof for each fragment.
struct BMFFCredentials {
    /// The bytes of the manifest store, and of an update to it.
    var store: [UInt8]?
    /// Where the box with the manifest store lies.
    var storeRange: Range<UInt64>?
    /// Where the proofs of fragments lie, in the order of the file: they are read when they are needed.
    var proofs: [Range<UInt64>] = []

    /// D8FEC3D6-1B0E-483C-9297-5828877EC481.
    private static let identifier: [UInt8] = [
        0xD8, 0xFE, 0xC3, 0xD6, 0x1B, 0x0E, 0x48, 0x3C, 0x92, 0x97, 0x58, 0x28, 0x87, 0x7E, 0xC4, 0x81,
    ]
    /// A proof has some twenty hashes.
    private static let proofByteLimit = 65_536
    private static let proofLimit = 200_000

    init(_ layout: BMFFLayout, _ reader: inout BoundedReader) throws(Refusal) {
        var update: [UInt8]?
        for box in layout.boxes where box.type == BMFFBox.type("uuid") && box.content.count >= 16 + 4 + 1 {
            let start = box.content.lowerBound
            guard try reader.bytes(start..<start + 16) == Self.identifier else { continue }
            // Version and flags, then the purpose up to a zero byte.
            let text = try reader.bytes(start + 20..<min(start + 20 + 16, box.range.upperBound))
            guard let end = text.firstIndex(of: 0) else { throw Self.unreadable }
            let content = start + 20 + UInt64(end) + 1..<box.range.upperBound
            switch String(decoding: text[..<end], as: UTF8.self) {
            case "manifest", "original":
                guard store == nil else { throw Refusal(.generalError, "it has more than one manifest store") }
                store = try Self.manifest(&reader, content)
                storeRange = box.range
            case "update":
                guard update == nil else {
                    throw Refusal(.generalError, "it has more than one update of its manifests")
                }
                update = try Self.manifest(&reader, content)
            case "merkle":
                guard content.count <= Self.proofByteLimit, proofs.count < Self.proofLimit else {
                    throw Self.unreadable
                }
                proofs.append(content)
            default: throw Self.unreadable
            }
        }
        if let update { store = try Self.joined(store, update) }
    }

    /// Where XMP says that the manifest lies (ISO 16684-3: a box `uuid`).
    func remoteManifest(in layout: BMFFLayout, _ reader: inout BoundedReader) throws(Refusal) -> String? {
        for box in layout.boxes where box.type == BMFFBox.type("uuid") {
            let start = box.content.lowerBound
            let length = UInt64(box.content.count)
            guard length > 16, length <= XMPPacket.byteLimit, try reader.bytes(start..<start + 16) == Self.xmp else {
                continue
            }
            return XMPPacket.provenance(in: try reader.bytes(start + 16..<box.content.upperBound))
        }
        return nil
    }

    /// BE7ACFCB-97A9-42E8-9C71-999491E3AFAC.
    private static let xmp: [UInt8] = [
        0xBE, 0x7A, 0xCF, 0xCB, 0x97, 0xA9, 0x42, 0xE8, 0x9C, 0x71, 0x99, 0x94, 0x91, 0xE3, 0xAF, 0xAC,
    ]

    private static let unreadable = Refusal(nil, "a box of C2PA in it cannot be read")

    /// After the offset of the first proof comes the manifest store, and zeros as padding.
    private static func manifest(
        _ reader: inout BoundedReader, _ content: Range<UInt64>
    ) throws(Refusal) -> [UInt8] {
        guard content.count > 16 else { throw unreadable }
        let start = content.lowerBound + 8
        let length = JUMBFBox.number(try reader.bytes(start..<start + 4)[...])
        guard length > 8, length <= content.upperBound - start else { throw JUMBFBox.defect("it is cut off") }
        guard length <= ManifestStore.byteLimit else {
            throw Refusal(nil, "its manifest store is larger than \(ManifestStore.byteLimit >> 20) MiB")
        }
        return try reader.bytes(start..<start + length)
    }

    /// The manifests of an update follow those that it updates.
    private static func joined(_ original: [UInt8]?, _ update: [UInt8]) throws(Refusal) -> [UInt8] {
        guard let original else { return update }
        let root = try JUMBFBox(update, at: 0, end: update.count)
        let boxes = try JUMBFBox.boxes(of: update, in: root.content).filter { $0.type == "jumb" }
        let joined = original + boxes.flatMap { update[$0.range] }
        let length = UInt32(clamping: joined.count)
        return (0..<4).reversed().map { UInt8(truncatingIfNeeded: length >> ($0 * 8)) } + joined.dropFirst(4)
    }
}

/// What a fragment brings along so that its hash can be followed up to the row of the tree that the manifest holds.
struct FragmentProof {
    let location: Int
    /// Of the neighbours on the way up; none where the manifest holds the leaves themselves.
    let hashes: [[UInt8]]?

    init(_ bytes: [UInt8]) throws(Refusal) {
        // Padding may follow.
        var decoder = DataItemDecoder(rest: bytes[...])
        let item: DataItem
        do { item = try decoder.value(depth: 0) } catch { throw error.with(.bmffHashMalformed) }
        guard let location = item["location"]?.unsigned, location <= UInt64(Int32.max) else {
            throw Refusal(.bmffHashMalformed, "a fragment's proof cannot be read")
        }
        self.location = Int(location)
        hashes = item["hashes"]?.array?.compactMap(\.bytes)
    }
}
