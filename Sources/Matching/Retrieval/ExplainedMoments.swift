/// Moments of a clip of which it is known well enough, from the keys asked so far, where they come from.
///
/// Picture and sound each need their own: under the picture of one recording there may be the sound of another.
struct ExplainedMoments {
    /// Moments that must agree on one place of a recording, and their share of those asked. By chance, or where one podium looks like
    /// itself in another sitting, the place would have to win as many exact keys as the true one.
    private static let leastCount = 12
    private static let leastShare = 0.15
    /// Grid units, 1.44 s, around a moment that agrees: what lies between two such moments belongs to the same place.
    private static let reach: Int32 = 12

    private var picture: Set<Int32> = []
    private var sound: Set<Int32> = []
    private let moments: [Int32]

    init(_ peaks: [VotePeaks.Peak], of query: RetrievalQuery) {
        moments = query.moments
        var asked: (picture: Set<Int32>, sound: Set<Int32>) = ([], [])
        for probe in query.probes {
            let moment = query.moments[Int(probe.moment)]
            if probe.isSound { asked.sound.insert(moment) } else { asked.picture.insert(moment) }
        }
        for peak in peaks {
            if Self.isEnough(peak.pictureMoments, of: asked.picture) { Self.add(peak.pictureMoments, to: &picture) }
            if Self.isEnough(peak.soundMoments, of: asked.sound) { Self.add(peak.soundMoments, to: &sound) }
        }
    }

    func contains(_ probe: RetrievalQuery.Probe) -> Bool {
        (probe.isSound ? sound : picture).contains(moments[Int(probe.moment)])
    }

    private static func isEnough(_ agreeing: Set<Int32>, of asked: Set<Int32>) -> Bool {
        agreeing.count >= max(leastCount, Int(leastShare * Double(asked.count)))
    }

    private static func add(_ agreeing: Set<Int32>, to explained: inout Set<Int32>) {
        for moment in agreeing { explained.formUnion(moment - reach...moment + reach) }
    }
}
