public import Media

/// Whether a face or a voice of a clip is like that of a person in their signed recordings.
///
/// That it is like is no proof of anything: whoever swaps a face or clones a voice means it to be.
public enum PersonSignal {
    /// Of all faces that were seen the nearest one counts: others may stand beside the person.
    public static func face(
        _ seen: FaceExamination, as person: PersonReferences, in ranges: [TimeRange]
    ) -> PersonResult {
        let known = person.recordings.filter { $0.face != nil }
        var result = PersonResult(
            person: person.name, signal: .face, outcome: .cannotAssess(.tooFewRecordings), ranges: ranges,
            records: known.map(\.record), model: IdentityModel.version)
        guard let mean = mean(known.compactMap(\.face)) else { return result }
        guard let distance = seen.identities.map({ IdentityModel.distance($0.values, mean) }).min() else {
            result.outcome = .cannotAssess(FaceSignal.obstacle(to: seen))
            return result
        }
        result.measure = distance
        result.outcome =
            distance <= IdentityModel.near
            ? .consistent : distance >= IdentityModel.far ? .notConsistent : .cannotAssess(.inconclusive)
        return result
    }

    /// The main voice. That it is another's is said by the person's own recordings alone: where each of them is more like the others than
    /// the clip is, and there are so many that this happens to one true recording in twenty at most.
    public static func voice(
        _ heard: VoiceExamination, as person: PersonReferences, in ranges: [TimeRange]
    ) -> PersonResult {
        let known = person.recordings.filter { $0.voice != nil }
        let voices = known.compactMap(\.voice)
        var result = PersonResult(
            person: person.name, signal: .voice, outcome: .cannotAssess(.tooFewRecordings), ranges: ranges,
            records: known.map(\.record), model: VoiceModel.version)
        guard let mean = mean(voices) else { return result }
        if let obstacle = heard.obstacle {
            result.outcome = .cannotAssess(obstacle)
            return result
        }
        let cosine = Double(VoiceModel.cosine(heard.values, mean))
        result.measure = cosine
        if isStrange(heard.values, among: voices) {
            result.outcome = .notConsistent
        } else if cosine >= VoiceModel.near {
            result.outcome = .consistent
        } else {
            let suffice = voices.count + 1 >= VoiceModel.recordingsForOneError
            result.outcome = .cannotAssess(suffice ? .inconclusive : .tooFewRecordings)
        }
        return result
    }

    /// Full conformal prediction (Vovk et al. 2005): of the recordings and the clip together, whether as few as one in twenty are as little
    /// like all the others as the clip is.
    static func isStrange(_ voice: [Float], among voices: [[Float]]) -> Bool {
        let all = voices + [voice]
        let likeness = all.indices.map { place in
            let others = mean(all.indices.filter { $0 != place }.map { all[$0] }) ?? []
            return VoiceModel.cosine(all[place], others)
        }
        let asStrange = likeness.count { $0 <= likeness[voices.count] }
        return asStrange * VoiceModel.recordingsForOneError <= all.count
    }

    /// The face that a recording of the person mostly shows, or why it cannot be told whose it is.
    public static func mainFace(in seen: FaceExamination) -> Result<[Float], PersonObstacle> {
        guard let most = seen.identities.max(by: { $0.looks < $1.looks }) else {
            return .failure(PersonObstacle(reason: FaceSignal.obstacle(to: seen)))
        }
        let same = seen.identities.filter { IdentityModel.distance($0.values, most.values) <= IdentityModel.near }
        let looks = same.reduce(0) { $0 + $1.looks }
        let all = seen.identities.reduce(0) { $0 + $1.looks }
        guard Double(looks) >= mainShare * Double(all) else { return .failure(PersonObstacle(reason: .severalPeople)) }
        let sums = same.reduce([Float](repeating: 0, count: IdentityModel.length)) { sum, face in
            zip(sum, face.values).map { $0 + $1 * Float(face.looks) }
        }
        return .success(sums.map { $0 / Float(looks) })
    }

    /// The same of the voice.
    public static func mainVoice(in heard: VoiceExamination) -> Result<[Float], PersonObstacle> {
        heard.obstacle.map { .failure(PersonObstacle(reason: $0)) } ?? .success(heard.values)
    }

    /// Of the looks at faces, the share that the person's must have.
    private static let mainShare = 0.75

    private static func mean(_ all: [[Float]]) -> [Float]? {
        guard let first = all.first else { return nil }
        let sums = all.dropFirst().reduce(first) { zip($0, $1).map { $0 + $1 } }
        return sums.map { $0 / Float(all.count) }
    }
}

/// Why nothing could be learned of a person.
public struct PersonObstacle: Error, Hashable {
    public var reason: DetectorReason

    public init(reason: DetectorReason) { self.reason = reason }
}
