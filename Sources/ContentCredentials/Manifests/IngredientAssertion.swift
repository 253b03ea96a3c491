/// An assertion about something that went into a file.
struct IngredientAssertion {
    let label: String
    let title: String?
    let relationship: String?
    /// The manifest that the ingredient came with.
    let manifest: HashedURI?
    let claimSignature: HashedURI?
    /// What its signer found and wrote down: code and address.
    let recorded: [RecordedStatus]
    /// From version 3 on, an ingredient with a manifest says how it was validated.
    let lacksResults: Bool

    /// Far more than anybody writes down.
    private static let statusLimit = 4096

    struct RecordedStatus: Hashable {
        let code: String
        let url: String?
    }

    static func isIngredient(_ label: String) -> Bool { AssertionLabel(label).root == "c2pa.ingredient" }

    init(_ box: JUMBFSuperbox, in store: [UInt8]) throws(Refusal) {
        guard let content = box.content("cbor", of: store) else {
            throw Refusal(.ingredientMalformed, "an ingredient cannot be read")
        }
        let item: DataItem
        do { item = try DataItem(decoding: content) } catch { throw error.with(.ingredientMalformed) }
        guard let relationship = item["relationship"]?.text else {
            throw Refusal(.ingredientMalformed, "an ingredient has no relationship")
        }
        label = box.label
        self.relationship = relationship
        title = item["dc:title"]?.text
        let reference = item["activeManifest"] ?? item["c2pa_manifest"]
        manifest = HashedURI(reference)
        guard reference == nil || manifest != nil else {
            throw Refusal(.ingredientMalformed, "an ingredient's manifest has no address or hash")
        }
        claimSignature = HashedURI(item["claimSignature"])
        let results = item["validationResults"]
        lacksResults = AssertionLabel(label).version >= 3 && manifest != nil && results == nil
        let statuses = Self.statuses(item["validationStatus"]) + Self.statuses(inResults: results)
        recorded = Array(statuses.prefix(Self.statusLimit))
    }

    private static func statuses(_ list: DataItem?) -> [RecordedStatus] {
        (list?.array ?? []).compactMap { entry in
            entry["code"]?.text.map { RecordedStatus(code: $0, url: entry["url"]?.text) }
        }
    }

    private static func statuses(inResults results: DataItem?) -> [RecordedStatus] {
        let deltas = (results?["ingredientDeltas"]?.array ?? []).map { $0["validationDeltas"] }
        return ([results?["activeManifest"]] + deltas).flatMap { lists in
            ["success", "informational", "failure"].flatMap { statuses(lists?[$0]) }
        }
    }
}

/// An assertion's label: `c2pa.hash.bmff.v3__1` is the second of its kind, in version 3.
struct AssertionLabel {
    let root: String
    let version: Int

    init(_ label: String) {
        var name = label[...]
        if let separator = label.firstRange(of: "__") { name = label[..<separator.lowerBound] }
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        if let last = parts.last, last.first == "v", let version = Int(last.dropFirst()) {
            root = parts.dropLast().joined(separator: ".")
            self.version = version
        } else {
            root = String(name)
            version = 1
        }
    }
}
