/// One agreement between a key of the clip and a key of a recording.
struct Vote {
    let recording: RecordingID
    /// Time of the recording less time of the clip, in units of `PictureSamples.interval`.
    let offset: Int32
    /// Index into the query's probes.
    let probe: UInt32
    /// How rare the key is, in bits, less what flipped bits cost.
    let weight: Float
}

/// Looks up a query's keys, and keeps the votes that other votes agree with.
struct VoteCollector {
    /// Votes of one key beyond which it tells nothing: a still picture that thousands of moments share.
    private static let mostVotesOfKey = 1 << 16
    /// Votes kept for exact counting.
    private static let mostKept = 1 << 15
    /// Width of a bin of offsets in grid units: 0.48 s. Votes count together with those of one neighbouring bin.
    static let binWidth: Int32 = 4
    /// The weight of a key that stands in the index once; one bit less for each doubling.
    private static let rarity: Float = 24
    /// What each flipped bit takes off, in bits: it multiplies the keys by which agreement may come about by chance.
    private static let flipCost: Float = 1

    private let query: RetrievalQuery

    init(_ query: RetrievalQuery) { self.query = query }

    /// The votes of some of the query's probes.
    func votes(
        from index: some RetrievalIndex, where isAsked: (RetrievalQuery.Probe) -> Bool
    ) throws -> [Vote] {
        let asked = query.probes.indices.filter { isAsked(query.probes[$0]) }
        var keys: [RetrievalKey] = []
        for probe in asked where query.probes[probe].key != keys.last { keys.append(query.probes[probe].key) }
        var votes: [Vote] = []
        var next = 0
        try index.forEachList(of: keys) { key, list in
            while next < asked.count, query.probes[asked[next]].key < key { next += 1 }
            let first = next
            while next < asked.count, query.probes[asked[next]].key == key { next += 1 }
            guard list.count * (next - first) <= Self.mostVotesOfKey else { return }
            let weight = Self.rarity - Float(Int.bitWidth - 1 - list.count.leadingZeroBitCount)
            for probe in asked[first..<next] {
                let moment = query.moments[Int(query.probes[probe].moment)]
                let cost = Float(query.probes[probe].flips) * Self.flipCost
                for posting in list {
                    votes.append(
                        Vote(
                            recording: posting.recording, offset: Int32(clamping: Int64(posting.time) - Int64(moment)),
                            probe: UInt32(probe), weight: max(1, weight - cost)))
                }
            }
        }
        return votes
    }

    /// The votes whose bins, counted roughly, hold most.
    static func agreeing(_ votes: [Vote]) -> [Vote] {
        guard votes.count > mostKept else { return votes }
        let bits = min(22, Int.bitWidth - votes.count.leadingZeroBitCount + 1)
        var counts = [UInt32](repeating: 0, count: 1 << bits)
        for vote in votes { counts[cell(vote, neighbour: 0, bits: bits)] += UInt32(vote.weight) }
        func support(_ vote: Vote) -> Int {
            let neighbours = max(
                counts[cell(vote, neighbour: -1, bits: bits)], counts[cell(vote, neighbour: 1, bits: bits)])
            return min(Int(counts[cell(vote, neighbour: 0, bits: bits)] + neighbours), mostSupport)
        }
        var histogram = [Int](repeating: 0, count: mostSupport + 1)
        for vote in votes { histogram[support(vote)] += 1 }
        var threshold = mostSupport
        var kept = histogram[threshold]
        while threshold > 0, kept + histogram[threshold - 1] <= mostKept {
            threshold -= 1
            kept += histogram[threshold]
        }
        return votes.filter { support($0) >= threshold }
    }

    /// Supports above are not told apart when choosing what to keep.
    private static let mostSupport = 1 << 14

    /// The cell that counts a vote's bin or a neighbour of it; a few bins share a cell by chance.
    private static func cell(_ vote: Vote, neighbour: Int32, bits: Int) -> Int {
        let bin = UInt64(UInt32(bitPattern: (vote.offset >> 2) &+ neighbour))
        let mixed = (UInt64(vote.recording.rawValue) << 32 | bin) &* 0x9E37_79B9_7F4A_7C15
        return Int(mixed >> UInt64(64 - bits))
    }
}
