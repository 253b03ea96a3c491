/// Limits of the comparison of faces. Those of the mouth's motion are in `MouthModel`.
enum FaceLimits {
    /// Share of a ring outside of what the clip shows from which it takes no part: its band would mix in what is not there.
    static let ringOutside = 0.12
    /// Share of a face outside of what the clip shows from which it is not compared: a twelfth is less than the chin.
    static let faceOutside = 0.08
    /// Fewest moments in which a shift in time can be told: two seconds.
    static let shortestTimed = 16
    /// By so much a shift in time must raise the correlation of motion; less is chance.
    static let timeGain: Float = 0.01

    /// Rows of the clip's own frame below which a face is too small: its mouth has six.
    static let leastRows = 24.0
    /// Rows of the small picture, of 180 at 16:9, below which a face is not compared: the finest that its code holds lies beyond what
    /// so few rows show.
    static let leastCompared = 15.0
    /// Variance of a face, in squares of grey levels, below which nobody sees it, in clip and original alike.
    static let visible: Float = 25
    /// Correlation of what surrounds a face, the median over a passage, below which the two were not laid on each other. Of 164
    /// passages of faces of 36 people in benign clips, where it lay below this the face was a cell or more off.
    static let leastSurroundings: Float = 0.965
    /// The same for one moment, which noise and passers-by touch more.
    static let worstSurroundings: Float = 0.93
    /// Correlation of the upper face, the median over a passage, from which the face lies on its place whatever surrounds it.
    static let laidFace: Float = 0.97
    /// Correlation of the upper face below which nothing can be said of it. On the prototype's bench swaps
    /// had 0.845 and less, benign clips 0.962 and more.
    static let sameFace: Float = 0.90
    /// Lasting difference of the lower face, in grey levels, from which something covers it, if it is not another face: from the
    /// prototype's bench.
    static let covered: Float = 35
    /// Lasting difference of the last row of the chin, in grey levels, and its ratio to that of the lips, from which something covers
    /// the chin. Captions had ratios of 6 and more, replaced mouths of 3 and less.
    static let coverDepth: Float = 5
    static let coverContrast: Float = 4
    /// Lasting difference of a face (`LastingDifference.face`) from which it differs: so much, and so much of its noise, and of what
    /// its surroundings lack to `laid`, because a face that is laid beside its place differs too. By eye, on benign clips of one half
    /// of the kit's people and five real deepfakes; the last with one clip of the other half in view.
    static let lasting: Float = 0.02
    static let lastingNoise: Float = 1.25
    static let lastingUnlaid: Float = 2
    static let laid: Float = 0.995
    /// Lines of a face, in the small pictures and in the clip's own, below which coding washes out more of it than its limit allows
    /// for. Of 78 unaltered clips that chose nothing else three had such faces in them, of 18 to 43 and 26 to 58 lines.
    private static let fullLines = (compared: 30.0, shown: 75.0)

    /// By what the limit of a lasting difference is raised for a face of so many lines.
    static func allowance(compared: Double, shown: Double) -> Float {
        let small = max(1, fullLines.compared / max(compared, 1), fullLines.shown / max(shown, 1))
        return Float(small * small)
    }

    /// What surroundings that the clip does not show are taken to have.
    static let unknownSurroundings: Float = 0.98
    /// Score (`LastingDifference.score`) from which a face cannot be said to be the same. By `Tests/Benchmarks/Calibration`: of 287
    /// benign clips two in a hundred lie above, none of them above 0; of 39 swaps all but two. Of the two real deepfakes that hardly
    /// differ from their originals the one (a beautified face, seven clips) lies between -0.4 and 0.3, the other (a repainted mouth)
    /// at -1.4 and below.
    static let lastingDoubt: Float = -0.75
    /// Share of the upper face in it from which it is another face, and not another mouth only: three real swaps and the made ones
    /// had 0.4 and more at their strongest, two real lip-syncs 0.3 and less.
    static let upperShare: Float = 0.35
    /// Mean square of the motion, in grey levels of the code, that a mouth put in place of a still one is taken to have: 3 root
    /// mean square, a guess.
    static let speech: Float = 9
    /// Score of a replaced mouth (`FaceStretch.power`) from which a mouth that was not found to differ counts as compared. A
    /// guess on the safe side.
    static let leastPower: Float = 1
    /// Score of a mouth (`MouthModel.score`) from which it cannot be said to be the same: four benign clips in a hundred.
    static let mouthDoubt: Float = -2.2
    /// Scores of mouth and face, and the share of a stretch that must lie above either of them, from which a difference somewhere in it is
    /// one throughout. By eye, on 15 clips of five real deepfakes, all of which it names from end to end (ten without it), and 63
    /// of mouths and faces replaced for a part of the clip, two more of which are named for too long.
    static let mouthThroughout: Float = -3.5
    static let faceThroughout: Float = -2
    static let throughout = 0.9
    /// Moments on either side for which a finer picture of the recording speaks too: those of a second apart make one stretch.
    static let detailReach = 2
    /// Moments in a row, 0.48 s, without which nothing can be said of a face.
    static let shortestRun = 4
    /// Moments in a row, 0.36 s, that must fail to be compared before it is worth saying: a word takes longer.
    static let shortestGap = 3
    /// Milliseconds between two moments up to which they are of one run: one may be missing.
    static let step = 2.2 * 120
    /// Milliseconds between two stretches of one face that differ, up to which they are one.
    static let pause = 500.0
    /// Milliseconds that a face of the clip must go on without one of the record.
    static let shortestForeign = 1000
}
