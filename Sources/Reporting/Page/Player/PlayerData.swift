import Comparison
import Matching
import Media
import Verification

/// What the player's script goes by: the time map, the differences, the originals, and the words that it says.
struct PlayerData {
    /// Seconds of the original before and after the passage that can be watched too.
    static let around = 30.0

    let verdict: Verdict
    let place: ServedPlace
    let words: Words

    var json: JSONValue {
        .object([
            "duration": .thousandths(duration),
            "aspect": verdict.clip.description?.video.map { .rounded($0.displayAspect) },
            "frame": .rounded(frame),
            "pictures": place.clipPictures.map(JSONValue.string),
            "segments": .array(verdict.segments.map(Self.segment)),
            "differences": .array(verdict.differences.map(difference)),
            "originals": .array(originals.map(original)),
            "words": PlayerWords.json(words),
        ])
    }

    /// Recordings that the clip was compared with, in the order of clip time.
    private var originals: [RecordingID] {
        var found: [RecordingID] = []
        for segment in verdict.segments where !found.contains(segment.recording) { found.append(segment.recording) }
        return found
    }

    /// A homography in whole millionths: finer than a pixel. Nothing where it is none that can be drawn.
    private static func millionths(_ map: [Double]) -> JSONValue? {
        guard map.count == 9, map.allSatisfy({ abs($0) < 1e6 }) else { return nil }
        return .array(map.map { .integer(Int(($0 * 1e6).rounded())) })
    }

    /// Of the clip, in milliseconds.
    private var duration: Int {
        verdict.clip.duration ?? verdict.segments.map(\.clip.end.milliseconds).max() ?? 0
    }

    /// Seconds of one frame of the clip; of the commonest rate where the file does not say.
    private var frame: Double {
        let rate = verdict.clip.description?.video?.frameRate ?? 25
        return rate.isFinite && rate >= 1 ? 1 / min(rate, 240) : 1 / 25
    }

    private static func pair(_ range: TimeRange) -> JSONValue {
        .array([.thousandths(range.start.milliseconds), .thousandths(range.end.milliseconds)])
    }

    private static func segment(_ segment: VerifiedSegment) -> JSONValue {
        .object([
            "clip": pair(segment.clip), "source": pair(segment.source),
            "record": .integer(Int(segment.recording.rawValue)),
        ])
    }

    private func difference(_ difference: Difference) -> JSONValue {
        .object([
            "clip": Self.pair(difference.clip), "words": .string(Wording.sentence(of: difference, in: verdict, words)),
        ])
    }

    private func original(_ recording: RecordingID) -> JSONValue {
        let source = verdict.source(of: recording)
        let window = SourceWindow(of: recording, in: verdict, around: Self.around)
        let map = verdict.comparisons[recording]?.registration?.originalToClip
        return .object([
            "record": .integer(Int(recording.rawValue)),
            "title": .string(SourceCard.title(source, recording, in: words)),
            "duration": source?.duration.map(JSONValue.thousandths),
            "window": Self.pair(window.range),
            "map": map.flatMap(Self.millionths),
            "pictures": .string("\(place.pictures.prefix)\(recording.rawValue)\(place.pictures.suffix)"),
        ])
    }
}

/// The passage of an original that a clip is from, with what comes before and after as far as the original goes.
struct SourceWindow {
    let range: TimeRange

    /// - Parameter around: seconds before and after.
    init(of recording: RecordingID, in verdict: Verdict, around: Double) {
        let segments = verdict.segments.filter { $0.recording == recording }
        let first = segments.map(\.source.start.seconds).min() ?? 0
        let last = segments.map(\.source.end.seconds).max() ?? 0
        let length = verdict.source(of: recording)?.duration.map { Double($0) / 1000 }
        // A passage is measured to within some hundredths of a second: it may seem to end after its original does.
        let end = max(last, min(last + around, length ?? .infinity))
        range = TimeRange(start: MediaTime(seconds: max(0, first - around)), end: MediaTime(seconds: end))
    }
}
