/// How finely a fingerprint holds the picture. Sound is the same in both.
public enum FingerprintProfile: UInt8, Sendable, CaseIterable {
    /// What is signed and registered: at most 3,000 bytes a second.
    case registered = 0
    /// Finer, for the verifier's own use on the clip that it was given.
    case query = 1

    /// How the picture track is made.
    var picture: PictureFormat {
        switch self {
        // Step 8 gives 1.8 kB/s on real footage and 36 dB. 290 bytes a sample are 2,417 a second: with 250 for
        // sub-fingerprints and at most 203 for levels (see `SoundCoding`), picture and sound take 3,000 bytes a second at
        // most in every recording of three seconds or more.
        case .registered: .init(area: 2304, interval: PictureSamples.interval, finestStep: 8, bytesPerSample: 290)
        case .query: .init(area: 9216, interval: PictureSamples.interval, finestStep: 4, bytesPerSample: 3600)
        }
    }

    /// How the detail track is made, if there is one.
    var detail: PictureFormat? {
        switch self {
        case .registered:
            .init(area: 14_400, interval: PictureFormat.detailInterval, finestStep: 12, bytesPerSample: 1440)
        case .query: nil
        }
    }
}
