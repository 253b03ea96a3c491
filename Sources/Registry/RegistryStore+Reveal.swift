public import Matching
internal import Signing

extension RegistryStore {
    /// Adds the fingerprint that a recording was registered without: what was withheld comes out, under the time at which its hash was
    /// logged. False where it is there already.
    ///
    /// - Parameter postings: to find it by, where they were withheld too.
    public func reveal(
        _ fingerprint: [UInt8], of recording: RecordingID, postings: [KeyedPosting]
    ) throws(RegistryError) -> Bool {
        guard let entry = try entry(at: Int(recording.rawValue)) else { return false }
        let expected = try content(of: entry).media.fingerprint
        guard fingerprint.count == expected.byteCount, SHA256Digest(of: fingerprint) == expected.sha256 else {
            throw .rejected(.payload("fingerprint is not that of the bytes handed in"))
        }
        return try add(fingerprint: fingerprint, to: entry.index, postings: postings)
    }
}
