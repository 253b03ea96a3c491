/// Whether a manifest belongs to the file that it is in: its one hash of the file.
struct BindingCheck {
    private(set) var statuses: [ValidationStatus] = []
    private(set) var reason: String?

    /// Label of every assertion that binds a manifest to a file.
    private static let bindings: Set = [
        "c2pa.hash.data", "c2pa.hash.bmff", "c2pa.hash.boxes", "c2pa.hash.collection.data", "c2pa.hash.multi-asset",
    ]

    /// - Parameter isUpdated: a later manifest updates this one.
    /// Throws where this version cannot tell.
    init(
        _ manifest: Manifest, _ claim: Claim, in store: ManifestStore, of asset: Asset, isUpdated: Bool,
        _ reader: inout BoundedReader
    ) throws(Refusal) {
        try check(manifest, claim, store, asset, isUpdated, &reader)
    }

    private mutating func check(
        _ manifest: Manifest, _ claim: Claim, _ store: ManifestStore, _ asset: Asset, _ isUpdated: Bool,
        _ reader: inout BoundedReader
    ) throws(Refusal) {
        let labels = Set(claim.assertions.compactMap { $0.address.path.last })
        let bound = manifest.assertions.filter {
            labels.contains($0.label) && Self.bindings.contains(AssertionLabel($0.label).root)
        }
        let claimURL = JUMBFAddress.claim(of: manifest.label, label: claim.label)
        guard let box = bound.first else {
            return fail(Refusal(.hardBindingsMissing, "nothing ties the manifest to this file"), claimURL)
        }
        guard bound.count == 1 else {
            return fail(Refusal(.multipleHardBindings, "more than one hash ties the manifest to a file"), claimURL)
        }
        let url = JUMBFAddress.assertion(box.label, of: manifest.label)
        do throws(Refusal) {
            let codes = try Self.codes(box, claim, store, asset, isUpdated, &reader)
            statuses += codes.map { ValidationStatus($0, url: url) }
        } catch {
            guard error.code != nil else { throw error }
            fail(error, url)
        }
    }

    private mutating func fail(_ refusal: Refusal, _ url: String) {
        statuses.append(ValidationStatus(refusal.code ?? .generalError, url: url))
        reason = refusal.reason
    }

    private static func codes(
        _ box: JUMBFSuperbox, _ claim: Claim, _ store: ManifestStore, _ asset: Asset, _ isUpdated: Bool,
        _ reader: inout BoundedReader
    ) throws(Refusal) -> [StatusCode] {
        let label = AssertionLabel(box.label)
        func item(_ code: StatusCode) throws(Refusal) -> DataItem {
            guard let content = box.content("cbor", of: store.bytes) else {
                throw Refusal(code, "the hash of the file is malformed")
            }
            do { return try DataItem(decoding: content) } catch { throw error.with(code) }
        }
        switch (label.root, asset.format) {
        case ("c2pa.hash.data", _):
            return try DataHash(try item(.dataHashMalformed), in: claim).check(asset, isUpdated: isUpdated, &reader)
        case ("c2pa.hash.bmff", .bmff(let layout, let proofs)):
            return try BMFFHash(try item(.bmffHashMalformed), version: label.version, in: claim)
                .check(layout, proofs: proofs, &reader)
        case ("c2pa.hash.boxes", .jpeg(let pieces)):
            let layout = try JPEGLayout(&reader, pieces: pieces)
            return try BoxHash(try item(.boxesHashMalformed), in: claim).check(layout, &reader)
        case ("c2pa.hash.boxes", .bmff):
            throw Refusal(.boxesHashMismatch, "the manifest is that of a file of another format")
        case ("c2pa.hash.bmff", .jpeg):
            throw Refusal(.bmffHashMismatch, "the manifest is that of a file of another format")
        default: throw Refusal(nil, "its binding to the file, \(label.root), is not read by this version")
        }
    }
}
