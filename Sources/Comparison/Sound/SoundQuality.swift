/// What bit errors sound that was not replaced shows after what this clip went through.
struct SoundQuality: Sendable {
    /// Mean error of unrelated speech of the same speaker: .488 to .500 in nine chains.
    static let unrelated: Float = 0.49
    /// Above this median error sound is too poor to tell replaced from kept: the worst benign chain, a reverberant room, has
    /// a median of .25 and no quarter of an hour above .37.
    static let worst: Float = 0.40
    /// Above this median error nothing of the source is heard at all: five seconds of unrelated speech stay above it in 99 %.
    static let chance: Float = 0.455

    /// Median error of quarter seconds.
    let median: Float

    /// Nothing where less than a second of sound could be compared.
    init?(_ traces: some Sequence<SoundTrace>) {
        let errors = traces.flatMap(\.quarterErrors)
        guard errors.count >= 4 else { return nil }
        median = errors.quantile(0.5)
    }

    /// Neither heard well enough to be compared nor clearly something else.
    var isPoor: Bool { median > Self.worst && median < Self.chance }

    /// Error above which a hop speaks for replacement: half-way from this clip's own error to that of unrelated sound.
    ///
    /// Bounded to .30 below, so that a studio recording is not alarmed by one bad hop, and to .42 above. Chosen among halves,
    /// six tenths and bounds of .30 to .43 on half of the sources by the distance between benign and replaced scores.
    var threshold: Float { min(max((median + Self.unrelated) / 2, 0.30), 0.42) }
}
