public import Matching
internal import Registry
internal import Signing

/// Copies retrieval keys, so that recordings are found before their fingerprints are here.
extension RegistryMirror {
    /// What became of the keys of recordings whose fingerprints are not here.
    public struct Keys: Sendable, Hashable {
        public var copied = 0
        /// Recordings whose keys are not served, or are served as no file of keys: they are not found by look-ups here.
        public var notServed: [RecordingID] = []
    }

    /// Fetches what is not here yet. Keys are kept in the index first, and as a file when that is done: after a crash they are taken
    /// again, which changes nothing.
    public func copyKeys(
        into registry: any StoredRegistry, progress: (_ done: Int, _ all: Int) -> Void = { _, _ in }
    ) async throws(MirrorError) -> Keys {
        var outcome = Keys()
        let missing = try storing { () throws(RegistryError) in try registry.recordingsWithoutFingerprint() }
        for (number, recording) in missing.enumerated() {
            progress(number, missing.count)
            guard let reference = try reference(of: recording, in: registry) else { continue }
            if try storing({ () throws(RegistryError) in try folder.keys(reference.sha256) }) != nil { continue }
            let bytes = try await fetch(LogFolder.path(ofKeys: reference.sha256), RetrievalKeyFile.byteLimit)
            guard let bytes, let file = RetrievalKeyFile(decoding: bytes) else {
                outcome.notServed.append(recording)
                continue
            }
            try storing { () throws(RegistryError) in
                try registry.add(file.postings(of: recording))
                try folder.write(keys: bytes, under: reference.sha256)
            }
            outcome.copied += 1
            if outcome.copied % Self.mergeInterval == 0 { registry.tidyIndex() }
        }
        // Look-ups may have added fingerprints meanwhile, too.
        registry.tidyIndex()
        progress(missing.count, missing.count)
        return outcome
    }
}
