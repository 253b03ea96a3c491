import ClipAnalysis
import Fingerprinting
import Foundation
import Matching
import Media
import Registry
import RegistryExchange
import RegistryStorage
import Reporting
import Signing
import TransparencyLog

/// Scans and signs recordings here, and has a registry on another machine log them: the key stays here, and so does the file.
struct RemoteRegistrar: ~Copyable, RecordingRegistrar {
    private let registry: RemoteRegistry
    private let home: Home
    private let publisherKey: PrivateKey
    private let domain: String?
    private let trusted: TrustedKeys
    private let analyzer = ClipAnalyzer()

    /// Introduces the publisher to a log that does not know it, by what this home's own log says of it.
    init(home: Home, registry: RemoteRegistry) throws {
        let key = try home.publisherKey()
        let keyID = key.publicKey.keyID
        let history = try registry.publisherHistory()
        let publisher =
            try history.founder(of: keyID) == nil
            ? Self.introduce(keyID, of: home, to: registry) : history.current(keyID, in: home).publisher
        let trusted = try home.trustedKeys()
        domain = publisher.domains?.first
        self.trusted = trusted
        publisherKey = key
        self.home = home
        self.registry = registry
    }

    /// Hands in the statements about the publisher and its keys, in the order of this home's log.
    private static func introduce(
        _ keyID: SHA256Digest, of home: Home, to registry: RemoteRegistry
    ) throws -> PublisherRegister {
        let own = try home.registryForReading()
        let history = try own.publisherHistory()
        let publisher = try history.current(keyID, in: home)
        for index in history.entries(about: publisher.founder) where history.defect(at: index) == nil {
            guard let entry = try own.entry(at: index),
                let statement = try? UnverifiedSignedStatement(decoding: entry.statement),
                let signed = history.key(statement.header.keyID).flatMap(statement.verified)
            else { throw RegistryError.logFails(origin: own.log.name) }
            try keepSeen(registry.submit(signed), of: registry, in: home)
        }
        Console.error("\(publisher.publisher.name) is introduced to the log \(registry.log.name).")
        return publisher.publisher
    }

    /// The server merges its index by itself.
    func settle() async {}

    func register(
        _ file: String, _ order: RegistrationOrder, progress: @escaping @Sendable (ScanProgress) -> Void
    ) async throws -> RegistrationOutcome {
        let sha256 = try? SHA256Digest(ofRegularFile: file)
        if let sha256, let known = try registry.registered(sha256, by: publisherKey.publicKey, trusting: trusted) {
            return known
        }
        let parent = try registry.parent(order.details)
        let excluded = try order.details.excludedPassages()
        let scan = try await analyzer.scan(
            path: file, profile: .registered, threads: order.threads, findsFaces: order.findsFaces,
            progress: progress)
        let fingerprint = scan.fingerprint
        let recording = try ScannedRecording(file, sha256: sha256, scan)
        let media = MediaRegister(recording, order, excluded: excluded, parent: parent?.identity)
        let passages = excluded.map(\.milliseconds)
        let keyed = try KeyDeriver().postings(of: fingerprint, as: RecordingID(rawValue: 0), excluding: passages)
        guard KeyFloor.isReached(by: keyed) else { throw Failure.nothingToFindBy(file) }
        let signed = try Statement.mediaRegister(media).signed(
            with: publisherKey, domain: domain, issuedAt: Int64(Date().timeIntervalSince1970))
        let logged = try registry.submit(signed, fingerprint: fingerprint.bytes)
        try Self.keepSeen(logged, of: registry, in: home)
        var receipt = try RegistrationReceipt(
            media, fingerprint, without: scan.faceSearch.obstacle, at: logged.appended.index,
            logged.appended.checkpoint)
        receipt.bare = KeyFloor.bareStretches(of: keyed, duration: fingerprint.duration, excluding: passages)
            .map { TimeRange(milliseconds: $0) }
        receipt.overlaps = logged.overlaps.compactMap(\.overlap)
        return RegistrationOutcome(receipt: receipt, isNew: logged.appended.isNew)
    }

    /// The log must go on from here whenever it is asked again.
    private static func keepSeen(
        _ logged: RemoteRegistration, of registry: RemoteRegistry, in home: Home
    ) throws(RegistryError) {
        try SeenCheckpoints(folder: home.seenFolder).keep(logged.note, of: registry.log.name)
    }
}

extension OverlapMessage {
    /// Nothing where its times are none.
    fileprivate var overlap: RegistrationReceipt.Overlap? {
        ranges.map { ranges in
            RegistrationReceipt.Overlap(
                record: record, title: title, publisher: publisher, isOwn: own,
                here: TimeRange(milliseconds: ranges.here), source: TimeRange(milliseconds: ranges.source))
        }
    }
}
