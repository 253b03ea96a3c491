import Decompression

/// A manifest that lies compressed in its store (C2PA 2.2, section 11.2.4): a superbox `c2cm` whose one box, `brob`, is the whole
/// superbox of the manifest, by Brotli.
enum CompressedManifest {
    /// The store with every compressed manifest in place as it was signed; hashes are those of what was compressed.
    static func expanded(_ store: [UInt8]) throws(Refusal) -> [UInt8] {
        let root = try JUMBFBox(store, at: 0, end: store.count)
        let boxes = try JUMBFBox.boxes(of: store, in: root.content)
        var content: [UInt8] = []
        var isCompressed = false
        for box in boxes {
            if box.type == "jumb", let manifest = try expanded(box, of: store, limit: ManifestStore.limit(content)) {
                content += manifest
                isCompressed = true
            } else {
                content += store[box.range]
            }
        }
        guard isCompressed else { return store }
        let length = UInt32(clamping: content.count + 8)
        return (0..<4).reversed().map { UInt8(truncatingIfNeeded: length >> ($0 * 8)) } + Array("jumb".utf8) + content
    }

    /// Nothing where it is not compressed.
    private static func expanded(_ box: JUMBFBox, of store: [UInt8], limit: Int) throws(Refusal) -> [UInt8]? {
        let outer = try JUMBFSuperbox(store, box)
        guard outer.kind == "c2cm" else { return nil }
        guard outer.boxes.count == 1, outer.boxes[0].type == "brob" else {
            throw invalid("it is not one box by Brotli")
        }
        let bytes: [UInt8]
        do throws(DecompressionError) {
            bytes = try Brotli.decompressed(store[outer.boxes[0].content], limit: limit)
        } catch {
            switch error {
            case .malformed: throw invalid("it cannot be decompressed")
            case .tooLarge:
                throw Refusal(
                    nil, "its manifests are larger than \(ManifestStore.byteLimit >> 20) MiB when decompressed")
            }
        }
        let inner = try JUMBFBox(bytes, at: 0, end: bytes.count)
        let manifest = try JUMBFSuperbox(bytes, inner)
        // Under another name it would be two manifests, one for each reader.
        guard inner.range.count == bytes.count, ["c2ma", "c2um"].contains(manifest.kind),
            manifest.label == outer.label
        else { throw invalid("what was compressed is not the manifest of its name") }
        return bytes
    }

    private static func invalid(_ what: String) -> Refusal {
        Refusal(.manifestCompressedInvalid, "a compressed manifest is broken: \(what)")
    }
}

extension ManifestStore {
    /// How much more there may be beside what is there.
    fileprivate static func limit(_ content: [UInt8]) -> Int { max(0, Int(byteLimit) - content.count) }
}
