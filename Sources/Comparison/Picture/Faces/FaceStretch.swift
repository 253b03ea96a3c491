import Media

/// Some moments of a face in a row that can be compared, and what the windows over them say.
struct FaceStretch: Sendable {
    let moments: [MeasuredMoment]
    /// For each moment the highest score of a window about it, of what is finer than the codes, and of jumps between the points of the
    /// grid; above 0 the mouth differs.
    private(set) var mouth: [Float]
    /// For each moment what `mouth` would be if the mouth moved as much as it does but otherwise; not above 0, nothing could be
    /// told from such a one here.
    private(set) var power: [Float]
    /// For each moment how far the lasting difference of the face lies above its limit, in doublings; above 0 it differs.
    let face: [Float]
    /// For each moment the median correlation of the upper face over the window about it.
    private(set) var identity: [Float]

    init(_ moments: [MeasuredMoment]) {
        self.moments = moments
        let energies = moments.map(\.energies)
        face = energies.map(\.lasting.score)
        mouth = [Float](repeating: -.infinity, count: moments.count)
        power = mouth
        identity = [Float](repeating: 1, count: moments.count)
        for model in [MouthModel.long, .short] {
            let length = min(model.length, moments.count)
            guard length == model.length || model.length == MouthModel.short.length else { continue }
            let windows = (0...moments.count - length).map { FaceWindow(energies[$0..<$0 + length]) }
            let usual = windows.map(model.odds).quantile(0.5)
            let scores = WindowScores.spread(
                windows.map { model.score($0, usual: usual) }, length: length, over: moments.count, higher: >)
            let powers = WindowScores.spread(
                windows.map { model.score($0.replaced, usual: usual) }, length: length, over: moments.count, higher: >)
            for index in moments.indices {
                mouth[index] = max(mouth[index], scores[index])
                power[index] = max(power[index], powers[index])
            }
        }
        for index in moments.indices {
            mouth[index] = max(mouth[index], detail(near: index))
        }
        for (index, score) in flicker.enumerated() { mouth[index] = max(mouth[index], score) }
        for index in moments.indices {
            let window = energies[max(0, index - 4)..<min(moments.count, index + 5)]
            identity[index] = window.map(\.identity).quantile(0.5)
        }
    }

    /// The highest score of what is finer than the codes, at a moment or hardly aside of it.
    private func detail(near index: Int) -> Float {
        let reach = FaceLimits.detailReach
        let near = moments[max(0, index - reach)..<min(moments.count, index + reach + 1)]
        return near.compactMap(\.detail).map(DetailModel.score).max() ?? -.infinity
    }

    /// For each moment how much the mouth jumps between the points of the grid about it; empty where too few moments tell.
    private var flicker: [Float] {
        let length = FlickerModel.length
        guard moments.count >= length else { return [] }
        let windows = (0...moments.count - length).map { start -> Float in
            let flickers = moments[start..<start + length].compactMap(\.flicker)
            return flickers.count < length * 2 / 3 ? -.infinity : FlickerModel.score(FrameFlicker(mean: flickers))
        }
        return WindowScores.spread(windows, length: length, over: moments.count, higher: >)
    }

    /// Stretches of which it cannot be said that mouth and face are those of the original: the mouth stands out, though not
    /// so far that it is said to differ; the face differs lastingly by almost its limit; or not even another mouth would be seen.
    /// The first two are means over half a second and more: one moment of them says as much as several.
    var doubtful: [Range<Int>] {
        runs { mouth[$0] > FaceLimits.mouthDoubt || face[$0] > FaceLimits.lastingDoubt }
            + runs { power[$0] < FaceLimits.leastPower }.filter { $0.count >= FaceLimits.shortestGap }
    }

    /// Stretches in which the mouth moves otherwise, is another one, or sits in another face.
    var differing: [(range: Range<Int>, subject: Difference.Subject)] {
        differences.map { run in
            let differs = run.filter(differs)
            let faces = differs.count { moments[$0].energies.lasting.isOtherFace }
            return faces * 2 < differs.count ? (run, .mouth) : (trimmed(run), .face)
        }
    }

    /// What was replaced from end to end differs now more, now less: where hardly a moment is free of all doubt, what stands out says
    /// it of the whole.
    private var differences: [Range<Int>] {
        let runs = runs(where: differs)
        let weak = moments.indices.filter {
            mouth[$0] > FaceLimits.mouthThroughout || face[$0] > FaceLimits.faceThroughout
        }
        guard !runs.isEmpty, let first = weak.first, let last = weak.last,
            Double(weak.count) >= FaceLimits.throughout * Double(moments.count)
        else { return runs }
        return [first..<last + 1]
    }

    private func differs(_ index: Int) -> Bool { mouth[index] > 0 || face[index] > 0 }

    /// Without the moments at the ends that differ little: a window scores before what it finds has begun.
    private func trimmed(_ run: Range<Int>) -> Range<Int> {
        let own = moments.map(\.energies.lasting.own)
        let least = Array(own[run]).quantile(0.5) / 4
        guard let first = run.first(where: { own[$0] >= least }), let last = run.last(where: { own[$0] >= least })
        else { return run }
        return first..<last + 1
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
