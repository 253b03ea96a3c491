import Comparison
import Matching
import Media
import Testing

/// The differences that follow from lists of segments.
struct TimelineTests {
    private static let recording = RecordingID(rawValue: 7)

    /// Segments that show these stretches of the source one after the other, in seconds; nothing stands for a foreign second.
    private func differences(_ stretches: [ClosedRange<Double>?], speed: Double = 1) -> [Difference] {
        var segments: [AlignedSegment] = []
        var time = 0.0
        for stretch in stretches {
            let length = stretch.map { ($0.upperBound - $0.lowerBound) / speed } ?? 1
            defer { time += length }
            guard let stretch else { continue }
            segments.append(
                AlignedSegment(
                    clip: range(time, time + length), source: range(stretch.lowerBound, stretch.upperBound),
                    speed: speed, picture: .supports, sound: .supports))
        }
        return Timeline(segments: segments, duration: Int((time * 1000).rounded()), recording: Self.recording)
            .differences
    }

    private func range(_ start: Double, _ end: Double) -> TimeRange {
        TimeRange(milliseconds: Int((start * 1000).rounded())..<Int((end * 1000).rounded()))
    }

    private func summary(_ differences: [Difference]) -> [String] {
        differences.map { difference in
            let source = difference.source.map { " of \($0.start.seconds)-\($0.end.seconds)" } ?? ""
            return "\(difference.kind) \(difference.clip.start.seconds)-\(difference.clip.end.seconds)\(source)"
        }
    }

    @Test("an excerpt misses neither what came before it nor what came after")
    func excerpt() {
        #expect(differences([12...20]).isEmpty)
        #expect(differences([]).isEmpty)
    }

    @Test("a passage left out is a cut at an instant")
    func cut() {
        #expect(summary(differences([0...5, 7...9])) == ["cut 5.0-5.0 of 5.0-7.0"])
    }

    @Test("a jump shorter than four frames is the time map's own error")
    func jitter() {
        #expect(differences([0...5, 5.15...9]).isEmpty)
        #expect(differences([0...5, 4.85...9]).isEmpty)
        #expect(summary(differences([0...5, 5.2...9])) == ["cut 5.0-5.0 of 5.0-5.2"])
    }

    @Test("a passage shown again is a repeat of its source")
    func loop() {
        #expect(summary(differences([0...5, 3...9])) == ["repeated 5.0-7.0 of 3.0-5.0"])
        #expect(summary(differences([0...5, 0...5])) == ["repeated 5.0-10.0 of 0.0-5.0"])
    }

    @Test("a passage moved is reordered, and what it leaves behind is no cut")
    func moved() {
        #expect(summary(differences([0...5, 10...12, 5...10, 12...20])) == ["reordered 5.0-7.0 of 10.0-12.0"])
        #expect(summary(differences([4...9, 0...4])) == ["reordered 5.0-9.0 of 0.0-4.0"])
    }

    @Test("a foreign passage is inserted, at the ends too, and stands in place of what it hides")
    func foreign() {
        #expect(summary(differences([0...5, nil, 5...9])) == ["inserted 5.0-6.0"])
        #expect(summary(differences([0...5, nil, 6...9])) == ["inserted 5.0-6.0 of 5.0-6.0"])
        #expect(
            summary(differences([0...5, nil, 8...9])) == ["cut 5.0-5.0 of 5.0-8.0", "inserted 5.0-6.0 of 5.0-8.0"])
        #expect(summary(differences([nil, 0...5, nil])) == ["inserted 0.0-1.0", "inserted 6.0-7.0"])
    }

    @Test("another speed is a difference beyond what film and PAL conversion cause", arguments: [0.75, 0.95, 1.05, 2])
    func speed(_ speed: Double) {
        #expect(differences([0...4, 4...8], speed: speed).map(\.kind) == [.speed])
    }

    @Test("film and PAL conversion is no difference", arguments: [24.0 / 25, 25.0 / 24, 0.999, 1])
    func conversion(_ speed: Double) {
        #expect(differences([0...24], speed: speed).isEmpty)
    }

    @Test("a speed that hardly exceeds conversion is none where the stretch is too short to measure it")
    func measuredConversion() {
        #expect(differences([0...10], speed: 1.046).isEmpty)
        #expect(differences([0...40], speed: 1.046).map(\.kind) == [.speed])
    }

    @Test("every order of four passages, some left out: what is shown is cut, moved or whole, and never repeated")
    func everyOrder() {
        let passages = (0..<4).map { Double($0 * 2)...Double($0 * 2 + 2) }
        for chosen in 1..<16 {
            for order in permutations((0..<4).filter { chosen >> $0 & 1 == 1 }) {
                let found = differences(order.map { passages[$0] })
                let isSorted = order == order.sorted()
                #expect(found.contains { $0.kind == .reordered } == !isSorted, "\(order)")
                #expect(
                    !found.contains { $0.kind == .repeated || $0.kind == .inserted || $0.kind == .speed }, "\(order)")
                // What was cut was shown nowhere and lies between two passages that were shown.
                for cut in found where cut.kind == .cut {
                    let source = cut.source!
                    let missing = Int(source.start.seconds / 2)..<Int(source.end.seconds / 2)
                    #expect(missing.allSatisfy { !order.contains($0) }, "\(order)")
                    #expect(order.contains { $0 < missing.lowerBound } && order.contains { $0 >= missing.upperBound })
                }
                if isSorted {
                    let missing = (order.first!...order.last!).filter { !order.contains($0) }
                    let cut = found.reduce(0.0) { $0 + ($1.kind == .cut ? $1.source!.duration : 0) }
                    #expect(cut == Double(missing.count * 2), "\(order)")
                }
            }
        }
    }

    private func permutations(_ items: [Int]) -> [[Int]] {
        guard items.count > 1 else { return [items] }
        return items.flatMap { first in
            permutations(items.filter { $0 != first }).map { [first] + $0 }
        }
    }
}
