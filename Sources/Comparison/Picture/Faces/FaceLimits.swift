/// Limits of the comparison of faces.
enum FaceLimits {
    /// Share of a ring outside of what the clip shows from which it takes no part: its band would mix in what is not there.
    static let ringOutside = 0.12
    /// Share of a face outside of what the clip shows from which it is not compared.
    static let faceOutside = 0.08
    /// Fewest moments in which a shift in time can be told: two seconds.
    static let shortestTimed = 16
    /// By so much a shift in time must raise the correlation of motion; less is chance.
    static let timeGain: Float = 0.01
}
