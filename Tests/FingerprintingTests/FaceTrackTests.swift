import Fingerprinting
import Media
import Testing

@Suite struct FaceTrackTests {
    /// A frame every 120 ms, with what a look at each finds; from `cut` on the frames show something else.
    private func track(
        _ looks: [[FoundFace]], frames: Int? = nil, cut: Int = .max
    ) throws -> FaceTrack {
        var builder = FingerprintBuilder(
            profile: .registered, description: Synthetic.description(width: 160, height: 90),
            finder: ScriptedFinder(looks), looks: ScriptedFinder.plan)
        for index in 0..<(frames ?? looks.count) {
            let frame = Synthetic.grating(index: 0, milliseconds: index * 120, width: 160, height: 90)
            builder.add(index < cut ? frame : Synthetic.frame(frame.luma.map { 255 - $0 }, 160, 90, index * 120))
        }
        return try #require(try Fingerprint(decoding: builder.finish().bytes).faces())
    }

    private let none: [FoundFace] = []

    @Test func aSteadyFaceIsOnePath() throws {
        let track = try track(ScriptedFinder.steady(10))
        // Nine rows of a picture of 90.
        #expect(track.scan == FaceScan(detector: "scripted-1", stride: 1, smallestHeight: 6554.0 / 65_536))
        let face = try #require(track.faces.first)
        #expect(track.faces.count == 1 && face.indices == 0..<10)
        let frame = Synthetic.grating(index: 0, milliseconds: 0, width: 160, height: 90)
        let grid = GridSize(width: 160, height: 90)
        let ring = FrameBox(x: 0.1625, y: 0.075, width: 0.425, height: 0.85)
        for sample in face.samples {
            #expect(sample.box == ScriptedFinder.place)
            #expect(sample.face == FacePatch(luma: frame.luma[...], grid: grid, box: sample.box).code)
            #expect(sample.surroundings == FacePatch(luma: frame.luma[...], grid: grid, box: ring).code)
        }
    }

    @Test func threeMissedLooksAreBridgedAndFourAreNot() throws {
        let face = ScriptedFinder.steady(5)
        func gap(_ count: Int) -> [[FoundFace]] { face + [[FoundFace]](repeating: none, count: count) + face }
        #expect(try track(gap(3)).faces.map(\.indices) == [0..<13])
        #expect(try track(gap(4)).faces.map(\.indices) == [0..<5, 9..<14])
        // What was not found again is not kept.
        #expect(try track(face + [none, none]).faces.map(\.indices) == [0..<5])
    }

    @Test func pathsBeginCertainAndAreNotShort() throws {
        #expect(try track(ScriptedFinder.steady(10, certainty: 0.69)).faces.isEmpty)
        let surer = ScriptedFinder.steady(1, certainty: 0.7)
        #expect(try track(surer + ScriptedFinder.steady(5, certainty: 0.5)).faces.map(\.indices) == [0..<6])
        #expect(try track(surer + ScriptedFinder.steady(5, certainty: 0.49)).faces.isEmpty)
        #expect(try track(ScriptedFinder.steady(3)).faces.isEmpty)
        #expect(try track(ScriptedFinder.steady(4)).faces.count == 1)
        // Looked, and found nothing.
        let empty = try track([none, none, none])
        #expect(empty.faces.isEmpty && empty.scan.detector == "scripted-1")
    }

    @Test func aCutEndsAPath() throws {
        #expect(try track(ScriptedFinder.steady(12), cut: 6).faces.map(\.indices) == [0..<6, 6..<12])
    }

    @Test func aMovingFaceIsFollowed() throws {
        func at(_ x: Double) -> [FoundFace] {
            [FoundFace(box: FrameBox(x: x, y: 0.3, width: 0.2, height: 0.4), certainty: 0.9)]
        }
        let looks: [[FoundFace]] = (0..<30).map { look in at(0.1 + Double(look) * 0.02) }
        let face = try #require(try track(looks).faces.first)
        #expect(face.indices == 0..<30)
        for (sample, look) in zip(face.samples, looks) {
            let lag = look[0].box.x - sample.box.x
            #expect(lag > -0.001 && lag < 0.03)
        }
        // Trembling by a tenth of a cell moves nothing.
        let trembling: [[FoundFace]] = (0..<20).map { look in at(0.3 + Double(look % 2) * 0.0008) }
        let still = try #require(try track(trembling).faces.first)
        #expect(Set(still.samples.map(\.box)).count == 1)
    }

