/// A manifest store: manifests one after the other, of which the last is the active one.
struct ManifestStore {
    /// Thumbnails of a deep history of edits stay within; a bound on memory.
    static let byteLimit: UInt64 = 32 << 20

    let bytes: [UInt8]
    let manifests: [Manifest]

    var active: Manifest? { manifests.last }

    /// - Parameter stored: as it lies in the file; manifests in it may be compressed.
    init(_ stored: [UInt8]) throws(Refusal) {
        let bytes = try CompressedManifest.expanded(stored)
        self.bytes = bytes
        let root = try JUMBFSuperbox(bytes, try JUMBFBox(bytes, at: 0, end: bytes.count))
        guard root.kind == "c2pa" else { throw JUMBFBox.defect("it is not one of C2PA") }
        var manifests: [Manifest] = []
        var labels: Set<String> = []
        for superbox in try root.superboxes(bytes) {
            guard superbox.kind == "c2ma" || superbox.kind == "c2um" else { continue }
            // Two parts of one name would let two readers see two things.
            guard labels.insert(superbox.label).inserted else { throw JUMBFBox.defect("two manifests have one label") }
            manifests.append(try Manifest(bytes, superbox))
        }
        guard !manifests.isEmpty else { throw Refusal(.claimMissing, "its manifest store holds no manifest") }
        self.manifests = manifests
    }

    func manifest(_ label: String) -> Manifest? { manifests.first { $0.label == label } }
}

/// One manifest: a claim, its signature, and the assertions that it is about; places in the store's bytes.
struct Manifest {
    let label: String
    /// It changes what is said of a file, not the file.
    let isUpdate: Bool
    let hashedRange: Range<Int>
    let claims: [JUMBFSuperbox]
    let signatures: [JUMBFSuperbox]
    let assertions: [JUMBFSuperbox]
    private let places: [String: Int]

    init(_ bytes: [UInt8], _ superbox: JUMBFSuperbox) throws(Refusal) {
        label = superbox.label
        isUpdate = superbox.kind == "c2um"
        hashedRange = superbox.hashedRange
        let parts = try superbox.superboxes(bytes)
        claims = parts.filter { $0.kind == "c2cl" }
        signatures = parts.filter { $0.kind == "c2cs" }
        var assertions: [JUMBFSuperbox] = []
        for store in parts where store.kind == "c2as" { assertions += try store.superboxes(bytes) }
        places = Dictionary(zip(assertions.map(\.label), assertions.indices)) { first, _ in first }
        guard places.count == assertions.count else { throw JUMBFBox.defect("two assertions have one label") }
        self.assertions = assertions
    }

    func assertion(_ label: String) -> JUMBFSuperbox? { places[label].map { assertions[$0] } }
}
