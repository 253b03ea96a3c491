public import Registry
public import Signing
public import TransparencyLog

/// What a bundle proves to somebody with a policy, offline, and what about it does not hold.
public struct BundleCheck: Sendable {
    public private(set) var defects: [BundleDefect] = []
    /// The log as it was, accepted by the policy; nothing where it does not accept it.
    public private(set) var checkpoint: WitnessedCheckpoint?
    /// The records that hold.
    public private(set) var records: [ProvedRecord] = []
    /// The other entries that are proved and count, by their numbers: statements about keys, and what was said of the records.
    public private(set) var statements: [ProvedStatement] = []
    /// A time stamp that holds; `isTimeVouchedFor` says whether its authority counts.
    public private(set) var timeStamp: TimeStamp?
    public private(set) var isTimeVouchedFor = false
    /// The clip that was handed in is the one that was examined; nothing where none was handed in.
    public private(set) var isClipTheSame: Bool?
    public private(set) var report: ReportSummary?

    /// A recording that somebody vouched for.
    public struct ProvedRecord: Sendable, Hashable {
        public let index: Int
        /// What later entries name it by.
        public let leaf: SHA256Digest
        public let media: MediaRegister
        public let publisher: PublisherRegister
        public let keyID: SHA256Digest
        /// The key with which the publisher registered.
        public let founder: SHA256Digest
        public let trust: Record.Trust
        /// Why later entries by this key do not count; nothing for a key that stands.
        public let keyEnd: KeyEnd<SHA256Digest>?
        /// Whether the bundle holds the fingerprint, which was checked then.
        public let hasFingerprint: Bool
    }

    /// Another entry of the log that counts.
    public struct ProvedStatement: Sendable, Hashable {
        public let index: Int
        public let content: Statement
        /// For whom its signer spoke; nothing for a recovery key.
        public let speaker: PublisherHistory.Signer?
    }

    /// - Parameters:
    ///   - keys: whose policy decides on the log, and whose keys on the publishers.
    ///   - anchors: who vouches for time stamp authorities; nothing where the user names nobody.
    ///   - clip: hash and length of a file that may be the one that was examined.
    public init(
        of bundle: EvidenceBundle, trusting keys: TrustedKeys, anchors: TrustAnchors? = nil,
        clip: (sha256: SHA256Digest, bytes: Int)? = nil
    ) {
        switch keys.policy.checkpoint(of: bundle.checkpoint) {
        case .success(let accepted): checkpoint = accepted
        case .failure(let defect): defects.append(.checkpoint(defect))
        }
        checkInclusion(of: bundle)
        checkRecords(in: bundle, keys)
        checkFingerprints(in: bundle)
        checkReport(of: bundle)
        checkTime(of: bundle, anchors)
        if let clip {
            isClipTheSame = clip.sha256 == bundle.clip.sha256 && clip.bytes == bundle.clip.bytes ?? clip.bytes
            if isClipTheSame == false { defects.append(.clip) }
        }
    }

    /// Every entry in the one checkpoint. Without an accepted checkpoint there is nothing to be in.
    private mutating func checkInclusion(of bundle: EvidenceBundle) {
        for (index, entry) in bundle.entries.sorted(by: { $0.key < $1.key }) {
            guard let proof = LogProof(decoding: entry.proof), proof.index == index,
                proof.note.bytes == bundle.checkpoint, let read = Checkpoint(text: proof.note.text),
                proof.proves(entry.statement, in: read)
            else {
                defects.append(.inclusion(index))
                continue
            }
        }
    }

    private mutating func checkFingerprints(in bundle: EvidenceBundle) {
        let references = records.map(\.media.fingerprint)
        for (sha256, bytes) in bundle.fingerprints.sorted(by: { $0.key < $1.key })
        where !references.contains(where: { $0.sha256 == sha256 && $0.isOf(bytes) }) {
            defects.append(.fingerprint(sha256))
        }
    }

