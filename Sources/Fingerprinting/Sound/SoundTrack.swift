/// The sound of a fingerprint, decoded when asked for.
public struct SoundTrack: Sendable {
    /// Sub-fingerprints: one for every `SoundSamples.hop` milliseconds from 0 on.
    public let hopCount: Int
    /// The fingerprint that holds the track, and where it lies in it.
    private let bytes: [UInt8]
    private let range: Range<Int>

    init(bytes: [UInt8], range: Range<Int>) throws(FingerprintError) {
        guard range.count >= SoundCoding.headerSize else {
            throw .malformed(reason: "truncated sound track", offset: range.lowerBound)
        }
        hopCount = Int(bytes.field(UInt32.self, at: range.lowerBound))
        guard hopCount > 0, hopCount <= SoundCoding.maximumHops, range.count - SoundCoding.headerSize >= hopCount * 4
        else {
            throw .malformed(reason: "count of hops", offset: range.lowerBound)
        }
        self.bytes = bytes
        self.range = range
    }

    public func samples() throws(FingerprintError) -> SoundSamples {
        try SoundCoding.decode(bytes, range: range, hops: hopCount)
    }
}
