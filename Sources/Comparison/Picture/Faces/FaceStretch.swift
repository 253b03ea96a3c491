import Media

/// Some moments of a face in a row that can be compared, and what the windows over them say.
struct FaceStretch: Sendable {
    let moments: [MeasuredMoment]
    /// For each moment the highest score of a window about it; above 0 the mouth differs.
    private(set) var mouth: [Float]
    /// For each moment the median correlation of the upper face over the window about it.
    private(set) var identity: [Float]

    init(_ moments: [MeasuredMoment]) {
        self.moments = moments
        let energies = moments.map(\.energies)
        mouth = [Float](repeating: -.infinity, count: moments.count)
        identity = [Float](repeating: 1, count: moments.count)
        for model in [MouthModel.long, .short] {
            let length = min(model.length, moments.count)
            guard length == model.length || model.length == MouthModel.short.length else { continue }
            for start in 0...moments.count - length {
                let score = model.score(FaceWindow(energies[start..<start + length]))
                // A window about the edge of what was replaced is above too: its middle says when.
                let margin = (length - 1) / 2
                let first = start == 0 ? 0 : start + margin
                let last = start + length == moments.count ? moments.count : start + length - margin
                for index in first..<last { mouth[index] = max(mouth[index], score) }
            }
        }
        for index in moments.indices {
            let window = energies[max(0, index - 4)..<min(moments.count, index + 5)]
            identity[index] = window.map(\.identity).quantile(0.5)
        }
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
