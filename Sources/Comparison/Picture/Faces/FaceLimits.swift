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
    /// Rows of the small picture, of 180 at 16:9, that a face must have to be certified: of whole swaps of lower faces none of
    /// four was found.
    static let leastCompared = 24.0
    /// Correlation of what surrounds a face, the median over a passage, below which the two were not laid on each other. Of 164 passages of faces of 36
    /// people in benign clips, where it lay below this the face was a cell or more off.
    static let leastSurroundings: Float = 0.965
    /// The same for one moment, which noise and passers-by touch more.
    static let worstSurroundings: Float = 0.93
    /// Correlation of the upper face below which it is another face, if it lasts (`otherFace`). On the prototype's bench swaps
    /// had 0.845 and less, benign clips 0.962 and more.
    static let sameFace: Float = 0.90
    /// Lasting difference of the lower face, in grey levels, from which something covers it, if the upper face is the same:
    /// from the prototype's bench.
    static let covered: Float = 35
    /// Mean square of the lasting difference of the upper face, from which it is another face. Swaps had 159 and more; of 164
    /// benign passages two had more than 14: a face laid wrong, and one at the edge of a crop.
    static let otherFace: Float = 60
    /// Logarithm of the lasting difference of the face relative to the noise, from which it is another mouth or face. Benign
    /// passages of two seconds and more: 2.08 and less of 164, a caption aside; four of six real pairs: 2.5 and more.
    static let lasting: Float = 2.4
    /// Mean square of the motion, in grey levels of the code, that a mouth put in place of a still one is taken to have: 3 root
    /// mean square, a guess.
    static let speech: Float = 9
    /// Score of a replaced mouth (`FaceStretch.power`) from which a mouth that was not found to differ counts as compared. A
    /// guess on the safe side: of some 80 benign clips the median over a stretch was 3.8 and more in each.
    static let leastPower: Float = 1
    /// Score of a mouth from which it is said to differ, and from which it cannot be said to be the same; and the rise over the
    /// stretch's median from which it cannot either. Of 120 benign stretches of 60 people (crf 23 to 240p crf 34, twice coded),
    /// one lay above the first, four more above the second, and one had such a rise.
    static let mouthDiffers: Float = 0.5
    static let mouthDoubt: Float = -1
    static let mouthRise: Float = 2.6
    /// Logarithm of how much less alike the upper face is than what surrounds it (`MeasuredPassage.unlikeness`), from which it
    /// cannot be said to be the same: 8 of 124 benign passages, most of them of small faces, and all face swaps, lay above.
    /// Chosen with one of the swaps in view that nothing else finds.
    static let unlikeness: Float = 1.5
    /// Correlation of the upper face, the median over a passage, below which it cannot be said to be the same. That swap had
    /// 0.984 and less; about one in seven benign passages of the kit, most of them strongly compressed, had no more either.
    static let certainFace: Float = 0.985
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
