public import Signing

/// Reads the Content Credentials of a file and checks them: MP4, MOV, fragmented MP4 and JPEG.
///
/// Nothing in the file is trusted: lengths, counts and depths are bounded, no more than 32 MiB of manifests are kept, and a
/// few passes over the file are the most that it can ask for.
public struct CredentialReader: Sendable {
    private let anchors: TrustAnchors?
    private let now: Int64

    /// - Parameters:
    ///   - anchors: the authorities that vouch for signers and for time stamps; without them nobody is trusted.
    ///   - now: seconds since 1970.
    public init(anchors: TrustAnchors?, now: Int64) {
        self.anchors = anchors
        self.now = now
    }

    /// - Parameters:
    ///   - fetched: the manifest store that lies where the file says, which counts where there is none in the file.
    ///   - progress: called now and then with the number of bytes hashed so far.
    public func credentials(
        in source: some ByteSource, fetched: [UInt8]? = nil, progress: ((UInt64) -> Void)? = nil
    ) -> ContentCredentials {
        var reader = BoundedReader(source, progress: progress)
        var remoteManifest: String?
        var found: ContentCredentials
        do {
            let asset = try Asset(&reader)
            remoteManifest = asset.remoteManifest
            if let bytes = asset.store ?? fetched {
                found = try credentials(in: try ManifestStore(bytes), of: asset, &reader)
            } else {
                let reason = remoteManifest.map { _ in "they are not in the file, which says that they lie elsewhere" }
                found = ContentCredentials(state: .none, reason: reason)
            }
        } catch {
            if let code = error.code {
                found = ContentCredentials(state: .invalid, reason: error.reason, statuses: [.init(code)])
            } else {
                found = ContentCredentials(state: .none, reason: error.reason)
            }
        }
        found.remoteManifest = remoteManifest
        found.hasTrustList = anchors != nil
        return found
    }

    private func credentials(
        in store: ManifestStore, of asset: Asset, _ reader: inout BoundedReader
    ) throws(Refusal) -> ContentCredentials {
        guard let active = store.active else { throw Refusal(.claimMissing, "its manifest store holds no manifest") }
        // Nobody may take anything out of the active manifest.
        let check = ManifestCheck(active, in: store, redactions: [], anchors: anchors, now: now)
        let history = IngredientCheck(of: active, check.claim, in: store, anchors: anchors, now: now)
        var credentials = ContentCredentials(
            state: .invalid, reason: check.reason, statuses: check.statuses, ingredients: history.ingredients)
        if let claim = check.claim {
            let binding = try binding(of: active, claim, in: store, asset, &reader)
            credentials.statuses += binding.statuses
            credentials.reason = credentials.reason ?? binding.reason
            credentials.title = ContentCredentials.bounded(claim.title)
            credentials.generator = ContentCredentials.bounded(claim.generator)
            credentials.actions = Self.actions(of: active, in: store)
        }
        credentials.reason = credentials.reason ?? history.reason
        credentials.signer = check.signature?.signer.map {
            .init(
                name: ContentCredentials.bounded($0.commonName),
                organization: ContentCredentials.bounded($0.organization), algorithm: check.algorithm?.name)
        }
        credentials.signedAt = check.signature?.signedAt
        credentials.isTimeVouchedFor = check.signature?.isTimeVouchedFor ?? false
        credentials.state = Self.state(credentials)
        if credentials.state != .invalid { credentials.reason = nil }
        credentials.shorten()
        return credentials
    }

    /// The hash of the file is in the active manifest; where that is an update, in the one that it updates, which its
    /// ingredients name: not in any that happens to lie in the store.
    private func binding(
        of active: Manifest, _ claim: Claim, in store: ManifestStore, _ asset: Asset, _ reader: inout BoundedReader
    ) throws(Refusal) -> BindingCheck {
        var (bound, visited) = (active, Set<String>())
        while bound.isUpdate {
            let parents = bound.assertions.filter { IngredientAssertion.isIngredient($0.label) }
                .compactMap { try? IngredientAssertion($0, in: store.bytes) }.filter { $0.relationship == "parentOf" }
            guard parents.count == 1, let label = parents[0].manifest?.address.manifest,
                visited.insert(label).inserted, let parent = store.manifest(label)
            else { throw Refusal(.manifestUpdateInvalid, "an update does not name what it updates") }
            bound = parent
        }
        guard let box = bound.claims.first else { throw Refusal(.claimMissing, "a manifest has no claim") }
        let signed = active.isUpdate ? try Claim(box, in: store.bytes) : claim
        return try BindingCheck(bound, signed, in: store, of: asset, isUpdated: active.isUpdate, &reader)
    }

    private static func state(_ credentials: ContentCredentials) -> ContentCredentials.State {
        let codes = Set(credentials.statuses.map(\.code))
        let others = credentials.ingredients.flatMap(\.statuses).map(\.code)
        let failures = (codes.union(others)).filter { $0.kind == .failure }
        let bindings: Set<StatusCode> = [.dataHashMatch, .bmffHashMatch, .boxesHashMatch]
        guard codes.contains(.claimSignatureValidated), !codes.isDisjoint(with: bindings),
            failures.isSubset(of: [.credentialUntrusted])
        else { return .invalid }
        return codes.contains(.credentialTrusted) && failures.isEmpty ? .trusted : .valid
    }

    private static func actions(of manifest: Manifest, in store: ManifestStore) -> [ContentCredentials.Action] {
        var actions: [ContentCredentials.Action] = []
        for box in manifest.assertions where AssertionLabel(box.label).root == "c2pa.actions" {
            guard let content = box.content("cbor", of: store.bytes), let item = try? DataItem(decoding: content) else {
                continue
            }
            for action in item["actions"]?.array ?? [] {
                guard let name = ContentCredentials.bounded(action["action"]?.text) else { continue }
                let source = ContentCredentials.bounded(action["digitalSourceType"]?.text)
                actions.append(ContentCredentials.Action(name: name, digitalSourceType: source))
            }
        }
        return actions
    }
}
