public import Registry
internal import Signing
internal import TransparencyLog

/// Why there is no bundle.
@nonexhaustive
public enum GatheringError: Error, Sendable, Hashable {
    /// The report is not one, or does not say which file it is about.
    case noReport
    /// The report names no record: there is nothing to prove.
    case noRecord
    /// The registry does not hold this record.
    case unknownRecord(Int)
    /// The registry changed while it was read.
    case notOneCheckpoint
    case registry(RegistryError)
}

extension EvidenceBundle {
    /// Gathers what stands behind a report: its records, who signed them, the proofs, the checkpoint.
    /// - Parameters:
    ///   - clipBytes: the clip's length, where the clip is at hand.
    ///   - timeStampReply: the authority's answer over a checkpoint, where there is one.
    public init(
        of report: [UInt8], clipBytes: Int?, from store: some RegistryStore,
        timeStampReply: (_ checkpoint: [UInt8]) throws(RegistryError) -> [UInt8]?
    ) throws(GatheringError) {
        guard let summary = ReportSummary(decoding: report), let records = summary.records,
            let sha256 = summary.clip.sha256.flatMap({ SHA256Digest(hex: $0) })
        else { throw .noReport }
        guard !records.isEmpty else { throw .noRecord }
        do {
            var indices = Set(records)
            for index in records { indices.formUnion(try store.entriesBehind(recordAt: index)) }
            let entries = try store.entries(indices)
            guard let note = entries.first?.checkpointNote else { throw GatheringError.notOneCheckpoint }
            var fingerprints: [SHA256Digest: [UInt8]] = [:]
            for index in records {
                guard let reference = try store.fingerprintReference(at: index) else { continue }
                fingerprints[reference.sha256] = try store.storedFingerprint(reference.sha256)
            }
            let unverified = try UnverifiedNote(decoding: note)
            self.init(
                report: report, clip: Clip(name: summary.clip.name, sha256: sha256, bytes: clipBytes), checkpoint: note,
                timeStampReply: try timeStampReply(note),
                entries: Dictionary(
                    uniqueKeysWithValues: entries.map { entry in
                        let proof = LogProof(index: entry.index, hashes: entry.proof, note: unverified)
                        return (entry.index, Entry(statement: entry.statement, proof: proof.bytes))
                    }),
                fingerprints: fingerprints)
        } catch let error as GatheringError {
            throw error
        } catch let error as RegistryError {
            throw .registry(error)
        } catch {
            throw .registry(.logFails(origin: store.log.name))
        }
    }
}

extension RegistryStore {
    /// The entries that a record rests on, all that name its publisher's keys, and those that were made about it.
    func entriesBehind(recordAt index: Int) throws(RegistryError) -> [Int] {
        guard let entry = try entry(at: index), let signed = try? UnverifiedSignedStatement(decoding: entry.statement)
        else { return [] }
        let history = try publisherHistory()
        let said = try indices(of: .about(MerkleTree.leafHash(of: entry.statement)))
        var signers = [signed.header.keyID]
        for index in said {
            guard let said = try self.entry(at: index)?.statement else { continue }
            if let signed = try? UnverifiedSignedStatement(decoding: said) { signers.append(signed.header.keyID) }
        }
        return Set(signers.compactMap { history.founder(of: $0) })
            .flatMap { history.entries(about: $0) } + said
    }

    /// The entries, all of them proved in one checkpoint: the published one where it covers them.
    func entries(_ indices: Set<Int>) throws -> [LogEntry] {
        for choice in [CheckpointChoice.published, .newest] {
            var entries: [LogEntry] = []
            for index in indices.sorted() {
                guard let entry = try entry(at: index, in: choice) else { throw GatheringError.unknownRecord(index) }
                entries.append(entry)
            }
            if Set(entries.map(\.checkpointNote)).count == 1 { return entries }
        }
        throw GatheringError.notOneCheckpoint
    }
}
