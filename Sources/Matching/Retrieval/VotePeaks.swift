internal import Fingerprinting
internal import Media

/// Counts votes exactly and finds the offsets with most.
struct VotePeaks {
    struct Peak {
        let recording: RecordingID
        let offset: CandidateOffset
        let view: CandidateView?
        /// Times of the clip that vote for it, in units of `PictureSamples.interval`.
        let pictureMoments: Set<Int32>
        let soundMoments: Set<Int32>
    }

    /// Offsets looked at closely, of all recordings together, and given of one recording.
    private static let refined = 256
    private static let perRecording = 12
    /// A further offset of a recording must have this much of the strongest one's score.
    private static let leastShare = 0.25
    /// Moments and kinds of key that must agree.
    private static let leastVotes = 2
    /// Guesses at the geometry that differ by no more than this, in fractions of the frame, support each other.
    private static let viewTolerance = 0.05

    private let query: RetrievalQuery

    init(_ query: RetrievalQuery) { self.query = query }

    /// Peaks strongest first, each recording's apart from each other by a bin at least.
    func strongest(of votes: [Vote]) -> [Peak] {
        let sorted = votes.sorted {
            ($0.recording.rawValue, $0.offset, $0.probe) < ($1.recording.rawValue, $1.offset, $1.probe)
        }
        var windows = Self.windows(of: sorted).map { (range: $0, score: tally(sorted[$0]).score) }
        windows.sort { ($1.score, $0.range.lowerBound) < ($0.score, $1.range.lowerBound) }
        var peaks = windows.prefix(Self.refined).compactMap { refine(sorted[$0.range]) }
        peaks.sort {
            ($1.offset.score, $0.recording.rawValue, $0.offset.milliseconds)
                < ($0.offset.score, $1.recording.rawValue, $1.offset.milliseconds)
        }
        var chosen: [Peak] = []
        var best: [RecordingID: [Peak]] = [:]
        let apart = Int(VoteCollector.binWidth) * PictureSamples.interval
        for peak in peaks {
            let earlier = best[peak.recording, default: []]
            guard earlier.count < Self.perRecording,
                peak.offset.score >= Self.leastShare * (earlier.first?.offset.score ?? 0),
                earlier.allSatisfy({ abs($0.offset.milliseconds - peak.offset.milliseconds) >= apart })
            else { continue }
            best[peak.recording, default: []].append(peak)
            chosen.append(peak)
        }
        return chosen
    }

    /// Every pair of neighbouring bins of one recording that holds votes.
    private static func windows(of votes: [Vote]) -> [Range<Int>] {
        var bins: [(recording: RecordingID, bin: Int32, range: Range<Int>)] = []
        for (index, vote) in votes.enumerated() {
            let bin = vote.offset >> 2
            if let last = bins.last, last.recording == vote.recording, last.bin == bin {
                bins[bins.count - 1].range = last.range.lowerBound..<index + 1
            } else {
                bins.append((vote.recording, bin, index..<index + 1))
            }
        }
        return bins.indices.map { index in
            let next = index + 1
            guard next < bins.count, bins[next].recording == bins[index].recording,
                bins[next].bin == bins[index].bin + 1
            else { return bins[index].range }
            return bins[index].range.lowerBound..<bins[next].range.upperBound
        }
    }

    private struct Tally {
        var score = 0.0
        var pictureVotes = 0
        var soundVotes = 0
        var offset = 0.0
        var moments: (first: Int32, last: Int32) = (.max, .min)
    }

    /// Sums the best vote of each moment and kind of key.
    private func tally(_ votes: some Collection<Vote>) -> Tally {
        var best: [UInt32: Vote] = [:]
        for vote in votes {
            let probe = query.probes[Int(vote.probe)]
            let slot = (probe.key.rawValue >> WindowHash.bitCount) << 16 | UInt32(probe.moment)
            if let earlier = best[slot], earlier.weight >= vote.weight { continue }
            best[slot] = vote
        }
        var tally = Tally()
        for (slot, vote) in best {
            tally.score += Double(vote.weight)
            tally.offset += Double(vote.weight) * Double(vote.offset)
            if slot >> 16 == SoundHash.family { tally.soundVotes += 1 } else { tally.pictureVotes += 1 }
            let moment = query.moments[Int(slot & 0xFFFF)]
            tally.moments = (min(tally.moments.first, moment), max(tally.moments.last, moment))
        }
        if tally.score > 0 { tally.offset /= tally.score }
        return tally
    }

    /// Keeps the picture's votes for the one geometry that most of them agree on, and the sound's.
    private func refine(_ votes: ArraySlice<Vote>) -> Peak? {
        var weights: [UInt32: Double] = [:]
        for vote in votes where !isSound(vote) { weights[guess(vote), default: 0] += Double(vote.weight) }
        let ranked = weights.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(16)
        let support = ranked.map { candidate in
            weights.reduce(0) { $0 + (agree(candidate.key, $1.key) ? $1.value : 0) }
        }
        let winner = support.indices.max { support[$0] < support[$1] }.map { ranked[$0].key }
        let agreeing = votes.filter { vote in isSound(vote) || winner.map { agree($0, guess(vote)) } ?? false }
        let tally = tally(agreeing)
        guard tally.pictureVotes + tally.soundVotes >= Self.leastVotes, let recording = votes.first?.recording else {
            return nil
        }
        let interval = PictureSamples.interval
        let offset = CandidateOffset(
            milliseconds: Int(tally.offset * Double(interval)), score: tally.score, pictureVotes: tally.pictureVotes,
            soundVotes: tally.soundVotes,
            clip: TimeRange(
                milliseconds: Int(tally.moments.first) * interval..<(Int(tally.moments.last) + 1) * interval))
        return Peak(
            recording: recording, offset: offset, view: winner.map(view),
            pictureMoments: moments(of: agreeing.filter { !isSound($0) }),
            soundMoments: moments(of: agreeing.filter(isSound)))
    }

    private func moments(of votes: some Sequence<Vote>) -> Set<Int32> {
        Set(votes.map { query.moments[Int(query.probes[Int($0.probe)].moment)] })
    }

    private func isSound(_ vote: Vote) -> Bool {
        query.probes[Int(vote.probe)].isSound
    }

    /// Hypothesis and mirroring of a vote in one word.
    private func guess(_ vote: Vote) -> UInt32 {
        let probe = query.probes[Int(vote.probe)]
        return UInt32(probe.hypothesis) << 1 | (probe.mirrored ? 1 : 0)
    }

    private func agree(_ a: UInt32, _ b: UInt32) -> Bool {
        guard a & 1 == b & 1 else { return false }
        let (a, b) = (query.hypotheses[Int(a >> 1)], query.hypotheses[Int(b >> 1)])
        return a.content == b.content && a.visible.differs(from: b.visible, byNoMoreThan: Self.viewTolerance)
    }

    private func view(_ guess: UInt32) -> CandidateView {
        let hypothesis = query.hypotheses[Int(guess >> 1)]
        var visible = hypothesis.visible
        if guess & 1 == 1 { visible.x = 1 - visible.x - visible.width }
        return CandidateView(mirrored: guess & 1 == 1, content: hypothesis.content, visible: visible)
    }
}

extension FrameBox {
    /// Whether no side lies further than `tolerance` from the other box's.
    fileprivate func differs(from other: FrameBox, byNoMoreThan tolerance: Double) -> Bool {
        abs(x - other.x) <= tolerance && abs(y - other.y) <= tolerance
            && abs(x + width - other.x - other.width) <= tolerance
            && abs(y + height - other.y - other.height) <= tolerance
    }
}
