import Comparison
import Matching
import Media
import Testing
import Verification

@Suite struct RollUpTests {
    /// Every difference alone.
    @Test(
        arguments: [
            (.picture, .region, .changed), (.picture, .replaced, .changed), (.sound, .replaced, .changed),
            (.timeline, .speed, .changed), (.timeline, .inserted, .mixed), (.timeline, .cut, .edited),
            (.timeline, .reordered, .edited), (.timeline, .repeated, .edited), (.sound, .muted, .edited),
            (.sound, .added, .edited),
        ] as [(Difference.Track, Difference.Kind, Relation)])
    func oneDifference(track: Difference.Track, kind: Difference.Kind, expected: Relation) {
        #expect(RollUp.relation(differences: [difference(track, kind)], adjustments: []) == expected)
    }

    /// Every adjustment alone: what happens on the way leaves a clip the same, what a person does to it is an edit.
    @Test(arguments: Adjustment.allCases) func oneAdjustment(_ adjustment: Adjustment) {
        let edits: Set<Adjustment> = [.cropped, .captioned, .logo, .mirrored, .muted, .soundRemoved, .soundAdded]
        let expected: Relation = edits.contains(adjustment) ? .edited : .same
        #expect(RollUp.relation(differences: [], adjustments: [adjustment]) == expected)
    }

    /// All 16 subsets of one difference a class: changed > mixed > edited > same.
    @Test(arguments: 0..<16) func theGravestWins(mask: Int) {
        var differences: [Difference] = []
        if mask & 1 != 0 { differences.append(difference(.timeline, .cut)) }
        if mask & 2 != 0 { differences.append(difference(.timeline, .inserted)) }
        if mask & 4 != 0 { differences.append(difference(.sound, .replaced)) }
        let adjustments: Set<Adjustment> = mask & 8 != 0 ? [.captioned] : [.recompressed]
        let expected: Relation =
            mask & 4 != 0 ? .changed : mask & 2 != 0 ? .mixed : mask & 9 != 0 ? .edited : .same
        #expect(RollUp.relation(differences: differences, adjustments: adjustments) == expected)
        #expect(RollUp.relation(differences: differences.reversed(), adjustments: adjustments) == expected)
    }

    /// Every relation with every pair of track findings, record and strength of match.
    @Test func confidenceOverTheWholeTable() {
        let findings: [TrackFinding] = [.same, .differs, .notChecked, .absent]
        for relation in [Relation.same, .edited, .changed, .mixed, .noSource] {
            for picture in findings {
                for sound in findings {
                    for (holds, weak) in [(true, false), (true, true), (false, false), (false, true)] {
                        let confidence = RollUp.confidence(
                            of: relation, segments: [segment(picture, sound)], recordHolds: holds, weakMatch: weak)
                        let expected: Confidence =
                            if relation == .noSource {
                                .match
                            } else if !holds {
                                .possible(.recordFails)
                            } else if relation == .changed {
                                .match
                            } else if weak {
                                .possible(.weakMatch)
                            } else if picture == .notChecked {
                                .possible(.pictureNotCompared)
                            } else if sound == .notChecked {
                                .possible(.soundNotCompared)
                            } else {
                                .match
                            }
                        #expect(confidence == expected, "\(relation) \(picture) \(sound) \(holds) \(weak)")
                    }
                }
            }
        }
    }

    @Test func oneUncheckedStretchIsEnoughForDoubt() {
        let segments = [segment(.absent, .same), segment(.notChecked, .same), segment(.same, .same)]
        let confidence = RollUp.confidence(of: .same, segments: segments, recordHolds: true, weakMatch: false)
        #expect(confidence == .possible(.pictureNotCompared))
    }

    private func difference(_ track: Difference.Track, _ kind: Difference.Kind) -> Difference {
        Difference(
            track: track, kind: kind, clip: TimeRange(milliseconds: 1000..<2000), source: nil, recording: nil,
            strength: .strong)
    }

    private func segment(_ picture: TrackFinding, _ sound: TrackFinding) -> VerifiedSegment {
        VerifiedSegment(
            recording: RecordingID(rawValue: 1), clip: TimeRange(milliseconds: 0..<5000),
            source: TimeRange(milliseconds: 7000..<12000), picture: picture, sound: sound)
    }
}
