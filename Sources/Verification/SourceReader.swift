public import Matching
import Media
public import Registry
import Signing

/// Reads records as reports show them: checked, with what was said of them since, what they were made from, what is excluded, and whom
/// their publishers look like.
public struct SourceReader: Sendable {
    /// Steps from a recording to its parent that are followed.
    private static let longestDescent = 8

    private let registry: any RegistryStore
    private let keys: TrustedKeys

    public init(_ registry: any RegistryStore, trusting keys: TrustedKeys) {
        self.registry = registry
        self.keys = keys
    }

    /// Nothing where the log has no such entry.
    /// - Parameter defect: what was found when the recording's fingerprint was read.
    public func source(
        _ recording: RecordingID, defect: RecordDefect? = nil
    ) throws(RegistryError) -> SourceRecord? {
        guard let record = try registry.record(recording, trusting: keys) else { return nil }
        let standing: RecordStanding
        do {
            standing = try RecordStanding(of: record, in: registry, trusting: keys)
        } catch .logFails {
            // The record itself says so already.
            standing = RecordStanding()
        }
        var source = SourceRecord(record, defect: defect, standing: standing)
        guard let content = record.signed else { return source }
        if content.media.publication != nil {
            source.isPublished = try registry.holdsFingerprint(content.media.fingerprint.sha256)
        }
        source.excluded = (content.media.excluded ?? []).map {
            SourceRecord.Passage(range: TimeRange(milliseconds: $0.milliseconds), why: $0.why)
        }
        if let parent = try parent(of: content) {
            let isOther = parent.signed?.keyID != content.keyID
            source.parent = SourceRecord.Parent(
                recording: parent.id, title: parent.signed?.media.title,
                publisher: isOther ? parent.signed?.publisher.name : nil)
        }
        source.original = try original(of: record)
        do {
            source.lookalikes = try registry.lookalikes(of: record, trusting: keys).map {
                SourceRecord.Lookalike(name: $0.name, why: $0.resemblance.phrase)
            }
        } catch .logFails {
            // As above.
        }
        return source
    }

    private func parent(of content: Record.SignedContent) throws(RegistryError) -> Record? {
        guard let identity = content.media.parent,
            let index = try registry.indices(of: .statement(identity: identity)).first
        else { return nil }
        return try registry.record(RecordingID(rawValue: UInt32(index)), trusting: keys)
    }

    /// Anybody may claim to have made a version of anybody's footage. It counts as one where the same key signed both, or where the
    /// user trusts both signers.
    private func original(of record: Record) throws(RegistryError) -> RecordingID {
        var current = record
        for _ in 0..<Self.longestDescent {
            guard let content = current.signed, let parent = try parent(of: content), let signed = parent.signed,
                current.defects.isEmpty, parent.defects.isEmpty, parent.id < current.id,
                signed.keyID == content.keyID || current.trust != .unknown && parent.trust != .unknown
            else { break }
            current = parent
        }
        return current.id
    }
}
