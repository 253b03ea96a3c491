internal import Registry
internal import RegistryStorage
internal import Signing

/// For whom a home's own key speaks in its log.
struct HomePublisher {
    let name: String
    let keyID: SHA256Digest
    let domains: [String]

    /// Nothing where the home writes no log, or its key speaks for nobody: then nothing is registered here.
    init?(of served: ServedRegistry) {
        guard (try? served.writing()) != nil, let key = try? served.home.publisherKey(),
            let history = try? served.reading().publisherHistory(),
            case .success(let signer) = history.signer(key.publicKey.keyID, at: .max)
        else { return nil }
        name = signer.publisher.name
        keyID = key.publicKey.keyID
        domains = signer.publisher.domains ?? []
    }
}
