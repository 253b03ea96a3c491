import Comparison
import Matching
import Media
import Testing
import Verification

/// Whether the picture was made larger or smaller, from where it lies in the clip.
@Suite struct PictureScalingTests {
    private static let original = SIMD2<Double>(1280, 720)

    /// The clip shows this part of the original, in this part of its own frame.
    private func isRescaled(
        clip: SIMD2<Double>, shows part: FrameBox = .full, within place: FrameBox = .full, mirrored: Bool = false
    ) -> Bool {
        let (x, y) = (place.width / part.width, place.height / part.height)
        let left = mirrored ? place.x + place.width + part.x * x : place.x - part.x * x
        let registration = Registration(
            originalToClip: [mirrored ? -x : x, 0, left, 0, y, place.y - part.y * y, 0, 0, 1], mirrored: mirrored,
            content: place, visible: part, correlation: 1)
        return PictureScaling(registration, clip: clip, original: Self.original).isRescaled
    }

    @Test func `another size is another scale`() {
        #expect(!isRescaled(clip: [1280, 720]))
        #expect(!isRescaled(clip: [1280, 736]))
        #expect(isRescaled(clip: [640, 360]))
        #expect(isRescaled(clip: [1920, 1080]))
        #expect(isRescaled(clip: [960, 720]))
        #expect(isRescaled(clip: [640, 360], mirrored: true))
        #expect(!isRescaled(clip: [1280, 720], mirrored: true))
    }

    @Test func `a crop alone is none, but one that fills the frame again is`() {
        let part = FrameBox(x: 0.1, y: 0.05, width: 0.8, height: 0.9)
        #expect(!isRescaled(clip: [1024, 648], shows: part))
        #expect(isRescaled(clip: [1280, 720], shows: part))
    }

    @Test func `bars alone are none, but a picture made small for them is`() {
        #expect(!isRescaled(clip: [1280, 960], within: FrameBox(x: 0, y: 0.125, width: 1, height: 0.75)))
        #expect(isRescaled(clip: [1280, 720], within: FrameBox(x: 0.125, y: 0, width: 0.75, height: 1)))
    }

    @Test func `a registration off by half a cell at each end is none`() {
        let part = FrameBox(x: 0.5 / 64, y: 0.5 / 36, width: 1 - 1.0 / 64, height: 1 - 1.0 / 36)
        #expect(!isRescaled(clip: [1280, 720], shows: part))
    }

    @Test(arguments: [
        // A record's coded size and the shape in which it is shown; a clip's coded size and its turn.
        (record: (1280, 720), aspect: 0.5625, clip: (720, 1280), turn: 0, expected: false),
        (record: (1280, 720), aspect: 0.5625, clip: (1280, 720), turn: 90, expected: false),
        (record: (1280, 720), aspect: 0.5625, clip: (640, 360), turn: 270, expected: true),
        (record: (1280, 720), aspect: 16.0 / 9, clip: (640, 360), turn: 0, expected: true),
        (record: (512, 480), aspect: 1, clip: (512, 480), turn: 0, expected: false),
    ])
    func `a turned picture is compared upright`(
        record: (Int, Int), aspect: Double, clip: (Int, Int), turn: Int, expected: Bool
    ) throws {
        let registration = Registration(
            originalToClip: [1, 0, 0, 0, 1, 0, 0, 0, 1], mirrored: false, content: .full, visible: .full, correlation: 1
        )
        let video = MediaDescription.Video(stream: 0, codec: "h264", width: clip.0, height: clip.1, rotation: turn)
        let source = SourceRecord(
            recording: RecordingID(rawValue: 1), width: record.0, height: record.1, publisher: nil, signature: .holds,
            trust: .trusted, logIndex: 1, inclusion: .holds)
        let scaling = try #require(PictureScaling(registration, clip: video, source: source, aspect: aspect))
        #expect(scaling.isRescaled == expected)
    }

    @Test func `what rescales is coded again, and changes no relation`() {
        let segment = AlignedSegment(
            clip: TimeRange(milliseconds: 0..<5000), source: TimeRange(milliseconds: 0..<5000), speed: 1,
            picture: .supports, sound: .supports)
        var composition = Composition()
        composition.add(
            ComparedAlignment(
                alignment: Alignment(recording: RecordingID(rawValue: 1), segments: [segment], geometry: nil),
                picture: [.same], sound: [.same], differences: [], adjustments: []),
            rescaled: true)
        #expect(composition.adjustments == [.rescaled, .recompressed])
        #expect(RollUp.relation(differences: [], adjustments: composition.adjustments) == .same)
    }
}
