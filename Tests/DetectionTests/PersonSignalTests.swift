import Detection
import Foundation
import Media
import SeededRandom
import Testing

@Suite struct PersonSignalTests {
    private static let outcomes: [PersonResult.Outcome] = [
        .consistent, .consistent, .cannotAssess(.inconclusive), .notConsistent,
    ]
    private let ranges = [TimeRange(milliseconds: 0..<10_000)]

    /// A face that lies at a distance from the origin.
    private func face(_ distance: Float, track: Int = 0, looks: Int = 10) -> FaceIdentity {
        FaceIdentity(
            track: track, looks: looks, values: [distance] + [Float](repeating: 0, count: IdentityModel.length - 1))
    }

    private func seen(_ faces: [FaceIdentity]) -> FaceExamination {
        FaceExamination(looks: [], frames: 48, identities: faces)
    }

    private func person(faces: [Float] = [], voices: [[Float]] = []) -> PersonReferences {
        PersonReferences(
            name: "X",
            recordings: faces.enumerated().map {
                .init(record: UInt32($0.offset), fingerprint: "", face: face($0.element).values)
            }
                + voices.enumerated().map { .init(record: UInt32(100 + $0.offset), fingerprint: "", voice: $0.element) }
        )
    }

    /// Against recordings at 0.1 below and above: their mean lies at 0.
    @Test(arguments: zip([0, 0.39, 0.5, 0.61] as [Float], outcomes))
    func facesByTheirDistance(distance: Float, outcome: PersonResult.Outcome) {
        let found = PersonSignal.face(seen([face(distance)]), as: person(faces: [-0.1, 0.1]), in: ranges)
        #expect(found.outcome == outcome && found.records == [0, 1] && found.ranges == ranges)
        #expect(abs((found.measure ?? -1) - Double(distance)) < 1e-6 && found.model == "identity-1")
    }

    @Test func theNearestFaceCounts() {
        let others = seen([face(0.9, track: 0), face(0.2, track: 1)])
        #expect(PersonSignal.face(others, as: person(faces: [0]), in: ranges).outcome == .consistent)
    }

    @Test func withoutAFaceNothingIsSaid() {
        #expect(PersonSignal.face(seen([]), as: person(faces: [0]), in: ranges).outcome == .cannotAssess(.noFace))
        let unknown = PersonSignal.face(seen([face(0)]), as: person(), in: ranges)
        #expect(unknown.outcome == .cannotAssess(.tooFewRecordings) && unknown.measure == nil)
        let small = FaceLook(time: 0, box: FrameBox(x: 0, y: 0, width: 0.1, height: 0.1), rows: 20, turn: 0, luma: 100)
        let looks = FaceExamination(looks: [small], frames: 1)
        #expect(PersonSignal.face(looks, as: person(faces: [0]), in: ranges).reason == .faceTooSmall)
    }

    @Test func aRecordingTeachesTheFaceThatItMostlyShows() throws {
        // Two tracks of one face, one of another.
        let mostly = seen([face(0, looks: 12), face(0.3, track: 1, looks: 4), face(2, track: 2, looks: 5)])
        #expect(abs(try PersonSignal.mainFace(in: mostly).get()[0] - 0.075) < 1e-6)
        let both = seen([face(0, looks: 8), face(2, track: 1, looks: 8)])
        #expect(PersonSignal.mainFace(in: both) == .failure(PersonObstacle(reason: .severalPeople)))
        #expect(PersonSignal.mainFace(in: seen([])) == .failure(PersonObstacle(reason: .noFace)))
    }

    /// A direction with some noise on it.
    private func voice(_ axis: Int, noise: Float, _ random: inout SeededGenerator) -> [Float] {
        (0..<VoiceModel.length).map { ($0 == axis ? 1 : 0) + Float.random(in: -noise...noise, using: &random) }
    }

    private func heard(_ voice: [Float], windows: Int = 10, agreeing: Int = 10, modulation: Double = 1)
        -> VoiceExamination
    {
        VoiceExamination(windows: windows, agreeing: agreeing, modulation: modulation, values: voice)
    }

