import Signing

/// What a domain says over one channel: which keys are its own.
struct DomainAnswer {
    /// Under the ID of each key that is named, SHA-256 of what named it.
    let evidence: [SHA256Digest: SHA256Digest]
}
