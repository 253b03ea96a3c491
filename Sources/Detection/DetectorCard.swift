/// What is known of a detector, whatever it finds.
public struct DetectorCard: Sendable, Hashable {
    /// As in report v1.
    public var name: String
    /// What it looks for, for people.
    public var subject: String
    /// Which model, for people.
    public var version: String
    /// Whether its measured figures do not suffice for a sign of manipulation.
    public var isExperimental: Bool
    /// How often it errs, in words, ending in a full stop.
    public var errorRate: String
    /// Suspicion up to which there are no signs, and from which on there are.
    public var bounds: ClosedRange<Double>

    public init(
        name: String, subject: String, version: String, isExperimental: Bool, errorRate: String,
        bounds: ClosedRange<Double>
    ) {
        self.name = name
        self.subject = subject
        self.version = version
        self.isExperimental = isExperimental
        self.errorRate = errorRate
        self.bounds = bounds
    }
}

extension FaceModel {
    public var card: DetectorCard {
        DetectorCard(
            name: name, subject: subject, version: version, isExperimental: isExperimental, errorRate: errorRate,
            bounds: calibration.suspicion(calibration.noSigns)...calibration.suspicion(calibration.signs))
    }
}
