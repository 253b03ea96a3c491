/// The file that carries a manifest store, in one of the formats that this reader knows.
struct Asset {
    enum Format {
        case bmff(BMFFLayout, proofs: [Range<UInt64>])
        /// With the segments that hold the manifest store.
        case jpeg(pieces: [Range<UInt64>])
    }

    let format: Format
    let store: [UInt8]?
    /// Where the manifest store lies, with what wraps it.
    let storeRange: Range<UInt64>?
    /// Where XMP in the file says that its manifest lies, if it is not in the file.
    let remoteManifest: String?

    init(_ reader: inout BoundedReader) throws(Refusal) {
        let start = try reader.bytes(0..<min(12, reader.byteCount))
        if start.starts(with: [0xFF, 0xD8, 0xFF]) {
            let credentials = try JPEGCredentials(&reader)
            format = .jpeg(pieces: credentials.pieces)
            (store, storeRange) = (credentials.store, credentials.storeRange)
            remoteManifest = store == nil ? credentials.remoteManifest : nil
        } else if start.count >= 8, Self.firstBoxes.contains(String(decoding: start[4..<8], as: UTF8.self)) {
            let layout = try BMFFLayout(&reader)
            let credentials = try BMFFCredentials(layout, &reader)
            format = .bmff(layout, proofs: credentials.proofs)
            (store, storeRange) = (credentials.store, credentials.storeRange)
            remoteManifest = store == nil ? try credentials.remoteManifest(in: layout, &reader) : nil
        } else {
            throw Refusal(nil, "they are read in MP4, MOV and JPEG only")
        }
    }

    /// What an MP4 or MOV begins with; old QuickTime files have no `ftyp`.
    private static let firstBoxes: Set = [
        "ftyp", "styp", "moov", "mdat", "free", "skip", "wide", "pnot", "uuid", "moof",
    ]
}
