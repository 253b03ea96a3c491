import Comparison
import Matching
import Media
import Verification

extension Wording {
    /// Track, time range, what, and what of the original is concerned.
    static func sentence(
        of difference: Difference, in verdict: Verdict, _ words: Words = .english
    ) -> String {
        var values = ["clip": Clock.text(difference.clip)]
        values["source"] = difference.source.map(Clock.text)
        switch (difference.track, difference.kind) {
        case (.sound, .muted): return words(.soundMuted, values)
        case (.sound, .added): return words(.soundAdded, values)
        case (.sound, _): return words(.soundDiffers, values)
        case (.picture, .region):
            values["place"] = difference.box.map { place(of: $0, in: words) }
            return words(region(difference), values)
        case (.picture, _): return words(.pictureDiffers, values)
        case (.timeline, .cut): return cut(difference, words)
        case (.timeline, .reordered):
            return words(difference.source == nil ? .outOfOrder : .outOfOrderAs, values)
        case (.timeline, .repeated):
            return words(difference.source == nil ? .repeatsBefore : .repeatsOriginal, values)
        case (.timeline, .inserted): return words(.hasNoSource, values)
        case (.timeline, .speed):
            let speed = verdict.segments.first { $0.clip.overlaps(difference.clip) }?.speed
            values["rate"] = speed.map { words.decimal(thousandths: Int(($0 * 100).rounded()) * 10) }
            return words(speed == nil ? .runsOtherwise : .runsAt, values)
        case (.timeline, _): return words(.timelineDiffers, values)
        }
    }

    private static func region(_ difference: Difference) -> Message {
        let hasPlace = difference.box != nil
        return switch difference.subject {
        case .mouth: hasPlace ? .mouthMovesAt : .mouthMoves
        case .face: hasPlace ? .faceIsNotAt : .faceIsNot
        case .area, nil: hasPlace ? .partDiffersAt : .partDiffers
        }
    }

    private static func cut(_ difference: Difference, _ words: Words) -> String {
        var values = ["at": Clock.text(difference.clip.start)]
        if difference.isJoint {
            values["record"] =
                difference.recording.map { words(.recordInline, ["number": String($0.rawValue)]) }
                ?? words(.anotherRecording)
            return words(.goesOver, values)
        }
        guard let source = difference.source else { return words(.leftOut, values) }
        values["length"] = words.decimal(thousandths: Int((source.duration * 10).rounded()) * 100)
        values["source"] = Clock.text(source)
        return words(.leftOutLength, values)
    }

    /// Ninths of the frame: upper left, top, ... centre.
    static func place(of box: FrameBox, in words: Words = .english) -> String {
        let (x, y) = (box.x + box.width / 2, box.y + box.height / 2)
        let column = x < 1.0 / 3 ? 0 : x < 2.0 / 3 ? 1 : 2
        let row = y < 1.0 / 3 ? 0 : y < 2.0 / 3 ? 1 : 2
        let places: [[Message]] = [
            [.upperLeft, .top, .upperRight], [.leftSide, .centre, .rightSide], [.lowerLeft, .bottom, .lowerRight],
        ]
        return words(places[row][column])
    }
}

extension Words {
    /// Thousandths as a decimal number, with the language's sign before the fraction.
    func decimal(thousandths: Int) -> String {
        let text = JSONValue.decimal(thousandths: thousandths)
        return language == .german ? text.replacing(".", with: ",") : text
    }
}
