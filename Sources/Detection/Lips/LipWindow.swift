/// Four seconds of one mouth against the sound: how well they go together at each lag.
struct LipWindow: Sendable {
    /// Place of the face in the examination.
    var face: Int
    /// Step of the grid at which it begins.
    var first: Int
    /// Correlation where the sound lies so many steps before the lips, from `-LipLimits.reachSteps` to the same behind them.
    var curve: [Double]

    /// The highest correlation where sound goes with the lips as it should.
    var agreement: Double { LipModel.agreement(of: curve) }

    var steps: Range<Int> { first..<first + LipLimits.window }
}
