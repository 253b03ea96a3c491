import ClipAnalysis
import Fingerprinting
import Media

/// Clips to verify at every size of the registry.
struct Clips {
    /// Of recordings of the registry, and at which millisecond of them.
    var known: [(scan: ClipScan, record: UInt32, start: Int)] = []
    /// Of footage that is not registered.
    var strangers: [ClipScan] = []
    /// From the user's own files, whichever they are.
    var own: [ClipScan] = []

    private static let start = 123_456
    private static let seconds = 30

    /// - Parameters:
    ///   - footage: made-up recordings, registered from `firstRecord` on.
    ///   - strangers: made-up recordings that are not registered.
    init(of footage: [SyntheticFootage], firstRecord: UInt32, strangers: [SyntheticFootage]) {
        for (index, footage) in footage.enumerated() {
            known.append((Self.scan(of: footage), firstRecord + UInt32(index), Self.start))
        }
        self.strangers = strangers.map(Self.scan)
    }

    /// What the child would say of a noisy excerpt at 360 lines.
    private static func scan(of footage: SyntheticFootage) -> ClipScan {
        let (picture, sound) = footage.sampled(from: start, seconds: seconds, width: 128, noise: 4)
        return ClipScan(
            description: MediaDescription(
                container: "synthetic", claimedDuration: seconds * 1000,
                video: .init(stream: 0, codec: "synthetic", width: 640, height: 360),
                audio: .init(stream: 1, codec: "synthetic", sampleRate: 44_100, channels: 1), streamCount: 2),
            fingerprint: Fingerprint(
                profile: .query, duration: seconds * 1000, displayAspect: 16.0 / 9, picture: picture, sound: sound),
            duration: seconds * 1000, confinement: Confinement(resourceLimits: true, systemCallFilter: true))
    }
}
