import Signing

/// Follows a manifest's ingredients to the manifests that they came with, as deep as they go, each once.
struct IngredientCheck {
    private(set) var ingredients: [ContentCredentials.Ingredient] = []
    /// For people: the first thing that was wrong.
    private(set) var reason: String?

    private let store: ManifestStore
    private let redactions: Set<String>
    private let anchors: TrustAnchors?
    private let now: Int64
    /// What signers had found and written down already, in any manifest of the store.
    private let recorded: Set<IngredientAssertion.RecordedStatus>
    private var visited: Set<String>

    /// Ingredients in all; more than any history of edits has.
    private static let countLimit = 512
    private static let depthLimit = 64

    init(of active: Manifest, in store: ManifestStore, redactions: Set<String>, anchors: TrustAnchors?, now: Int64) {
        self.store = store
        self.redactions = redactions
        self.anchors = anchors
        self.now = now
        visited = [active.label]
        let all = store.manifests.flatMap { manifest in
            manifest.assertions.filter { IngredientAssertion.isIngredient($0.label) }
        }
        recorded = Set(all.compactMap { try? IngredientAssertion($0, in: store.bytes) }.flatMap(\.recorded))
        follow(active, depth: 0)
    }

    private mutating func follow(_ manifest: Manifest, depth: Int) {
        for box in manifest.assertions where IngredientAssertion.isIngredient(box.label) {
            let url = JUMBFAddress.assertion(box.label, of: manifest.label)
            // An assertion that was taken out may be zeros.
            if redactions.contains(url) { continue }
            guard ingredients.count < Self.countLimit, depth < Self.depthLimit else {
                return add(nil, [.init(.ingredientMalformed, url: url)], "it has too many ingredients to be followed")
            }
            do {
                let ingredient = try IngredientAssertion(box, in: store.bytes)
                if ingredient.relationship != "inputTo" { check(ingredient, url, depth: depth) }
            } catch {
                add(nil, [.init(error.code ?? .ingredientMalformed, url: url)], error.reason)
            }
        }
    }

    private mutating func check(_ ingredient: IngredientAssertion, _ url: String, depth: Int) {
        guard let reference = ingredient.manifest else {
            return add(ingredient, [.init(.ingredientUnknownProvenance, url: url)], nil)
        }
        guard let label = reference.address.manifest, let manifest = store.manifest(label) else {
            let missing = ValidationStatus(.ingredientManifestMissing, url: reference.url)
            return add(ingredient, [missing], "the manifest of an ingredient is missing")
        }
        // A circle, or a manifest that was looked at under another ingredient.
        guard visited.insert(label).inserted else { return add(ingredient, [], nil) }
        var statuses: [ValidationStatus] = []
        if ingredient.lacksResults { statuses.append(.init(.ingredientMalformed, url: url)) }
        let check = ManifestCheck(manifest, in: store, redactions: redactions, anchors: anchors, now: now)
        statuses += bond(ingredient, reference, manifest, check.claim) + check.statuses
        let mismatch = statuses.contains { $0.code == .ingredientManifestMismatch }
        add(ingredient, statuses, check.reason ?? (mismatch ? "the manifest of an ingredient was changed" : nil))
        follow(manifest, depth: depth + 1)
    }

    /// Whether the ingredient's manifest is the one that was signed: all of it, or its signature where parts were taken out.
    private func bond(
        _ ingredient: IngredientAssertion, _ reference: HashedURI, _ manifest: Manifest, _ claim: Claim?
    ) -> [ValidationStatus] {
        func status(_ code: StatusCode) -> [ValidationStatus] { [ValidationStatus(code, url: reference.url)] }
        guard let algorithm = HashAlgorithm(rawValue: reference.algorithm ?? claim?.algorithm ?? "sha256") else {
            return status(.algorithmUnsupported)
        }
        if algorithm.hash(store.bytes[manifest.hashedRange]) == reference.hash {
            return status(.ingredientManifestValidated)
        }
        guard !redactions.contains(where: { JUMBFAddress($0).manifest == manifest.label }) else {
            guard let expected = ingredient.claimSignature else {
                return claim?.isVersion1 == false ? status(.ingredientSignatureMissing) : []
            }
            let found = manifest.signatures.first.map { algorithm.hash(store.bytes[$0.hashedRange]) }
            return status(found == expected.hash ? .ingredientSignatureValidated : .ingredientSignatureMismatch)
        }
        // Before version 1.3 the hash was that of the claim.
        if let claim, algorithm.hash(claim.bytes[...]) == reference.hash { return [] }
        return status(.ingredientManifestMismatch)
    }

    private mutating func add(_ ingredient: IngredientAssertion?, _ statuses: [ValidationStatus], _ reason: String?) {
        let news = statuses.filter { !recorded.contains(.init(code: $0.code.rawValue, url: $0.url)) }
        ingredients.append(
            .init(
                title: ContentCredentials.bounded(ingredient?.title),
                relationship: ContentCredentials.bounded(ingredient?.relationship), statuses: news))
        if news.contains(where: { $0.code.kind == .failure && $0.code != .credentialUntrusted }) {
            self.reason = self.reason ?? reason
        }
    }
}
