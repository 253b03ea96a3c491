import Signing

/// One manifest, checked: its signature, and that its assertions are those that were signed.
struct ManifestCheck {
    private(set) var statuses: [ValidationStatus] = []
    /// For people: the first thing that was wrong.
    private(set) var reason: String?
    /// None where it could not be read.
    private(set) var claim: Claim?
    private(set) var signature: SignatureCheck?
    private(set) var algorithm: COSEAlgorithm?

    /// - Parameter redactions: addresses of assertions that later manifests took out.
    init(
        _ manifest: Manifest, in store: ManifestStore, redactions: Set<String>, anchors: TrustAnchors?, now: Int64
    ) {
        let url = JUMBFAddress.manifest(manifest.label)
        do throws(Refusal) {
            guard let box = manifest.claims.first else { throw Refusal(.claimMissing, "a manifest has no claim") }
            guard manifest.claims.count == 1 else {
                throw Refusal(.claimMultiple, "a manifest has more than one claim")
            }
            let claim = try Claim(box, in: store.bytes)
            self.claim = claim
            let missing = Refusal(.claimSignatureMissing, "a claim's signature is missing")
            guard let box = manifest.signatures.first, manifest.signatures.count == 1 else { throw missing }
            let place = JUMBFAddress(claim.signature)
            if place.path.last != "c2pa.signature" || place.manifest ?? manifest.label != manifest.label {
                note(missing, url: JUMBFAddress.signature(of: manifest.label))
            }
            let signature = try ClaimSignature(box, over: claim, in: store.bytes)
            algorithm = signature.algorithm
            let check = SignatureCheck(signature, over: claim, anchors: anchors, now: now)
            self.signature = check
            reason = reason ?? check.reason
            statuses += check.statuses.map { .init($0, url: JUMBFAddress.signature(of: manifest.label)) }
            checkAssertions(of: claim, manifest, store, redactions)
        } catch {
            note(error, url: error.code == .claimSignatureMismatch ? JUMBFAddress.signature(of: manifest.label) : url)
            if let claim { checkAssertions(of: claim, manifest, store, redactions) }
        }
    }

    private mutating func note(_ refusal: Refusal, url: String) {
        statuses.append(ValidationStatus(refusal.code ?? .generalError, url: url))
        reason = reason ?? refusal.reason
    }

    private mutating func checkAssertions(
        of claim: Claim, _ manifest: Manifest, _ store: ManifestStore, _ redactions: Set<String>
    ) {
        checkRedactions(of: claim, manifest)
        var declared: Set<String> = []
        // An assertion that is listed again is not hashed again.
        var hashes: [String: [UInt8]] = [:]
        for assertion in claim.assertions {
            guard assertion.address.manifest ?? manifest.label == manifest.label,
                let label = assertion.address.path.last
            else {
                note(
                    Refusal(.assertionOutsideManifest, "an assertion lies outside of its manifest"), url: assertion.url)
                continue
            }
            let isFirst = declared.insert(label).inserted
            let url = JUMBFAddress.assertion(label, of: manifest.label)
            guard let box = manifest.assertion(label) else {
                if !redactions.contains(url) {
                    note(Refusal(.assertionMissing, "an assertion that was signed is missing"), url: url)
                }
                continue
            }
            if isFirst, box.kind == "cbor", let content = box.content("cbor", of: store.bytes),
                (try? DataItem(decoding: content)) == nil
            {
                note(Refusal(.assertionCBORInvalid, "an assertion cannot be read"), url: url)
            }
            guard let algorithm = claim.algorithm(of: assertion) else {
                note(
                    Refusal(.algorithmUnsupported, "an assertion is hashed by an algorithm that is not known"), url: url
                )
                continue
            }
            let key = "\(algorithm.rawValue) \(label)"
            let hash = hashes[key] ?? algorithm.hash(store.bytes[box.hashedRange])
            hashes[key] = hash
            if hash == assertion.hash {
                statuses.append(ValidationStatus(.hashedURIMatch, url: url))
            } else if !redactions.contains(url) {
                note(Refusal(.hashedURIMismatch, "an assertion is not as it was signed"), url: url)
            }
        }
        let actions = ActionCheck(manifest, claim, in: store)
        statuses += actions.statuses
        if !actions.statuses.isEmpty { reason = reason ?? "what it says was done is not said as C2PA has it" }
        // Where as many are listed as are there, one that is missing explains one that is not listed.
        guard manifest.assertions.count > claim.assertions.count else { return }
        for box in manifest.assertions where !declared.contains(box.label) {
            let url = JUMBFAddress.assertion(box.label, of: manifest.label)
            note(Refusal(.assertionUndeclared, "an assertion is there that was not signed"), url: url)
        }
    }

    /// A manifest may take out assertions of its ingredients, not its own, and never what was done.
    private mutating func checkRedactions(of claim: Claim, _ manifest: Manifest) {
        for redaction in claim.redactions {
            let address = JUMBFAddress(redaction)
            if address.manifest ?? manifest.label == manifest.label {
                note(Refusal(.assertionSelfRedacted, "a manifest takes out an assertion of its own"), url: redaction)
            }
            if let label = address.path.last, AssertionLabel(label).root == "c2pa.actions" {
                note(Refusal(.actionRedacted, "a manifest takes out what was done"), url: redaction)
            }
        }
    }
}
