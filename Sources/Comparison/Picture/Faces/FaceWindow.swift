import Glibc

/// What some moments in a row say of a face, in few numbers that grow with doubt.
struct FaceWindow: Sendable, Hashable {
    /// Logarithm of the mouth's difference relative to its motion in the original.
    private(set) var relative: Float
    /// Logarithm of the mouth's difference relative to that of the upper face, which holds the noise.
    private(set) var excess: Float
    /// Logarithm of the mouth's motion that the original's does not explain, relative to that of the upper face. Coding
    /// takes motion away; it hardly adds any.
    private(set) var unexplained: Float
    /// Mean squares of the mouth's motion in the original, and of what differs and what is unexplained in the upper face.
    private let original: Float
    private let noise: Float
    private let unexplainedNoise: Float

    init(_ moments: ArraySlice<FaceEnergies>) {
        let mouth = MotionEnergy(mean: moments.map(\.mouth))
        let upper = MotionEnergy(mean: moments.map(\.upper))
        relative = log((mouth.difference + 1) / (mouth.original + 6))
        excess = log((mouth.difference + 1) / (upper.difference + 2))
        unexplained = log((mouth.unexplained + 1) / (upper.unexplained + 2))
        original = mouth.original
        noise = upper.difference
        unexplainedNoise = upper.unexplained
    }

    /// What the window would say if the mouth moved as much as the original's but otherwise: uncorrelated, so that the
    /// difference is the sum of both motions. A still mouth is taken to be replaced by one that moves.
    var replaced: FaceWindow {
        let motion = max(original, FaceLimits.speech)
        var window = self
        window.relative = log((original + motion + 1) / (original + 6))
        window.excess = log((original + motion + 1) / (noise + 2))
        window.unexplained = log((motion + 1) / (unexplainedNoise + 2))
        return window
    }
}