    @Test func theFourLargestAreFollowed() throws {
        let faces: [FoundFace] = (0..<6).map { index in
            let width = 0.05 + Double(index) * 0.01
            return FoundFace(box: FrameBox(x: Double(index) / 6, y: 0.1, width: width, height: 0.2), certainty: 0.9)
        }
        let track = try track([[FoundFace]](repeating: faces, count: 5))
        #expect(track.faces.count == 4)
        let places: [Double] = track.faces.map { face in (face.samples[0].box.x * 6).rounded() }
        #expect(places == [5, 4, 3, 2])
    }

    @Test func aMuchLargerFaceTakesTheSmallestsPlace() throws {
        let four: [FoundFace] = (0..<4).map { index in
            let width = 0.05 + Double(index) * 0.01
            return FoundFace(box: FrameBox(x: Double(index) / 6, y: 0.1, width: width, height: 0.2), certainty: 0.9)
        }
        let large = FoundFace(box: FrameBox(x: 0.6, y: 0.4, width: 0.3, height: 0.5), certainty: 0.9)
        let looks = [[FoundFace]](repeating: four, count: 5) + [[FoundFace]](repeating: four + [large], count: 5)
        // It is there from the look after the one that ended the smallest face's path: never five at once.
        #expect(try track(looks).faces.map(\.indices) == [0..<10, 0..<10, 0..<10, 0..<6, 6..<10])
    }

    @Test func stillFramesNeedNoLook() throws {
        var builder = FingerprintBuilder(
            profile: .registered, description: Synthetic.description(),
            finder: ScriptedFinder(ScriptedFinder.steady(1)),
            looks: ScriptedFinder.plan)
        builder.add(Synthetic.grating(index: 0, milliseconds: 0, width: 64, height: 36))
        builder.add(Synthetic.grating(index: 0, milliseconds: 1200, width: 64, height: 36))
        let faces = try #require(try builder.finish().faces()).faces
        #expect(faces.map(\.indices) == [0..<6])
    }

    @Test func withoutAFinderNothingIsSaid() throws {
        var builder = FingerprintBuilder(profile: .registered, description: Synthetic.description())
        builder.add(Synthetic.flat(9, milliseconds: 0, width: 64, height: 36))
        let fingerprint = builder.finish()
        #expect(try fingerprint.faces() == nil && fingerprint.faceScan == nil && fingerprint.trackSizes.faces == 0)
    }

    /// Levels without pattern, up to the largest, and boxes at the limits.
    @Test func anyTrackComesBack() throws {
        var noise = Noise(seed: 31)
        for reach in [0, 1, 5, 60, 1023] as [Int16] {
            func code() -> FaceCode {
                FaceCode(levels: (0..<36).map { _ in Int16.random(in: -reach...reach, using: &noise) })
            }
            var faces: [FacePath] = []
            for face in 0..<6 {
                var samples: [FaceSample] = []
                for index in 0..<20 {
                    let x = Double(Int.random(in: -100...4000, using: &noise)) / 4096
                    let width = Double(Int.random(in: 101...4096, using: &noise)) / 4096
                    let box = FrameBox(x: x, y: -0.5, width: width, height: index % 3 == 0 ? 1 : 0.75)
                    samples.append(FaceSample(box: box, face: code(), surroundings: code()))
                }
                faces.append(FacePath(firstIndex: face * 5, samples: samples))
            }
            let track = FaceTrack(
                scan: FaceScan(detector: "", stride: 64, smallestHeight: 0.25), faces: faces)
            let picture = PictureSamples(
                grid: GridSize(width: 1, height: 1), firstIndex: 0, times: (0..<60).map { $0 * 120 },
                luma: [UInt8](repeating: 9, count: 60))
            let fingerprint = Fingerprint(
                profile: .registered, duration: 7200, displayAspect: 1, picture: picture, sound: nil, faces: track)
            #expect(try Fingerprint(decoding: fingerprint.bytes).faces() == track)
        }
    }

    @Test func picturesOfAStretchOfMedia() {
        let video = Synthetic.description(width: 640, height: 360, rotation: 90).video!
        var scaler = PictureSequenceScaler(video: video, cellBudget: 57_600 * 2 + 1)
        #expect(scaler.grid == GridSize(width: 180, height: 320))
        let pictures = [0, 40, 40, 80].compactMap { time in
            scaler.picture(of: Synthetic.flat(UInt8(time), milliseconds: time, width: 640, height: 360))
        }
        #expect(scaler.isFull && pictures.map(\.time) == [0, 40])
        #expect(pictures[1].luma.count == 57_600 && pictures[1].luma.allSatisfy { $0 == 40 })
        let small = PictureSequenceScaler(video: Synthetic.description(width: 16, height: 9).video!, cellBudget: 1000)
        #expect(small.grid == GridSize(width: 16, height: 9))
    }
}
