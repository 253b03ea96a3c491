import Glibc

/// What some moments in a row say of a face, in few numbers that grow with doubt.
struct FaceWindow: Sendable, Hashable {
    /// 1 less the correlation of the mouth's motion, 0 to 2.
    private(set) var rho: Float
    /// Logarithm of the mouth's difference relative to its motion in the original.
    private(set) var relative: Float
    /// Logarithm of the mouth's difference relative to that of the upper face, which holds the noise.
    private(set) var excess: Float
    /// Mean squares of the mouth's motion in the original, and of what differs in the upper face.
    private let original: Float
    private let noise: Float

    init(_ moments: ArraySlice<FaceEnergies>) {
        let mouth = MotionEnergy(mean: moments.map(\.mouth))
        let upper = MotionEnergy(mean: moments.map(\.upper))
        rho = 1 - mouth.product / (mouth.original * mouth.clip + 4).squareRoot()
        relative = log((mouth.difference + 1) / (mouth.original + 6))
        excess = log((mouth.difference + 1) / (upper.difference + 2))
        original = mouth.original
        noise = upper.difference
    }

    /// What the window would say if the mouth moved as much as the original's but otherwise: uncorrelated, so that the
    /// difference is the sum of both motions. A still mouth is taken to be replaced by one that moves.
    var replaced: FaceWindow {
        let motion = max(original, FaceLimits.speech)
        var window = self
        window.rho = 1
        window.relative = log((original + motion + 1) / (original + 6))
        window.excess = log((original + motion + 1) / (noise + 2))
        return window
    }
}
