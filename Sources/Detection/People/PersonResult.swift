public import Media

/// How a face or a voice of a clip compares with a person's signed recordings. It never changes the clip's relation to a source.
public struct PersonResult: Sendable, Hashable {
    /// Raw values as in report v1.
    public enum Signal: String, Sendable, Hashable { case face, voice }

    /// The person, as the publisher names them.
    public var person: String
    public var signal: Signal
    public var outcome: Outcome
    /// Stretches that were examined.
    public var ranges: [TimeRange]
    /// Records of the signed recordings that it was compared with.
    public var records: [UInt32]
    /// Distance of faces, or cosine of voices; absent where nothing was compared.
    public var measure: Double?
    /// The model that was asked; absent where none was.
    public var model: String?

    public init(
        person: String, signal: Signal, outcome: Outcome, ranges: [TimeRange] = [], records: [UInt32] = [],
        measure: Double? = nil, model: String? = nil
    ) {
        self.person = person
        self.signal = signal
        self.outcome = outcome
        self.ranges = ranges
        self.records = records
        self.measure = measure
        self.model = model
    }

    public enum Outcome: Sendable, Hashable {
        /// It was not asked.
        case doesNotApply(DetectorReason)
        case cannotAssess(DetectorReason)
        case consistent
        case notConsistent
    }

    public var reason: DetectorReason? {
        switch outcome {
        case .doesNotApply(let reason), .cannotAssess(let reason): reason
        case .consistent, .notConsistent: nil
        }
    }
}
