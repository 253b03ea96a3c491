public import Matching
internal import Media

/// The recordings that a clip may come from: the answer to `POST /v1/candidates`.
public struct CandidatesMessage: Codable, Sendable, Hashable {
    let candidates: [CandidateMessage]

    public init(_ candidates: [Candidate]) { self.candidates = candidates.map(CandidateMessage.init) }

    /// Nothing where one of them is impossible: they are laid on the clip, and come from somebody else.
    /// - Parameter duration: of the clip, in milliseconds.
    func candidates(ofClipOf duration: Int) -> [Candidate]? {
        let all = candidates.prefix(Self.most).map { $0.candidate(ofClipOf: duration) }
        return all.contains { $0 == nil } ? nil : all.compactMap(\.self)
    }

    /// More are not looked at.
    private static let most = 64
}

/// One of them.
struct CandidateMessage: Codable, Sendable, Hashable {
    let record: String
    let offsets: [Offset]
    let view: View?

    /// A difference between the recording's time and the clip's, and what speaks for it.
    struct Offset: Codable, Sendable, Hashable {
        let milliseconds: Int
        let score: Double
        let pictureVotes: Int
        let soundVotes: Int
        /// The part of the clip that the votes come from, in milliseconds.
        let from: Int
        let to: Int
    }

    /// How the clip shows the recording's frame.
    struct View: Codable, Sendable, Hashable {
        let mirrored: Bool
        let content: FrameBox
        let visible: FrameBox
    }

    init(_ candidate: Candidate) {
        record = String(candidate.recording.rawValue)
        offsets = candidate.offsets.map { offset in
            Offset(
                milliseconds: offset.milliseconds, score: offset.score, pictureVotes: offset.pictureVotes,
                soundVotes: offset.soundVotes, from: offset.clip.start.milliseconds, to: offset.clip.end.milliseconds)
        }
        view = candidate.view.map { View(mirrored: $0.mirrored, content: $0.content, visible: $0.visible) }
    }

    func candidate(ofClipOf duration: Int) -> Candidate? {
        guard let number = UInt32(record), (1...Self.mostOffsets).contains(offsets.count),
            offsets.allSatisfy({ $0.isPossible(ofClipOf: duration) }), view?.isPossible ?? true
        else { return nil }
        let first = offsets[0]
        return Candidate(
            recording: RecordingID(rawValue: number), offsets: offsets.map(\.offset), score: first.score,
            pictureVotes: first.pictureVotes, soundVotes: first.soundVotes, view: view?.view)
    }

    private static let mostOffsets = 256
}

extension CandidateMessage.Offset {
    /// The longest recording, in milliseconds.
    private static let longest = 360_000_000

    func isPossible(ofClipOf duration: Int) -> Bool {
        (-Self.longest...Self.longest).contains(milliseconds) && (0...1e9).contains(score)
            && (0...65_536).contains(pictureVotes) && (0...65_536).contains(soundVotes)
            // The votes of the last moment reach a little further than the clip.
            && 0 <= from && from <= to && to <= duration + 60_000
    }

    var offset: CandidateOffset {
        CandidateOffset(
            milliseconds: milliseconds, score: score, pictureVotes: pictureVotes, soundVotes: soundVotes,
            clip: TimeRange(milliseconds: from..<to))
    }
}

extension CandidateMessage.View {
    /// A clip that was made smaller within its frame shows a little more than the original's.
    var isPossible: Bool { content.lies(within: 1) && visible.lies(within: 1.1) }

    var view: CandidateView { CandidateView(mirrored: mirrored, content: content, visible: visible) }
}

extension FrameBox {
    /// Whether it is some part of a frame that is so many times as wide and high, about the same middle.
    fileprivate func lies(within extent: Double) -> Bool {
        let (first, last) = (0.5 - extent / 2 - 1e-6, 0.5 + extent / 2 + 1e-6)
        return width >= 0.02 && height >= 0.02 && x >= first && y >= first && x + width <= last && y + height <= last
    }
}
