/// How finely a fingerprint holds the picture. Sound is the same in both.
public enum FingerprintProfile: UInt8, Sendable, CaseIterable {
    /// What is signed and registered: at most 3,000 bytes a second.
    case registered = 0
    /// Finer, for the verifier's own use on the clip that it was given.
    case query = 1

    /// Cells of the grid, whatever the aspect: 64 x 36 and 128 x 72 at 16:9.
    var gridArea: Int {
        switch self {
        case .registered: 2304
        case .query: 9216
        }
    }

    /// Finest quantiser step, in grey levels of an orthonormal 8 x 8 transform: 8 gives 2.2 kB/s on real footage and 36 dB.
    var finestStep: Int {
        switch self {
        case .registered: 8
        case .query: 4
        }
    }

    /// Most bytes a picture sample may take on average over its group, the group's entry in the table included.
    ///
    /// 290 bytes a sample are 2,417 a second: with 250 for sub-fingerprints and at most 203 for levels (see
    /// `SoundCoding`), 3,000 bytes a second hold in every recording of three seconds or more.
    var bytesPerSample: Int {
        switch self {
        case .registered: 290
        case .query: 3600
        }
    }
}
