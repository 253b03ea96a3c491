import ClipAnalysis
import Fingerprinting
import Media

/// Sends pictures and stills for as long as they fit into their budget.
struct ImageOutput {
    /// Bytes that may still be sent.
    private var budget: Int
    private var scaler: PictureSequenceScaler?
    /// How many were sent; nil as soon as one did not fit.
    private(set) var count: Int? = 0
    private var lastStill = -1

    /// - Parameter video: of the pictures; stills need none.
    init(budget: Int, video: MediaDescription.Video? = nil) {
        self.budget = budget
        scaler = video.map { PictureSequenceScaler(video: $0, cellBudget: budget) }
    }

    /// Whether the pictures of a file can be expected to fit; where it does not tell, they may.
    static func fits(_ media: MediaDescription, budget: Int) -> Bool {
        guard let video = media.video else { return false }
        guard let rate = video.frameRate, let duration = media.claimedDuration else { return true }
        let cells = PictureSequenceScaler(video: video, cellBudget: budget).grid.area
        return Double(duration) / 1000 * rate * Double(cells) <= Double(budget)
    }

    mutating func send(_ frame: VideoFrame) {
        guard count != nil, let grid = scaler?.grid, scaler?.isFull == false else {
            count = nil
            return
        }
        // A frame that does not come after the one before is passed over.
        guard let (time, luma) = scaler?.picture(of: frame) else { return }
        send(.picture, ImagePayload(time: time, width: grid.width, height: grid.height, values: luma[...]))
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
