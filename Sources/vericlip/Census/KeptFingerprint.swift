import Fingerprinting
import Synchronization

/// The fingerprint of a clip on its way through a verification, for whoever keeps it.
final class KeptFingerprint: Sendable {
    private let kept = Mutex<Fingerprint?>(nil)

    var value: Fingerprint? { kept.withLock { $0 } }

    @Sendable func take(_ fingerprint: Fingerprint) { kept.withLock { $0 = fingerprint } }
}
