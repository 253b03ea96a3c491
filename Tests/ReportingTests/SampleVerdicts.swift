import Comparison
import ContentCredentials
import Detection
import Matching
import Media
import Reporting
import Verification

/// Verdicts that together use every part of a report.
enum SampleVerdicts {
    static let all: [(name: String, verdict: Verdict)] = [
        ("same-sound", sameSound), ("edited-cut", editedCut), ("changed", changed), ("mixed", mixed),
        ("no-source", noSource), ("cannot-assess", cannotAssess), ("record-fails", recordFails),
        ("unusable-record", unusableRecord), ("credentials-hold", credentialsHold),
        ("credentials-fail", credentialsFail), ("withdrawn", withdrawn), ("void-key", voidKey),
        ("no-source-in-coverage", nothingInCoverage), ("examined", examined),
        ("file-facts", fileFacts), ("covered", covered),
    ]

    static func report(_ verdict: Verdict) -> Report {
        Report(verdict: verdict, checkedAt: "2026-11-22T10:00:00Z", toolVersion: "0.1.0")
    }

    static let sameSound = Verdict(
        clip: clip("statement.ogg", 12_480, video: false), relation: .same,
        segments: [segment(0..<12_480, at: 61_000, picture: .absent, sound: .same)], adjustments: [.recompressed],
        sources: [source()], limits: [.statementOnly], registry: registry)

    static let editedCut = Verdict(
        clip: clip("excerpt.mp4", 20_000), relation: .edited, confidence: .possible(.pictureNotCompared),
        segments: [
            segment(0..<8000, at: 724_000, picture: .notChecked, sound: .same),
            segment(8000..<20_000, at: 741_200, picture: .notChecked, sound: .same),
        ],
        differences: [difference(.timeline, .cut, 8000..<8000, source: 732_000..<741_200)],
        adjustments: [.recompressed, .rescaled, .captioned], sources: [source()],
        limits: [.pictureNotCompared, .statementOnly, .otherStreams(1)], registry: registry)

    static let changed = Verdict(
        clip: clip("viral.mp4", 34_200), relation: .changed,
        segments: [segment(0..<34_200, at: 724_000, mirrored: true, picture: .notChecked, sound: .differs)],
        differences: [
            difference(.sound, .replaced, 12_000..<19_000, source: 736_000..<743_000),
            difference(
                .picture, .region, 12_000..<19_000, source: 736_000..<743_000,
                box: FrameBox(x: 0.41, y: 0.3, width: 0.14, height: 0.18)),
        ],
        adjustments: [.recompressed, .cropped, .mirrored], sources: [source()],
        limits: [.pictureNotCompared, .damaged(errors: 3, firstAt: MediaTime(milliseconds: 5200)), .statementOnly],
        registry: registry)

    static let mixed = Verdict(
        clip: clip("compilation.mp4", 40_000), relation: .mixed, confidence: .possible(.pictureNotCompared),
        segments: [
            segment(0..<10_000, at: 0, picture: .notChecked, sound: .same),
            segment(14_000..<24_000, at: 6000, speed: 0.75, picture: .notChecked, sound: .notChecked),
            segment(24_000..<40_000, at: 100_000, recording: 21, picture: .notChecked, sound: .absent),
        ],
        differences: [
            difference(.timeline, .inserted, 10_000..<14_000),
            difference(.timeline, .repeated, 14_000..<18_000, source: 6000..<9000),
            difference(.timeline, .speed, 14_000..<24_000, source: 6000..<13_500),
            difference(.timeline, .reordered, 18_000..<24_000, source: 9000..<13_500),
            difference(.sound, .muted, 20_000..<22_000),
            difference(.sound, .added, 22_000..<23_500),
            difference(.timeline, .cut, 24_000..<24_000, recording: 21),
        ],
        adjustments: [.recompressed], sources: [source(), source(21, trust: .unknown, name: "Somebody else")],
        limits: [
            .pictureNotCompared, .unknownSigner(name: "Somebody else"),
            .unknownLog(origin: "registry.example.org/2026"), .truncated(at: MediaTime(milliseconds: 40_000)),
            .statementOnly,
        ],
        registry: registry)

    static let noSource = Verdict(
        clip: clip("cat.mp4", 9000), relation: .noSource, registry: registry)

    /// No source, and a detector's finding about two faces.
    static let examined = {
        var verdict = noSource
        let box = FrameBox(x: 0.4, y: 0.2, width: 0.15, height: 0.3)
        var result = DetectorResult(
            of: FaceModel.face.card, outcome: .noSigns, ranges: [TimeRange(milliseconds: 0..<9000)])
        result.model = FaceModel.face.version
        result.isExperimental = false
        result.score = 0.21
        result.moments = (0..<20).map {
            DetectorResult.Moment(
                time: MediaTime(milliseconds: 250 + $0 * 400), box: box, track: $0 % 2,
                score: 0.1 + Double($0 % 5) * 0.04)
        }
        verdict.detectors = [result]
        return verdict
    }()

