import Registry
import RegistryStorage
import Signing

extension DoctorReport {
    /// Where fingerprints lie in a store of objects: whether it has all of them.
    mutating func checkFingerprintStore(of registry: any StoredRegistry) throws(RegistryError) {
        guard let registry = registry as? PostgreSQLRegistry else { return }
        let figures = try registry.fingerprintFigures()
        guard let store = figures.store else { return }
        do {
            let audit = try registry.auditFingerprintStore()
            if audit.missing.isEmpty {
                pass("fingerprints", "all \(figures.inStore) of them are listed in \(store)")
            } else {
                fail("fingerprints", Failure(missing: audit.missing, in: store))
            }
        } catch {
            fail("fingerprints", Failure(error))
        }
    }
}

extension Failure {
    /// Fingerprints that a registry says are in a store, and that the store does not list.
    init(missing: [SHA256Digest], in store: S3Address) {
        let named = missing.prefix(3).map(\.hex).joined(separator: ", ")
        self.init(
            "\(missing.count) fingerprints are missing in \(store): \(named)\(missing.count > 3 ? ", …" : "").",
            tried: "compared the store's list with what the registry says lies there.",
            next:
                "put the objects back, from a copy of the store or from registry/log/fingerprint where the log is published.",
            status: .registry)
    }
}
