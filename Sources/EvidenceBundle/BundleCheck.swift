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
    /// The other entries that are proved, by their numbers.
    public private(set) var statements: [(index: Int, content: Statement)] = []
    /// A time stamp that holds; `isTimeVouchedFor` says whether its authority counts.
    public private(set) var timeStamp: TimeStamp?
    public private(set) var isTimeVouchedFor = false
    /// The clip that was handed in is the one that was examined; nothing where none was handed in.
    public private(set) var isClipTheSame: Bool?
    public private(set) var report: ReportSummary?

    /// A recording that somebody vouched for.
    public struct ProvedRecord: Sendable, Hashable {
        public let index: Int
        public let media: MediaRegister
        public let publisher: PublisherRegister
        public let keyID: SHA256Digest
        public let trust: Record.Trust
        /// Whether the bundle holds the fingerprint, which was checked then.
        public let hasFingerprint: Bool
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
    private mutating func checkRecords(in bundle: EvidenceBundle, _ keys: TrustedKeys) {
        let proved = bundle.entries.filter { !defects.contains(.inclusion($0.key)) }
        for (index, entry) in proved.sorted(by: { $0.key < $1.key }) {
            let signed: UnverifiedSignedStatement
            let content: Statement
            do throws(SigningError) {
                signed = try UnverifiedSignedStatement(decoding: entry.statement)
            } catch {
                defects.append(.record(index, "it is not a signed statement"))
                continue
            }
            do {
                content = try Statement(of: signed)
            } catch {
                // A kind of statement that this version does not know is in the log all the same.
                if case .unknownType = error { continue }
                defects.append(.record(index, "its content cannot be read"))
                continue
            }
            let publisher = Self.publisher(of: signed.header.keyID, before: index, in: proved)
            guard let publisher, let key = publisher.key(signed.header.keyID), signed.verified(by: key) != nil else {
                defects.append(
                    .record(index, publisher == nil ? "its signer is not in the log" : "its signature fails"))
                continue
            }
            guard case .mediaRegister(let media) = content else {
                statements.append((index, content))
                continue
            }
            records.append(
                ProvedRecord(
                    index: index, media: media, publisher: publisher, keyID: signed.header.keyID,
                    trust: keys.trust(in: signed.header.keyID),
                    hasFingerprint: bundle.fingerprints[media.fingerprint.sha256] != nil))
        }
    }

    /// Who introduced the key in the log, not later than this entry; the introduction must be signed by the key itself.
    private static func publisher(
        of keyID: SHA256Digest, before index: Int, in entries: [Int: EvidenceBundle.Entry]
    ) -> PublisherRegister? {
        for (_, entry) in entries.filter({ $0.key <= index }).sorted(by: { $0.key < $1.key }) {
            guard let signed = try? UnverifiedSignedStatement(decoding: entry.statement),
                case .publisherRegister(let publisher)? = try? Statement(of: signed),
                let key = publisher.key(keyID), signed.verified(by: key) != nil
            else { continue }
            return publisher
        }
        return nil
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

extension PublisherRegister {
    /// The key with this number; nothing where it is not among the publisher's.
    fileprivate func key(_ keyID: SHA256Digest) -> PublicKey? {
        keys.first { $0.publicKey.keyID == keyID }?.publicKey
    }
}
