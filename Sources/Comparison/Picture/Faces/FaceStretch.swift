import Media

/// Some moments of a face in a row that can be compared, and what the windows over them say.
struct FaceStretch: Sendable {
    let moments: [MeasuredMoment]
    /// For each moment the highest score of a window about it; above 0 the mouth differs.
    private(set) var mouth: [Float]
    /// For each moment what `mouth` would be if the mouth moved as much as it does but otherwise; not above 0, nothing could be
    /// told from such a one here.
    private(set) var power: [Float]
    /// For each moment the median correlation of the upper face over the window about it.
    private(set) var identity: [Float]

    init(_ moments: [MeasuredMoment]) {
        self.moments = moments
        let energies = moments.map(\.energies)
        mouth = [Float](repeating: -.infinity, count: moments.count)
        power = mouth
        identity = [Float](repeating: 1, count: moments.count)
        for model in [MouthModel.long, .short] {
            let length = min(model.length, moments.count)
            guard length == model.length || model.length == MouthModel.short.length else { continue }
            for start in 0...moments.count - length {
                let window = FaceWindow(energies[start..<start + length])
                let score = model.score(window)
                let expected = model.score(window.replaced)
                // A window about the edge of what was replaced is above too: its middle says when.
                let margin = (length - 1) / 2
                let first = start == 0 ? 0 : start + margin
                let last = start + length == moments.count ? moments.count : start + length - margin
                for index in first..<last {
                    mouth[index] = max(mouth[index], score)
                    power[index] = max(power[index], expected)
                }
            }
        }
        for index in moments.indices {
            let window = energies[max(0, index - 4)..<min(moments.count, index + 5)]
            identity[index] = window.map(\.identity).quantile(0.5)
        }
    }

    /// Stretches of which it cannot be said that mouth and face are those of the original: the mouth stands out, though not
    /// so far that it is said to differ; not even another mouth would be seen; or the face is less alike than what surrounds it.
    var doubtful: [Range<Int>] {
        let usual = mouth.quantile(0.5)
        let standsOut = runs { mouth[$0] > FaceLimits.mouthDoubt || mouth[$0] - usual > FaceLimits.mouthRise }
        return standsOut
            + runs { power[$0] < FaceLimits.leastPower || moments[$0].isUncertain }
            .filter { $0.count >= FaceLimits.shortestGap }
    }

    /// Stretches of moments that fulfil a condition, those with short pauses between them joined.
    func runs(where condition: (Int) -> Bool) -> [Range<Int>] {
        var runs: [Range<Int>] = []
        for index in moments.indices where condition(index) {
            if let last = runs.last,
                moments[index].clipTime - moments[last.upperBound - 1].clipTime <= FaceLimits.pause
            {
                runs[runs.count - 1] = last.lowerBound..<index + 1
            } else {
                runs.append(index..<index + 1)
            }
        }
        return runs
    }
}