    /// Every kind of fact, some by somebody who also tries their luck with the reader's screen.
    static let fileFacts = {
        var verdict = noSource
        verdict.facts = [
            .container(format: "mov,mp4,m4a,3gp,3g2,mj2", brand: "isom"),
            .writer(name: "Lavf61.1.100", known: .ffmpeg),
            .writer(name: "<b>=cmd\u{1B}[2J | `x` \u{202E}gpj", known: nil),
            .encoder(track: .picture, name: "x264 core 155 r2901", settings: "rc=crf crf=23.0", at: 4200),
            .encoder(track: .sound, name: "Lavc61.3.100 aac", settings: nil, at: nil),
            .handler(track: .picture, name: "Twitter-vork muxer", known: .twitter),
            .device("Apple iPhone 15"), .created(["2026-01-02T03:04:05Z", "2019-01-01T00:00:00Z"]), .place,
            .hidden(track: .picture, before: 2500, after: 1000), .assembled(track: .sound, stretches: 3),
            .frameRate(claimed: 30, decoded: 23.98), .duration(claimed: 20_000, decoded: 9000),
            .repeats(count: 54, of: 270, every: 5, differentPerSecond: 24), .still([1000..<3500, 6000..<8000]),
            .tracks(picture: 0..<9000, sound: 300..<7000), .dataRate(bitsPerSecond: 812_345, bitsPerPixel: 0.0412),
            .declaredSource(.trainedAlgorithmicMedia, by: .metadata),
            .declaredSource(.digitalCapture, by: .invalidCredentials), .syntheticLabel("1"),
            .generator(name: "ComfyUI", by: .metadata), .generator(name: "OpenAI", by: .contentCredentials),
        ]
        return verdict
    }()

    /// A signed source covers the clip: facts and detectors keep quiet.
    static let covered = {
        var verdict = sameSound
        verdict.facts = [.container(format: "ogg", brand: nil), .still([1000..<2500])]
        verdict.detectors = [DetectorResult(of: FaceModel.face.card, outcome: .doesNotApply(.coveredBySource))]
        return verdict
    }()

    static let unusableRecord = Verdict(
        clip: clip("cat.mp4", 9000), relation: .noSource, limits: [.unusableRecord(RecordingID(rawValue: 17))],
        registry: registry)

    /// No source, but a manifest that holds, of somebody whom nobody vouches for.
    static let credentialsHold = {
        var verdict = noSource
        verdict.add(
            ContentCredentials(
                state: .valid, title: "Budget speech, clip", generator: "Newsroom Cut 4.1",
                signer: .init(name: "Video desk", organization: "Example News", algorithm: "ES256"),
                signedAt: 1_795_161_600,
                actions: [
                    .init(
                        name: "c2pa.opened",
                        digitalSourceType: "http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture"),
                    .init(name: "c2pa.trimmed"),
                ],
                statuses: [
                    .init(.claimSignatureValidated, url: "self#jumbf=/c2pa/urn:c2pa:1/c2pa.signature"),
                    .init(.ocspSkipped, url: "self#jumbf=/c2pa/urn:c2pa:1/c2pa.signature"),
                    .init(.credentialUntrusted, url: "self#jumbf=/c2pa/urn:c2pa:1/c2pa.signature"),
                ],
                ingredients: [
                    .init(
                        title: "sitting.mp4", relationship: "parentOf",
                        statuses: [.init(.ingredientManifestValidated, url: "self#jumbf=/c2pa/urn:c2pa:2")])
                ]))
        return verdict
    }()

    /// A match whose own manifest fails, made by someone who also tries their luck with the reader's screen.
    static let credentialsFail = {
        var verdict = sameSound
        verdict.add(
            ContentCredentials(
                state: .invalid, reason: "the file is not as it was signed",
                title: "<script>alert(1)</script>\u{1B}[2J",
                signer: .init(name: "=cmd | `x` \u{202E}gpj", organization: nil, algorithm: "PS256"),
                statuses: [.init(.bmffHashMismatch, url: "self#jumbf=/c2pa/<b>")],
                ingredients: [
                    .init(title: nil, relationship: "componentOf", statuses: [.init(.ingredientManifestMismatch)]),
                    .init(
                        title: "photo.jpg", relationship: "componentOf", statuses: [.init(.ingredientUnknownProvenance)]
                    ),
                ], hasTrustList: true))
        return verdict
    }()

    /// A record that its publisher replaced and withdrew, that somebody disputes, and whose key was replaced since.
    static let withdrawn = {
        let desk = RecordStanding.Speaker(
            name: "Fact Desk <b>", keyID: String(repeating: "9a", count: 32), isTrusted: false)
        let registry = RecordStanding.Speaker(
            name: "Registry", keyID: String(repeating: "bc", count: 32), isTrusted: true)
        var verdict = sameSound
        verdict.sources[0].state = .canceled
        verdict.sources[0].standing = RecordStanding(
            key: .ended(.replaced(by: String(repeating: "de", count: 32)), from: 40, statedAt: 39),
            attestations: [
                .init(
                    domain: "parliament.example", method: "https-well-known", checkedAt: "2026-10-02T08:00:00Z",
                    by: registry, isOwn: false, logIndex: 20),
                .init(
                    domain: "speaker.example", method: "dns-txt", checkedAt: "2026-10-03T08:00:00Z", by: registry,
                    isOwn: true, logIndex: 21),
            ],
            withdrawal: .init(reason: "The wrong sitting", logIndex: 44, loggedAt: "2026-11-01T09:00:00Z"),
            supersession: .init(reason: "A longer recording", logIndex: 43, loggedAt: "2026-11-01T08:00:00Z"),
            supersededBy: RecordingID(rawValue: 42),
            disputes: [
                .init(
                    by: desk, claim: "Two sentences are cut | here", url: "https://desk.example/1?a=b&c", logIndex: 45,
                    loggedAt: "2026-11-02T08:00:00Z")
            ])
        return verdict
    }()

