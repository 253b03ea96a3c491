import Fingerprinting
import Foundation
import Media
import Testing

/// The published vectors: whole fingerprints of media made by rule (docs/fingerprint-v1.md). They never change for a
/// version; `VERICLIP_WRITE_VECTORS=1` writes those of a new one.
@Suite struct VectorTests {
    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Vectors/fingerprint")

    private static let names = [
        "flat-16x9", "grating-160x90-25fps", "grating-query-100x75-uneven", "sound-16k", "faces-160x90",
        "faces-none-16x9",
    ]

    private static func make(_ name: String) -> Fingerprint {
        switch name {
        case "flat-16x9":
            return fingerprint(
                .registered, width: 16, height: 9, frames: [Synthetic.flat(77, milliseconds: 0, width: 16, height: 9)])
        case "grating-160x90-25fps":
            let frames = (0..<60).map { index in
                Synthetic.grating(index: index, milliseconds: index * 40, width: 160, height: 90, range: .limited)
            }
            return fingerprint(.registered, width: 160, height: 90, frames: frames)
        case "grating-query-100x75-uneven":
            let frames = (0..<9).map { index in
                Synthetic.grating(index: index * 7, milliseconds: index * index * 17, width: 100, height: 75)
            }
            return fingerprint(.query, width: 100, height: 75, frames: frames)
        case "faces-160x90":
            let frames = (0..<20).map { index in
                Synthetic.grating(index: index, milliseconds: index * 120, width: 160, height: 90)
            }
            return fingerprint(.registered, width: 160, height: 90, frames: frames, finder: movingFaces)
        case "faces-none-16x9":
            return fingerprint(
                .registered, width: 16, height: 9, frames: [Synthetic.flat(77, milliseconds: 0, width: 16, height: 9)],
                finder: ScriptedFinder([]))
        default:
            return fingerprint(.registered, sound: Synthetic.sound(seconds: 3))
        }
    }

    /// A face that stays, and from the fifth look on one that moves by 128ths of the width and is missed once.
    private static let movingFaces = ScriptedFinder(
        (0..<20).map { look in
            let still = FoundFace(box: ScriptedFinder.place, certainty: 0.875)
            let x = 0.5 + Double(look) / 128
            let moving = FoundFace(box: FrameBox(x: x, y: 0.25, width: 0.125, height: 0.25), certainty: 0.75)
            return look < 4 || look == 11 ? [still] : [still, moving]
        })

    private static func fingerprint(
        _ profile: FingerprintProfile, width: Int, height: Int, frames: [VideoFrame], finder: ScriptedFinder? = nil
    ) -> Fingerprint {
        var builder = FingerprintBuilder(
            profile: profile, description: Synthetic.description(width: width, height: height), finder: finder,
            looks: ScriptedFinder.plan)
        for frame in frames { builder.add(frame) }
        return builder.finish()
    }

    private static func fingerprint(_ profile: FingerprintProfile, sound: [Int16]) -> Fingerprint {
        var builder = FingerprintBuilder(
            profile: profile,
            description: .init(container: "", claimedDuration: nil, video: nil, audio: nil, streamCount: 1))
        builder.add(AudioSamples(time: .zero, sampleRate: 16_000, mono: sound))
        return builder.finish()
    }

    /// The step stands in the first byte of a group: 4, which is 8 grey levels, in the example of the document.
    @Test func tellsTheStepOfASample() throws {
        let track = try #require(Self.make("flat-16x9").picture)
        #expect(try track.step(ofSample: 0) == 8)
        #expect(throws: FingerprintError.outOfRange(asked: 1..<2, available: 1)) { try track.step(ofSample: 1) }
    }

    @Test(arguments: names) func sameBytesEverywhere(name: String) throws {
        let made = Self.make(name)
        let file = Self.folder.appending(path: name + ".vcfp")
        if ProcessInfo.processInfo.environment["VERICLIP_WRITE_VECTORS"] == "1" {
            try Data(made.bytes).write(to: file)
        }
        let published = [UInt8](try Data(contentsOf: file))
        #expect(made.bytes == published)
        _ = try Fingerprint(decoding: published).picture?.samples()
        _ = try Fingerprint(decoding: published).sound?.samples()
        _ = try Fingerprint(decoding: published).faces()
        _ = try Fingerprint(decoding: published).detail?.samples()
    }
}
