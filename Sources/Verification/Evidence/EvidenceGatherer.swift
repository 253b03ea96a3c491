public import ClipAnalysis
import Detection
import Fingerprinting
import Matching
import Media
public import Registry
import Signing

/// Fetches the pictures that show what a verdict says: of the clip, and of the original from the registry or from the user's own
/// copy of it.
public struct EvidenceGatherer: Sendable {
    /// Pixels of a picture, whatever its aspect: 480 x 270 at 16:9. Enough to see a mouth, and some 150 kB as a file.
    private static let area = 129_600.0

    /// Milliseconds within which a frame stands for a moment: where frames are further apart there is none.
    private static let nearest = 500

    /// Frames shown of what drove a detector's score.
    private static let drivers = 3

    private let analyzer: ClipAnalyzer
    private let registry: any RegistryStore

    public init(analyzer: ClipAnalyzer, registry: any RegistryStore) {
        self.analyzer = analyzer
        self.registry = registry
    }

    /// - Parameters:
    ///   - path: of the clip; nothing where only its fingerprint is at hand.
    ///   - original: path and name of the user's copy of the original.
    public func evidence(
        for verdict: Verdict, clip path: String?, original: (path: String, name: String)? = nil
    ) async -> Evidence {
        let plan = EvidencePlan(verdict)
        var evidence = Evidence(exhibits: plan.exhibits)
        if plan.omitted > 0 {
            evidence.remarks.append(
                "Pictures are shown of \(EvidencePlan.mostExhibits) differences; \(plan.omitted) more have none.")
        }
        addFingerprints(to: &evidence, for: verdict)
        if path == nil { evidence.remarks.append("The clip's own pictures are not at hand: only its fingerprint is.") }
        if let path, let video = verdict.clip.description?.video {
            let height = Self.height(aspect: video.displayAspect)
            await show(&evidence, "clip", in: path, height, time: \.time) { $0.clip = $1 }
            for result in verdict.detectors { evidence.drivers += await frames(behind: result, in: path, height) }
        }
        if let original { await add(original, to: &evidence, for: verdict) }
        return evidence
    }

    /// Height of pictures of `area`.
    private static func height(aspect: Double) -> Int {
        max(16, Int((area / max(aspect, 0.1)).squareRoot()) / 2 * 2)
    }

    /// Decodes the frames at all times that moments name, and gives each moment its own.
    private func show(
        _ evidence: inout Evidence, _ what: String, in path: String, _ height: Int,
        time: (Evidence.Moment) -> MediaTime?, use: (inout Evidence.Moment, Bitmap) -> Void
    ) async {
        let times = evidence.exhibits.flatMap { $0.moments.compactMap(time) }.map(\.milliseconds)
        guard !times.isEmpty else { return }
        do {
            let stills = try await analyzer.frames(path: path, times: Set(times).sorted(), height: height)
            for exhibit in evidence.exhibits.indices {
                for index in evidence.exhibits[exhibit].moments.indices {
                    guard let wanted = time(evidence.exhibits[exhibit].moments[index])?.milliseconds,
                        let still = stills.min(by: { abs($0.time - wanted) < abs($1.time - wanted) }),
                        abs(still.time - wanted) <= Self.nearest
                    else { continue }
                    use(
                        &evidence.exhibits[exhibit].moments[index],
                        Bitmap(width: still.width, height: still.height, channels: 3, pixels: still.rgb))
                }
            }
        } catch {
            evidence.remarks.append("The pictures of the \(what) could not be shown: \(error)")
        }
    }

    /// The frames that raised a detector's score most; none where they cannot be decoded again.
    private func frames(behind result: DetectorResult, in path: String, _ height: Int) async -> [Evidence.Driver] {
        let moments = result.drivers(Self.drivers)
        let times = Set(moments.map(\.time.milliseconds)).sorted()
        let stills = (try? await analyzer.frames(path: path, times: times, height: height)) ?? []
        return moments.compactMap { moment in
            stills.first { $0.time == moment.time.milliseconds }.map {
                Evidence.Driver(
                    detector: result.name, moment: moment,
                    picture: Bitmap(width: $0.width, height: $0.height, channels: 3, pixels: $0.rgb))
            }
        }
    }

    /// What the registry holds of the original at each moment: the grey pictures of its fingerprint.
    private func addFingerprints(to evidence: inout Evidence, for verdict: Verdict) {
        var pictures: [RecordingID: FingerprintPictures] = [:]
        for exhibit in evidence.exhibits.indices {
            let difference = evidence.exhibits[exhibit].difference.map { verdict.differences[$0] }
            for index in evidence.exhibits[exhibit].moments.indices {
                guard let recording = evidence.exhibits[exhibit].moments[index].recording else { continue }
                if pictures[recording] == nil {
                    let fingerprint = try? CandidateRecordings(of: registry).fingerprint(of: recording)
                    pictures[recording] = fingerprint.map(FingerprintPictures.init)
                }
                pictures[recording]?.show(
                    &evidence.exhibits[exhibit].moments[index], of: difference, segments: verdict.segments)
            }
        }
    }

    /// The frames of the user's copy in place of the fingerprint's pictures, for the recording that it is a copy of: the one
    /// whose file it is, else the first.
    private func add(_ file: (path: String, name: String), to evidence: inout Evidence, for verdict: Verdict) async {
        var recordings: [RecordingID] = []
        for segment in verdict.segments where !recordings.contains(segment.recording) {
            recordings.append(segment.recording)
        }
        guard let first = recordings.first else { return }
        var registered: [Int] = []
        if let digest = try? SHA256Digest(ofFile: file.path) {
            registered = (try? registry.indices(of: .recordingsOf(file: digest))) ?? []
        }
        let match = recordings.first { registered.contains(Int($0.rawValue)) }
        let recording = match ?? first
        let aspect = evidence.exhibits.lazy.flatMap(\.moments).first { $0.recording == recording }?.original?.aspect
        await show(&evidence, "original", in: file.path, Self.height(aspect: aspect ?? 16.0 / 9)) { moment in
            moment.recording == recording ? moment.sourceTime : nil
        } use: { moment, picture in
            moment.original = Evidence.Original(
                picture: picture, aspect: Double(picture.width) / Double(picture.height), isFromFile: true)
        }
        evidence.originalFile = Evidence.OriginalFile(
            name: file.name, recording: recording, isTheRegisteredFile: match != nil)
    }
}