    /// One error in twenty takes nineteen recordings: with eighteen a stranger's voice is not called so.
    @Test func aStrangeVoiceTakesNineteenRecordings() {
        var random = SeededGenerator(seed: 7)
        let own = (0..<19).map { _ in voice(0, noise: 0.03, &random) }
        let (another, again) = (heard(voice(1, noise: 0.03, &random)), heard(voice(0, noise: 0.02, &random)))
        let enough = person(voices: own)
        #expect(PersonSignal.voice(another, as: enough, in: ranges).outcome == .notConsistent)
        #expect(PersonSignal.voice(again, as: enough, in: ranges).outcome == .consistent)
        let few = person(voices: Array(own.dropLast()))
        #expect(PersonSignal.voice(another, as: few, in: ranges).outcome == .cannotAssess(.tooFewRecordings))
        #expect(PersonSignal.voice(again, as: person(voices: [own[0]]), in: ranges).outcome == .consistent)
    }

    /// Where the recordings themselves are not alike, a voice that is as little alike is not called another's.
    @Test func differentRecordingsMakeItCautious() {
        var random = SeededGenerator(seed: 8)
        let own = (0..<25).map { voice($0 % 5, noise: 0.02, &random) }
        let found = PersonSignal.voice(heard(voice(3, noise: 0.02, &random)), as: person(voices: own), in: ranges)
        #expect(found.outcome == .cannotAssess(.inconclusive))
    }

    @Test func voicesThatCannotBeCompared() {
        let known = person(voices: [[Float](repeating: 0.1, count: VoiceModel.length)])
        func reason(_ heard: VoiceExamination) -> DetectorReason? {
            PersonSignal.voice(heard, as: known, in: ranges).reason
        }
        let voice = [Float](repeating: 0.1, count: VoiceModel.length)
        #expect(reason(heard(voice, windows: 5, agreeing: 5)) == .noSpeech)
        #expect(reason(heard(voice, modulation: 0.1)) == .music)
        #expect(reason(heard(voice, agreeing: 5)) == .severalPeople)
        #expect(PersonSignal.voice(heard(voice), as: person(), in: ranges).reason == .tooFewRecordings)
        #expect(
            PersonSignal.mainVoice(in: heard(voice, agreeing: 5)) == .failure(PersonObstacle(reason: .severalPeople)))
        #expect(PersonSignal.mainVoice(in: heard(voice)) == .success(voice))
    }

    @Test func theMainVoiceIsTheOneOfMostWindows() {
        func axis(_ place: Int) -> [Float] { (0..<VoiceModel.length).map { $0 == place ? 1 : 0 } }
        let found = VoiceExamination(of: [axis(0), axis(1), axis(1), axis(2), axis(1)], modulation: 1)
        #expect(found.windows == 5 && found.agreeing == 3 && found.values == axis(1) && found.isSane)
        let none = VoiceExamination(of: [], modulation: 0)
        #expect(none.agreeing == 0 && none.values.isEmpty && none.isSane && none.obstacle == .noSpeech)
    }

    @Test func whatIsKeptOfAPerson() throws {
        var kept = person(faces: [0.1, 0.2])
        kept.learn(.init(record: 1, fingerprint: "a", face: face(0.5).values))
        kept.learn(.init(record: 0, fingerprint: "b", voice: [Float](repeating: 0, count: VoiceModel.length)))
        #expect(kept.recordings.map(\.record) == [0, 1] && kept.recordings[1].face?[0] == 0.5)
        #expect(kept.isSane)
        let again = try JSONDecoder().decode(PersonReferences.self, from: JSONEncoder().encode(kept))
        #expect(again == kept)
        kept.recordings[0].voice = [1]
        #expect(!kept.isSane)
    }

    @Test func facesAreGatheredByTheirTracks() {
        var faces = FaceIdentities()
        faces.add([1, 2], track: 4)
        faces.add([3, 4], track: 4)
        faces.add([5, 6], track: 1)
        #expect(
            faces.faces == [
                FaceIdentity(track: 1, looks: 1, values: [5, 6]), FaceIdentity(track: 4, looks: 2, values: [2, 3]),
            ])
        #expect(!seen(faces.faces).isSane && seen([face(0.3)]).isSane)
    }
}
