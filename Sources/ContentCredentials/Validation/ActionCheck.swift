/// The rules for what a signer says was done, of claims of version 2 (specification 2.2, section 15.10.3.2.1): the history starts
/// with a creation or an opening, and what was opened or placed is among the ingredients.
struct ActionCheck {
    private(set) var statuses: [ValidationStatus] = []

    private static let beginnings: Set = ["c2pa.created", "c2pa.opened"]

    init(_ manifest: Manifest, _ claim: Claim, in store: ManifestStore) {
        guard !claim.isVersion1 else { return }
        let relationships = Self.relationships(of: manifest, in: store)
        let lists = Self.lists(manifest, claim, in: store)
        let begins = lists.first { Self.beginnings.contains($0.actions.first?["action"]?.text ?? "") }
        if begins == nil, !manifest.isUpdate {
            statuses.append(.init(.actionMalformed, url: JUMBFAddress.manifest(manifest.label)))
        }
        for list in lists {
            let url = JUMBFAddress.assertion(list.label, of: manifest.label)
            if list.actions.isEmpty { statuses.append(.init(.actionMalformed, url: url)) }
            for action in list.actions {
                let name = action["action"]?.text ?? ""
                if name.isEmpty || (Self.beginnings.contains(name) && list.label != begins?.label) {
                    statuses.append(.init(.actionMalformed, url: url))
                }
                guard let expected = Self.expectedRelationship(of: name) else { continue }
                if !Self.ingredients(of: action).contains(where: { relationships[$0] == expected }) {
                    statuses.append(.init(.actionIngredientMismatch, url: url))
                }
            }
        }
    }

    /// The lists of actions, in the order in which the claim names them.
    private static func lists(
        _ manifest: Manifest, _ claim: Claim, in store: ManifestStore
    ) -> [(label: String, actions: [DataItem])] {
        var lists: [(label: String, actions: [DataItem])] = []
        for assertion in claim.assertions {
            guard let label = assertion.address.path.last, AssertionLabel(label).root == "c2pa.actions",
                let content = manifest.assertion(label)?.content("cbor", of: store.bytes),
                let item = try? DataItem(decoding: content)
            else { continue }
            lists.append((label, item["actions"]?.array ?? []))
        }
        return lists
    }

    private static func relationships(of manifest: Manifest, in store: ManifestStore) -> [String: String] {
        var relationships: [String: String] = [:]
        for box in manifest.assertions where IngredientAssertion.isIngredient(box.label) {
            relationships[box.label] = (try? IngredientAssertion(box, in: store.bytes))?.relationship
        }
        return relationships
    }

    private static func expectedRelationship(of action: String) -> String? {
        switch action {
        case "c2pa.opened": "parentOf"
        case "c2pa.placed", "c2pa.removed": "componentOf"
        default: nil
        }
    }

    /// Labels of the ingredients that an action names.
    private static func ingredients(of action: DataItem) -> [String] {
        let parameters = action["parameters"]
        let references = (parameters?["ingredients"]?.array ?? []) + [parameters?["ingredient"]].compactMap(\.self)
        return references.compactMap { $0["url"]?.text.flatMap { JUMBFAddress($0).path.last } }
    }
}
