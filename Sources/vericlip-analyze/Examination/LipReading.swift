import Detection
import Media

/// Follows mouths in some stretches, and tells how loud the sound about them is.
struct LipReading {
    private struct Part {
        let stretch: Range<Int>
        var follower = LipFollower()
        var meter: SpeechMeter
    }

    private var parts: [Part]
    private var quantisers: [Double] = []

    /// - Parameter stretches: in milliseconds.
    init(stretches: [Range<Int>]) {
        parts = stretches.map { Part(stretch: $0, meter: SpeechMeter(about: $0)) }
    }

    /// Whether lips are followed at a time.
    func follows(at time: Int) -> Bool { part(at: time) != nil }

    /// Whether faces are to be looked for in the frame at a time.
    func looks(at time: Int) -> Bool { part(at: time).map { parts[$0].follower.looks(at: time) } ?? false }

    /// Adds a frame in which lips are followed; its faces, the largest first, where they were looked for.
    mutating func add(_ picture: some ShownPicture, faces: [FaceCrop.Place]?) {
        guard let part = part(at: picture.time) else { return }
        if let quantiser = picture.quantiser { quantisers.append(quantiser) }
        parts[part].follower.add(picture, faces: faces)
    }

    /// Sound that may be of any stretch, or of none.
    mutating func add(_ sound: AudioSamples) {
        for part in parts.indices { parts[part].meter.add(sound) }
    }

    /// - Parameter rows: of the film.
    consuming func finish(rows: Int) -> LipExamination {
        LipExamination(
            longest: parts.flatMap { $0.follower.finish(rows: rows) }, sounds: parts.map { $0.meter.finish() },
            quantiser: quantisers.mean)
    }

    private func part(at time: Int) -> Int? { parts.firstIndex { $0.stretch.contains(time) } }
}

extension SpeechMeter {
    /// For a stretch in milliseconds and what may lie before and behind it.
    fileprivate init(about stretch: Range<Int>) {
        let (start, end) = (stretch.lowerBound - LipLimits.reach, stretch.upperBound + LipLimits.reach)
        // Step 0 is the clip's start: before it nothing is heard.
        self.init(steps: Self.floor(start, LipLimits.step)..<end / LipLimits.step + 1)
    }

    private static func floor(_ value: Int, _ unit: Int) -> Int { (value - ((value % unit) + unit) % unit) / unit }
}
