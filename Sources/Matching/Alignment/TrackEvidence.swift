import Fingerprinting

/// Both tracks' costs on one clock: what it costs to say that a sample of the clip shows a moment of the recording.
struct TrackEvidence: Sendable {
    /// Clip times of the samples, in milliseconds, ascending.
    let times: [Int]
    /// The first `pictureCount` samples have a picture.
    let pictureCount: Int
    let picture: PictureEvidence?
    let sound: SoundEvidence?
    let axis: SourceAxis
    let reference: ReferencePictures?
    /// For each sample how much of the sound around it is audible, 0 to 1.
    let presence: [Float]

    /// A picture that does not match costs at most this, in units of a good match's distance.
    static let mostPicture: Float = 8
    /// Sound that does not match costs this much a sample, so that it moves a static picture and not a moving one.
    static let mostSound: Float = 4
    /// What a sample from elsewhere costs, as a share of the above.
    static let foreignPicture: Float = 4.5
    static let foreignSound: Float = 2.8

    init(
        times: [Int], pictureCount: Int, picture: PictureEvidence?, sound: SoundEvidence?, axis: SourceAxis,
        reference: ReferencePictures?
    ) {
        self.times = times
        self.pictureCount = picture == nil ? 0 : pictureCount
        self.picture = picture
        self.sound = sound
        self.axis = axis
        self.reference = reference
        presence = times.map { sound?.presence(around: $0) ?? 0 }
    }

    /// Cost of every sample at every state, `times.count` rows of `axis.stateCount`.
    func emissions() -> [Float] {
        let states = axis.stateCount
        var costs = [Float](repeating: 0, count: times.count * states)
        if let picture, let reference {
            let places = axis.regions.enumerated().flatMap { index, region in
                (0..<region.count).map {
                    reference.locate(Double(region.start + $0 * SourceAxis.step), region: index)
                }
            }
            for sample in 0..<pictureCount {
                for state in 0..<states {
                    guard let place = places[state] else {
                        costs[sample * states + state] = Self.mostPicture
                        continue
                    }
                    let cost = picture.cost(sample, place.index, place.fraction)
                    costs[sample * states + state] = min(cost, Self.mostPicture)
                }
            }
        }
        if let sound {
            let rates = sound.errorRates(times: times, axis: axis)
            for sample in times.indices where presence[sample] > 0 {
                let most = Self.mostSound * presence[sample]
                for i in sample * states..<(sample + 1) * states {
                    costs[i] += most * SoundEvidence.mismatch(rates[i])
                }
            }
        }
        return costs
    }

    /// What each sample costs where it is said to come from elsewhere.
    func foreign() -> [Float] {
        times.indices.map { foreign(at: $0) }
    }

    func foreign(at sample: Int) -> Float {
        (sample < pictureCount ? Self.foreignPicture : 0) + Self.foreignSound * presence[sample]
    }

    /// Cost of a sample's picture at a source time; nothing without a picture or outside of the axis.
    func pictureCost(_ sample: Int, at source: Double) -> Float? {
        guard sample < pictureCount, let picture, let place = place(at: source) else { return nil }
        return min(picture.cost(sample, place.index, place.fraction), Self.mostPicture)
    }

    /// Bit error of the sound around a sample at a source time, where it is audible.
    func soundErrorRate(_ sample: Int, at source: Double, reach: Int = SoundEvidence.reach) -> Float? {
        guard let sound, presence[sample] > 0.2 else { return nil }
        return sound.errorRate(clip: Double(times[sample]), source: source, reach: reach)
    }

    func cost(_ sample: Int, at source: Double) -> Float {
        var cost = pictureCost(sample, at: source) ?? (sample < pictureCount ? Self.mostPicture : 0)
        if presence[sample] > 0, let sound {
            let rate = sound.errorRate(clip: Double(times[sample]), source: source) ?? 0.5
            cost += Self.mostSound * presence[sample] * SoundEvidence.mismatch(rate)
        }
        return cost
    }

    func place(at source: Double) -> (index: Int, fraction: Float)? {
        guard let reference,
            let region = axis.regions.firstIndex(where: {
                source >= Double($0.start - SourceAxis.step) && source <= Double($0.end + SourceAxis.step)
            })
        else { return nil }
        return reference.locate(source, region: region)
    }
}