    /// A record that a stolen key signed, and what a publisher says it registers.
    static let voidKey = {
        var verdict = sameSound
        verdict.confidence = .possible(.recordFails)
        verdict.sources[0].trust = .revoked
        verdict.sources[0].standing = RecordStanding(key: .ended(.compromised, from: 15, statedAt: 30))
        verdict.registry?.coverage = [coverage]
        return verdict
    }()

    private static let coverage = StatedCoverage(
        by: .init(name: "Office of the Speaker", keyID: String(repeating: "78", count: 32), isTrusted: true),
        series: "Plenary sittings", from: "2026-09-01", url: "https://parliament.example/plenary", logIndex: 12)

    /// Nothing found, where a publisher says that it registers all of something.
    static let nothingInCoverage = {
        var verdict = noSource
        verdict.registry?.coverage = [coverage]
        return verdict
    }()

    static let cannotAssess = Verdict(
        clip: ClipFacts(name: "notes.txt"),
        relation: .cannotAssess(
            Obstacle(.unsupported, "The file is not a video or sound file that can be read.")))

    /// A record that was tampered with by someone who also tries their luck with the reader's screen.
    static let recordFails = Verdict(
        clip: clip("=cmd.mp4", 9000), relation: .same, confidence: .possible(.recordFails),
        segments: [segment(0..<9000, at: 0, picture: .notChecked, sound: .same)],
        sources: [
            source(
                signature: .fails, trust: .unknown, name: "<script>alert(1)</script>, \"Ltd\"",
                title: "=1+1\u{1B}[2J | `x` \u{202E}gpj")
        ],
        limits: [.pictureNotCompared, .unknownSigner(name: "<script>alert(1)</script>, \"Ltd\""), .statementOnly],
        registry: registry)

    private static let registry = RegistryState(
        origin: "registry.example.org/2026", size: 1024,
        rootHash: "9139601cc1ca8ab2a7a0c2c134c04845f2b1ba549a83d6c845cfcda439cc585d", recordings: 231)

    private static func clip(_ name: String, _ duration: Int, video: Bool = true) -> ClipFacts {
        ClipFacts(
            name: name, sha256: String(repeating: "ab", count: 32), duration: duration,
            description: MediaDescription(
                container: "mov,mp4,m4a,3gp,3g2,mj2", claimedDuration: duration,
                video: video ? .init(stream: 0, codec: "h264", width: 640, height: 360, frameRate: 25) : nil,
                audio: .init(stream: 1, codec: "aac", sampleRate: 44_100, channels: 2), streamCount: 2))
    }

    private static func segment(
        _ clip: Range<Int>, at source: Int, recording: UInt32 = 17, speed: Double = 1, mirrored: Bool = false,
        picture: TrackFinding, sound: TrackFinding
    ) -> VerifiedSegment {
        let length = Int(Double(clip.count) * speed)
        return VerifiedSegment(
            recording: RecordingID(rawValue: recording), clip: TimeRange(milliseconds: clip),
            source: TimeRange(milliseconds: source..<source + length), speed: speed, mirrored: mirrored,
            picture: picture, sound: sound)
    }

    private static func difference(
        _ track: Difference.Track, _ kind: Difference.Kind, _ clip: Range<Int>, source: Range<Int>? = nil,
        recording: UInt32 = 17, box: FrameBox? = nil
    ) -> Difference {
        Difference(
            track: track, kind: kind, clip: TimeRange(milliseconds: clip),
            source: source.map { TimeRange(milliseconds: $0) }, recording: RecordingID(rawValue: recording), box: box,
            strength: .strong)
    }

    private static func source(
        _ recording: UInt32 = 17, signature: SourceRecord.Check = .holds, trust: SourceRecord.Trust = .trusted,
        name: String = "Office of the Speaker", title: String = "Budget speech"
    ) -> SourceRecord {
        SourceRecord(
            recording: RecordingID(rawValue: recording), title: title, event: "Plenary sitting",
            recordedAt: "2026-10-01T09:00:00Z", place: "Assembly hall", url: "https://parliament.example/v/17",
            publisher: .init(name: name, keyID: String(repeating: "78", count: 32), identity: "self-asserted"),
            signature: signature, trust: trust, loggedAt: "2026-10-01T12:00:00Z", logIndex: Int(recording),
            inclusion: .holds)
    }
}
