public import ClipAnalysis
public import Detection
public import Media

/// Compares the faces and voices of a clip with what is known of people from their signed recordings, after the relation is known.
public struct PersonExaminer: Sendable {
    private let analyzer: ClipAnalyzer

    public init(analyzer: ClipAnalyzer) {
        self.analyzer = analyzer
    }

    /// What the stretches without a signed source come to, a face and a voice a person. Empty where the clip could not be assessed.
    /// - Parameter path: the clip's file.
    public func results(
        for verdict: Verdict, ofFile path: String, people: [PersonReferences]
    ) async -> [PersonResult] {
        guard !people.isEmpty, let ranges = verdict.stretchesWithoutSource else { return [] }
        guard !ranges.isEmpty else {
            return people.flatMap { person in
                [PersonResult.Signal.face, .voice].map {
                    PersonResult(person: person.name, signal: $0, outcome: .doesNotApply(.coveredBySource))
                }
            }
        }
        let face = await face(ofFile: path, in: ranges, described: verdict.clip.description)
        let voice = await voice(ofFile: path, in: ranges, described: verdict.clip.description)
        return people.flatMap { person in
            [
                Self.result(face, .face, of: person) { PersonSignal.face($0, as: person, in: ranges.times) },
                Self.result(voice, .voice, of: person) {
                    PersonSignal.voice($0, as: person, in: LipLimits.stretches(in: ranges).times)
                },
            ]
        }
    }

    private static func result<Seen>(
        _ seen: Result<Seen, PersonObstacle>, _ signal: PersonResult.Signal, of person: PersonReferences,
        _ compare: (Seen) -> PersonResult
    ) -> PersonResult {
        switch seen {
        case .success(let seen): compare(seen)
        case .failure(let obstacle):
            PersonResult(person: person.name, signal: signal, outcome: .doesNotApply(obstacle.reason))
        }
    }

    /// The faces in some stretches of a file, in milliseconds.
    public func face(
        ofFile path: String, in ranges: [Range<Int>], described media: MediaDescription?
    ) async -> Result<FaceExamination, PersonObstacle> {
        guard media?.video != nil else { return .failure(PersonObstacle(reason: .unsupported)) }
        let seen = try? await analyzer.facesOfPeople(path: path, times: FaceLimits.times(in: ranges))
        return switch seen {
        case .done(let seen): .success(seen)
        case .missing: .failure(PersonObstacle(reason: .notInstalled))
        case .altered, .unusable, nil: .failure(PersonObstacle(reason: .unusable))
        }
    }

    /// The voices in some stretches of a file, in milliseconds.
    public func voice(
        ofFile path: String, in ranges: [Range<Int>], described media: MediaDescription?
    ) async -> Result<VoiceExamination, PersonObstacle> {
        guard media?.audio != nil else { return .failure(PersonObstacle(reason: .unsupported)) }
        let heard = try? await analyzer.voice(path: path, stretches: LipLimits.stretches(in: ranges))
        return switch heard {
        case .done(let heard): .success(heard)
        case .missing: .failure(PersonObstacle(reason: .notInstalled))
        case .altered, .unusable, nil: .failure(PersonObstacle(reason: .unusable))
        }
    }
}

extension [Range<Int>] {
    fileprivate var times: [TimeRange] { map(TimeRange.init(milliseconds:)) }
}
