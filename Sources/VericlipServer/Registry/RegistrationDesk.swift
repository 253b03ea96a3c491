internal import Fingerprinting
internal import Foundation
internal import Matching
internal import Registry
internal import RegistryExchange
internal import RegistryStorage
internal import Signing
internal import TransparencyLog

/// Decides on statements that were signed elsewhere by the rules that `vericlip register` goes by: the signer speaks for a publisher of
/// this log, the fingerprint is the one that was signed and can be found, and one file is registered once.
struct RegistrationDesk {
    private let registry: any StoredRegistry

    init(_ registry: any StoredRegistry) { self.registry = registry }

    struct Outcome: Sendable {
        let decision: Decision
        /// A notice, never a refusal.
        var overlaps: [OverlapMessage] = []
    }

    enum Decision: Sendable {
        case submit(LogSubmission)
        /// It is there already.
        case known(Appended)
    }

    /// - Parameter time: seconds since 1970.
    func outcome(of asked: RegistrationRequest, at time: Int64) throws -> Outcome {
        let signed = try verified(asked.statement)
        do throws(RegistryError) {
            if let known = try held(signed.statement) { return Outcome(decision: .known(known)) }
        } catch {
            throw Problem.registration(error) ?? Problem(error)
        }
        guard case .mediaRegister(let media)? = try? Statement(of: signed.statement) else {
            guard asked.fingerprint == nil else {
                throw Problem.notTaken("a fingerprint comes with the registration of a recording alone")
            }
            return Outcome(decision: .submit(LogSubmission(try admitted(signed, nil), loggedAt: time)))
        }
        guard let bytes = asked.fingerprint, media.publication == nil else {
            throw Problem.notTaken(
                "this registry takes recordings with their fingerprints alone; what is withheld is registered where it is kept"
            )
        }
        if let known = try registry.registration(of: media, by: signed.key) {
            return Outcome(decision: .known(known))
        }
        return try outcome(of: media, signed, bytes, at: time)
    }

    private func outcome(
        of media: MediaRegister, _ signed: VerifiedSignedStatement, _ bytes: [UInt8], at time: Int64
    ) throws -> Outcome {
        let passages = media.excludedMilliseconds
        let fingerprint: Fingerprint
        let keyed: [KeyedPosting]
        do {
            fingerprint = try Fingerprint(decoding: bytes)
            keyed = try KeyDeriver().postings(of: fingerprint, as: RecordingID(rawValue: 0), excluding: passages)
        } catch {
            throw Problem.notTaken("its fingerprint is not one that this version reads")
        }
        guard media.fingerprint.algorithm == Fingerprint.algorithm, fingerprint.profile == .registered,
            fingerprint.duration == media.media.milliseconds
        else { throw Problem.notTaken("its fingerprint is not one of a recording as the statement describes it") }
        let admitted = try admitted(signed, bytes)
        guard KeyFloor.isReached(by: keyed) else {
            throw Problem.notTaken(
                "it holds nothing that it could be found by: its picture is plain or stands still, and it has no sound that changes"
            )
        }
        let submission = LogSubmission(admitted, loggedAt: time) { recording in
            keyed.map { KeyedPosting(key: $0.key, posting: Posting(recording: recording, time: $0.posting.time)) }
        }
        return Outcome(
            decision: .submit(submission), overlaps: try overlaps(of: fingerprint, media, by: signed.key.keyID))
    }

    /// The statement, vouched for by the key that it names: one that the log has, or that it brings along itself.
    private func verified(_ bytes: [UInt8]) throws -> VerifiedSignedStatement {
        let statement: UnverifiedSignedStatement
        let content: Statement
        do {
            statement = try UnverifiedSignedStatement(decoding: bytes)
            content = try Statement(of: statement)
        } catch SigningError.statement(let defect) {
            throw Problem.notTaken(defect.sentence)
        } catch let defect as StatementDefect {
            throw Problem.notTaken(defect.sentence)
        }
        let keyID = statement.header.keyID
        guard let key = try registry.publisherHistory().key(keyID) ?? content.ownKey(keyID) else {
            throw Problem.notTaken(StatementDefect.unknownPublisher(keyID).sentence)
        }
        guard let signed = statement.verified(by: key) else {
            throw Problem.notTaken(StatementDefect.badSignature.sentence)
        }
        return signed
    }

    private func held(_ statement: UnverifiedSignedStatement) throws(RegistryError) -> Appended? {
        guard let index = try registry.indices(of: .statement(identity: statement.identity)).first,
            let checkpoint = try registry.checkpoint()
        else { return nil }
        return Appended(index: index, isNew: false, checkpoint: checkpoint)
    }

    private func admitted(_ signed: VerifiedSignedStatement, _ fingerprint: [UInt8]?) throws -> AdmittedStatement {
        do throws(RegistryError) {
            return try AdmittedStatement(signed, fingerprint: fingerprint, in: registry)
        } catch {
            throw Problem.registration(error) ?? Problem(error)
        }
    }

    private func overlaps(
        of fingerprint: Fingerprint, _ media: MediaRegister, by key: SHA256Digest
    ) throws -> [OverlapMessage] {
        let parent = try media.parent.flatMap { identity throws(RegistryError) in
            try registry.indices(of: .statement(identity: identity)).first
        }.map { RecordingID(rawValue: UInt32($0)) }
        let found = try OverlapSearch().overlaps(
            of: fingerprint, skipping: Set([parent].compactMap(\.self)), index: registry, recordings: registry)
        return try found.map { overlap in
            let content = try registry.record(overlap.recording, trusting: TrustedKeys())?.signed
            return OverlapMessage(overlap, content, isOwn: content?.keyID == key)
        }
    }
}

extension Statement {
    /// A key that the statement shows besides being signed by it: of a publisher that introduces itself, or a recovery key.
    fileprivate func ownKey(_ keyID: SHA256Digest) -> PublicKey? {
        let shown: [PublisherRegister.Key?] =
            switch self {
            case .publisherRegister(let content): content.keys
            case .keyAdd(let content): [content.recoveryKey]
            case .keyRotate(let content): [content.recoveryKey]
            case .keyRevoke(let content): [content.recoveryKey]
            default: []
            }
        return shown.compactMap { $0?.publicKey }.first { $0.keyID == keyID }
    }
}