    private mutating func checkTime(of bundle: EvidenceBundle, _ anchors: TrustAnchors?) {
        guard let reply = bundle.timeStampReply, let note = try? UnverifiedNote(decoding: bundle.checkpoint) else {
            return
        }
        do {
            let stamp = try TimeStamp(derBytes: reply, of: note)
            timeStamp = stamp
            guard let anchors else { return }
            isTimeVouchedFor = anchors.trust(
                stamp.authority, through: stamp.intermediates, at: stamp.time, for: .timeStamping)
            if !isTimeVouchedFor { defects.append(.timeStampNotVouchedFor) }
        } catch {
            defects.append(.timeStamp(error))
        }
    }
}

// MARK: - The statements

extension BundleCheck {
    /// In the log's order, by the keys that stood then as far as the entries here tell.
    private mutating func checkRecords(in bundle: EvidenceBundle, _ keys: TrustedKeys) {
        let proved = bundle.entries.filter { !defects.contains(.inclusion($0.key)) }.sorted { $0.key < $1.key }
        var history = PublisherHistory()
        for (index, entry) in proved { history.append(entry.statement, at: index) }
        for (index, entry) in proved {
            guard let signed = try? UnverifiedSignedStatement(decoding: entry.statement) else {
                defects.append(.record(index, "it is not a signed statement"))
                continue
            }
            let content: Statement
            do {
                content = try Statement(of: signed)
            } catch {
                // A kind of statement that this version does not know is in the log all the same.
                if case .unknownType = error { continue }
                defects.append(.record(index, "its content cannot be read"))
                continue
            }
            let signer = history.signer(signed.header.keyID, at: index)
            switch (content, signer) {
            case (.mediaRegister(let media), .success(let signer)) where signed.verified(by: signer.key) != nil:
                records.append(
                    ProvedRecord(
                        index: index, leaf: MerkleTree.leafHash(of: entry.statement), media: media,
                        publisher: signer.publisher, keyID: signed.header.keyID, founder: signer.founder,
                        trust: keys.trust(in: signed.header.keyID, by: history), keyEnd: signer.end,
                        hasFingerprint: bundle.fingerprints[media.fingerprint.sha256] != nil))
            case (.mediaRegister, .success): defects.append(.record(index, "its signature does not hold"))
            case (.mediaRegister, .failure(let defect)): defects.append(.record(index, Self.reason(defect)))
            case (.publisherRegister, _), (.keyAdd, _), (.keyRotate, _), (.keyRevoke, _):
                guard history.defect(at: index) == nil else { continue }
                statements.append(ProvedStatement(index: index, content: content, speaker: try? signer.get()))
            // What somebody said who could not say it counts for nothing.
            case (_, .success(let signer)) where signed.verified(by: signer.key) != nil:
                statements.append(ProvedStatement(index: index, content: content, speaker: signer))
            default: continue
            }
        }
    }

    private static func reason(_ defect: KeyDefect<SHA256Digest>) -> String {
        switch defect {
        case .ended(let end):
            "the key that signed it does not count since entry \(end.start), as entry \(end.statedAt) says"
        case .notYetAdded(let index): "the key that signed it became its publisher's only with entry \(index)"
        default: "its signer is not in the log, as far as the entries here tell"
        }
    }

    /// The report against what was signed. Its conclusion is the word of whoever made it.
    private mutating func checkReport(of bundle: EvidenceBundle) {
        guard let report = ReportSummary(decoding: bundle.report), let named = report.records else {
            defects.append(.unreadable("report.json"))
            return
        }
        self.report = report
        if report.clip.sha256 != bundle.clip.sha256.hex || report.clip.name != bundle.clip.name {
            defects.append(.report("it is about another clip"))
        }
        if let origin = report.registry?.origin, let checkpoint, origin != checkpoint.checkpoint.origin {
            defects.append(.report("it names the log \(origin)"))
        }
        for (source, index) in zip(report.sources, named) {
            guard let record = records.first(where: { $0.index == index }) else {
                defects.append(.report("record \(index), which it names, is not proved here"))
                continue
            }
            if source.title ?? record.media.title != record.media.title
                || source.publisher?.keyId ?? record.keyID.hex != record.keyID.hex
            {
                defects.append(.report("it says of record \(index) what its publisher did not sign"))
            }
        }
        for record in records where !named.contains(record.index) {
            defects.append(.report("it does not name record \(record.index)"))
        }
    }
}
