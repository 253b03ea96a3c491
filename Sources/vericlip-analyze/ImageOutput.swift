import ClipAnalysis
import Fingerprinting
import Media

/// Sends pictures and stills for as long as they fit into their budget.
struct ImageOutput {
    /// Bytes that may still be sent.
    private var budget: Int
    private var builder: PictureSequenceBuilder?
    /// How many were sent; nil as soon as one did not fit.
    private(set) var count: Int? = 0
    private var lastStill = -1

    /// - Parameter video: of the pictures; stills need none.
    init(budget: Int, video: MediaDescription.Video? = nil) {
        self.budget = budget
        builder = video.map { PictureSequenceBuilder(video: $0, cellBudget: budget) }
    }

    /// Whether the pictures of a file can be expected to fit; where it does not tell, they may.
    static func fits(_ media: MediaDescription, budget: Int) -> Bool {
        guard let video = media.video else { return false }
        guard let rate = video.frameRate, let duration = media.claimedDuration else { return true }
        let cells = PictureSequenceBuilder(video: video, cellBudget: budget).sequence.grid.area
        return Double(duration) / 1000 * rate * Double(cells) <= Double(budget)
    }

    mutating func send(_ frame: VideoFrame) {
        guard count != nil, let before = builder?.sequence.count, builder?.isFull == false else {
            count = nil
            return
        }
        builder?.add(frame)
        // A frame that does not come after the one before is passed over.
        guard let sequence = builder?.sequence, sequence.count > before else { return }
        let grid = sequence.grid
        send(
            .picture,
            ImagePayload(
                time: sequence.times[before], width: grid.width, height: grid.height, values: sequence[before]))
    }

    mutating func send(_ still: StillFrame) {
        guard count != nil, still.time > lastStill else { return }
        lastStill = still.time
        send(.still, ImagePayload(time: still.time, width: still.width, height: still.height, values: still.rgb[...]))
    }

    private mutating func send(_ kind: AnalysisFrame.Kind, _ image: ImagePayload) {
        guard image.values.count <= budget else {
            count = nil
            return
        }
        budget -= image.values.count
        count = count.map { $0 + 1 }
        FrameOutput.send(image.frame(kind))
    }
}
