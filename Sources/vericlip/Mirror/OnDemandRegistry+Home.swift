import Foundation
import Matching
import Registry
import RegistryStorage
import Verification

extension OnDemandRegistry {
    /// Seconds to wait for an answer, besides what a large fingerprint takes.
    private static let seconds = 30

    /// The mirror in a home whose user wants fingerprints fetched; nothing in any other.
    static func open(in home: Home) throws(RegistryError) -> OnDemandRegistry? {
        guard home.fetchesFingerprintsOnDemand, let address = home.mirroredAddress else { return nil }
        let transport = MirrorTransport(address: address, seconds: seconds)
        let postings: Postings = { recording, bytes throws(RegistryError) in
            try DerivedKeys.postings(of: recording, bytes, in: home.registryForReading())
        }
        return try OnDemandRegistry(of: home, postings: postings) { path, limit throws(MirrorError) in
            Console.error("Fetching \(transport.address)/\(path): this look-up needs it.")
            return try transport.waitingFetch(path, limit)
        }
    }

    /// What a reader should know of the fingerprints that were not here.
    func limits(of home: Home) -> [Limit] {
        let address = home.mirroredAddress ?? "elsewhere"
        return outcomes.map { recording, outcome in
            switch outcome {
            case .fetched: .fetchedFingerprint(recording, from: address)
            case .notServed: .unfetchedFingerprint(recording, from: address, why: "it is not given out there")
            case .altered:
                .unfetchedFingerprint(recording, from: address, why: "what is given out there is not what was signed")
            case .failed(let reason): .unfetchedFingerprint(recording, from: address, why: reason)
            @unknown default: .unfetchedFingerprint(recording, from: address, why: "\(outcome)")
            }
        }
    }
}
