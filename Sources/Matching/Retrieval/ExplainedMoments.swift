/// Moments of a clip of which it is known well enough, from the keys asked so far, where they come from.
///
/// Picture and sound each need their own: under the picture of one recording there may be the sound of another.
struct ExplainedMoments {
    /// Moments that must agree on one place of a recording, and their share of all that the clip has, pauses included. By chance, or where
    /// one podium looks like itself in another sitting, the place would have to win as many exact keys as the true one. More than
    /// `Matcher` asks before it names a recording that it cannot lay the clip on: what is explained is named as well.
    private static let leastCount = 12
    private static let leastShare = 0.2
    /// Grid units, 1.44 s, around a moment that agrees: what lies between two such moments belongs to the same place.
    private static let reach: Int32 = 12

    private var picture: Set<Int32> = []
    private var sound: Set<Int32> = []
    private let moments: [Int32]

    init(_ peaks: [VotePeaks.Peak], of query: RetrievalQuery) {
        moments = query.moments
        let (pictures, sounds) = (query.firstSoundMoment, query.moments.count - query.firstSoundMoment)
        for peak in peaks {
            if Self.isEnough(peak.pictureMoments, of: pictures) { Self.add(peak.pictureMoments, to: &picture) }
            if Self.isEnough(peak.soundMoments, of: sounds) { Self.add(peak.soundMoments, to: &sound) }
        }
    }

    func contains(_ probe: RetrievalQuery.Probe) -> Bool {
        (probe.isSound ? sound : picture).contains(moments[Int(probe.moment)])
    }

    private static func isEnough(_ agreeing: Set<Int32>, of count: Int) -> Bool {
        agreeing.count >= max(leastCount, Int(leastShare * Double(count)))
    }

    private static func add(_ agreeing: Set<Int32>, to explained: inout Set<Int32>) {
        for moment in agreeing { explained.formUnion(moment - reach...moment + reach) }
    }
}
