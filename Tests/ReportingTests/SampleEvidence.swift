import Comparison
import Matching
import Media
import Reporting
import Verification

/// A verdict with everything that evidence can show, on made pictures.
enum SampleEvidence {
    static let report = Report(
        verdict: verdict, checkedAt: "2026-11-22T10:00:00Z", toolVersion: "0.1.0", evidence: evidence)

    static let verdict: Verdict = {
        var verdict = SampleVerdicts.changed
        let recording = RecordingID(rawValue: 17)
        verdict.pictures = [recording: PictureFindings(traces: [trace], map: map)]
        verdict.comparisons = [recording: SourceComparison(registration: registration, sound: [sound])]
        return verdict
    }()

    static let evidence = Evidence(
        exhibits: [
            .init(difference: 0, moments: [moment(.middle, 15_500)]),
            .init(difference: 1, moments: [moment(.start, 12_000), moment(.middle, 15_500), moment(.end, 18_900)]),
        ], remarks: ["The pictures are made ones."])

    /// A crop: the clip shows the original from a tenth to nine tenths of its width and height.
    static let registration = Registration(
        originalToClip: [1.25, 0, -0.125, 0, 1.25, -0.125, 0, 0, 1], mirrored: false, content: .full,
        visible: FrameBox(x: 0.1, y: 0.1, width: 0.8, height: 0.8), correlation: 0.95)

    private static func moment(_ place: Evidence.Place, _ time: Int) -> Evidence.Moment {
        Evidence.Moment(
            place: place, time: MediaTime(milliseconds: time), clip: clip(64, 36),
            recording: RecordingID(rawValue: 17), sourceTime: MediaTime(milliseconds: 724_000 + time),
            original: .init(picture: grey(16, 9), aspect: 16.0 / 9, isFromFile: false))
    }

    /// Colours that run across the frame.
    static func clip(_ width: Int, _ height: Int) -> Bitmap {
        Bitmap(
            width: width, height: height, channels: 3,
            pixels: (0..<width * height).flatMap { index -> [UInt8] in
                [UInt8(index % width * 255 / width), UInt8(index / width * 255 / height), 96]
            })
    }

    /// Grey that rises from left to right.
    static func grey(_ width: Int, _ height: Int) -> Bitmap {
        Bitmap(
            width: width, height: height, channels: 1,
            pixels: (0..<width * height).map { UInt8($0 % width * 255 / max(width - 1, 1)) })
    }

    private static let trace = FaceTrace(
        box: FrameBox(x: 0.41, y: 0.3, width: 0.14, height: 0.18), mouthThreshold: 1, faceThreshold: 2,
        points: (0..<68).map { index in
            let isChanged = (24..<38).contains(index)
            return .init(
                time: MediaTime(milliseconds: index * 500), mouth: isChanged ? 1.8 : 0.3 + Double(index % 3) / 10,
                face: isChanged ? 0.9 : 0.4, clipMotion: Double(index * 7 % 5),
                originalMotion: Double((isChanged ? index * 3 : index * 7) % 5))
        })

    private static let map = RegionMap(
        columns: 4, rows: 3, threshold: 1.5,
        pictures: (0..<17).map { index in
            .init(
                time: MediaTime(milliseconds: index * 2000),
                scores: (0..<12).map { cell in cell == 5 && (6..<10).contains(index) ? 3 : cell == 0 ? .nan : 0.5 })
        })

    private static let sound = SoundCurve(
        threshold: 0.34,
        points: (0..<274).map { index in
            let isPause = index % 40 > 35
            return .init(
                time: MediaTime(milliseconds: index * 125 + 60),
                error: isPause ? nil : (96..<152).contains(index) ? 0.48 : 0.12 + Double(index % 7) / 100,
                weight: isPause ? 0 : 1)
        })
}
