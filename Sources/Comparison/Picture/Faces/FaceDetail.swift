import Glibc

/// A face above the band of its codes, at a moment of which the recording has a finer picture: lips and teeth are finer than the band.
package struct FaceDetail: Sendable, Hashable {
    /// Logarithm of what differs in the mouth, relative to what the original shows there.
    package let relative: Float
    /// Logarithm of what differs in the mouth, relative to what differs in the upper face, which holds the noise.
    package let excess: Float
    /// Logarithm of what the clip's mouth shows that the original's does not explain, relative to that of the upper face.
    package let unexplained: Float
    /// Correlation of the upper face.
    package let identity: Float

    /// Squares of grey levels that are added to what is compared: what is flatter says nothing.
    private static let floor: Float = 2

    /// - Parameter clips: of times hardly apart, at least one; that whose upper face is most alike is taken.
    init?(original: [Float], clips: [[Float]]) {
        let alike = clips.map { original.correlation(with: $0, over: FaceZones.upper) }
        guard let best = alike.indices.max(by: { alike[$0] < alike[$1] }) else { return nil }
        let mouth = MotionEnergy(original, clips[best], over: FaceZones.mouth)
        let upper = MotionEnergy(original, clips[best], over: FaceZones.upper)
        // Coding takes contrast from both alike.
        let contrast = min(max((upper.product + Self.floor) / (upper.original + Self.floor), 0.3), 1.5)
        func difference(_ energy: MotionEnergy) -> Float {
            max(energy.clip - 2 * contrast * energy.product + contrast * contrast * energy.original, 0)
        }
        relative = log((difference(mouth) + 1) / (contrast * contrast * mouth.original + 3))
        excess = log((difference(mouth) + 1) / (difference(upper) + 2))
        unexplained = log((mouth.unexplained + 1) / (upper.unexplained + 2))
        identity = upper.product / ((upper.original + Self.floor) * (upper.clip + Self.floor)).squareRoot()
    }
}
