import Signing

/// Follows a manifest's ingredients to the manifests that they came with, as deep as they go, each once.
struct IngredientCheck {
    private(set) var ingredients: [ContentCredentials.Ingredient] = []
    /// For people: the first thing that was wrong.
    private(set) var reason: String?

    private let store: ManifestStore
    private let anchors: TrustAnchors?
    private let now: Int64
    /// The claims of manifests that were looked at; of some there is none.
    private var visited: [String: Claim?]
    /// Of manifests, by algorithm and label.
    private var hashes: [String: [UInt8]] = [:]

    /// Ingredients in all; more than any history of edits has.
    private static let countLimit = 512
    private static let depthLimit = 64
    private static let recordedLimit = 16_384

    /// What the manifests on the way from the active one say of those further on. Others in the store have no say: nobody
    /// who signed refers to them.
    private struct Heritage {
        /// Addresses of assertions that were taken out.
        var redactions: Set<String> = []
        /// What signers had found and written down.
        var recorded: Set<IngredientAssertion.RecordedStatus> = []
    }

    init(of active: Manifest, _ claim: Claim?, in store: ManifestStore, anchors: TrustAnchors?, now: Int64) {
        self.store = store
        self.anchors = anchors
        self.now = now
        visited = [active.label: claim]
        follow(active, claim, Heritage(), depth: 0)
    }

    private mutating func follow(_ manifest: Manifest, _ claim: Claim?, _ heritage: Heritage, depth: Int) {
        let boxes = manifest.assertions.filter { IngredientAssertion.isIngredient($0.label) }
        var further = heritage
        further.redactions.formUnion(claim?.redactions ?? [])
        for box in boxes {
            guard further.recorded.count < Self.recordedLimit else { break }
            if let own = try? IngredientAssertion(box, in: store.bytes) { further.recorded.formUnion(own.recorded) }
        }
        for box in boxes {
            let url = JUMBFAddress.assertion(box.label, of: manifest.label)
            // An assertion that was taken out may be zeros.
            if heritage.redactions.contains(url) { continue }
            guard ingredients.count < Self.countLimit, depth < Self.depthLimit else {
                let malformed = ValidationStatus(.ingredientMalformed, url: url)
                return add(nil, [malformed], "it has too many ingredients to be followed", [])
            }
            do {
                let ingredient = try IngredientAssertion(box, in: store.bytes)
                if ingredient.relationship != "inputTo" { check(ingredient, url, further, depth: depth) }
            } catch {
                add(nil, [.init(error.code ?? .ingredientMalformed, url: url)], error.reason, further.recorded)
            }
        }
    }

    private mutating func check(
        _ ingredient: IngredientAssertion, _ url: String, _ heritage: Heritage, depth: Int
    ) {
        guard let reference = ingredient.manifest else {
            let unknown = ValidationStatus(.ingredientUnknownProvenance, url: url)
            return add(ingredient, [unknown], nil, heritage.recorded)
        }
        guard let label = reference.address.manifest, let manifest = store.manifest(label) else {
            let missing = ValidationStatus(.ingredientManifestMissing, url: reference.url)
            return add(ingredient, [missing], "the manifest of an ingredient is missing", heritage.recorded)
        }
        // A circle, or a manifest that was looked at under another ingredient: whether it is the one that is meant is told each
        // time, what is in it once.
        var statuses: [ValidationStatus] = []
        if ingredient.lacksResults { statuses.append(.init(.ingredientMalformed, url: url)) }
        if let claim = visited[label] {
            statuses += bond(ingredient, reference, manifest, claim, heritage.redactions)
            return add(ingredient, statuses, "the manifest of an ingredient was changed", heritage.recorded)
        }
        let check = ManifestCheck(manifest, in: store, redactions: heritage.redactions, anchors: anchors, now: now)
        visited[label] = .some(check.claim)
        statuses += bond(ingredient, reference, manifest, check.claim, heritage.redactions) + check.statuses
        let mismatch = statuses.contains { $0.code == .ingredientManifestMismatch }
        let reason = check.reason ?? (mismatch ? "the manifest of an ingredient was changed" : nil)
        add(ingredient, statuses, reason, heritage.recorded)
        follow(manifest, check.claim, heritage, depth: depth + 1)
    }

    /// Whether the ingredient's manifest is the one that was signed: all of it, or its signature where parts were taken out.
    private mutating func bond(
        _ ingredient: IngredientAssertion, _ reference: HashedURI, _ manifest: Manifest, _ claim: Claim?,
        _ redactions: Set<String>
    ) -> [ValidationStatus] {
        func status(_ code: StatusCode) -> [ValidationStatus] { [ValidationStatus(code, url: reference.url)] }
        guard let algorithm = HashAlgorithm(rawValue: reference.algorithm ?? claim?.algorithm ?? "sha256") else {
            return status(.algorithmUnsupported)
        }
        let key = "\(algorithm.rawValue) \(manifest.label)"
        let hash = hashes[key] ?? algorithm.hash(store.bytes[manifest.hashedRange])
        hashes[key] = hash
        if hash == reference.hash {
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

    private mutating func add(
        _ ingredient: IngredientAssertion?, _ statuses: [ValidationStatus], _ reason: String?,
        _ recorded: Set<IngredientAssertion.RecordedStatus>
    ) {
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
