public import Media

/// Makes the small pictures of a stretch of media of its frames as they come.
public struct PictureSequenceBuilder {
    public private(set) var sequence: PictureSequence
    private let cellBudget: Int
    private var scaler: PictureScaler

    /// - Parameter cellBudget: Most cells of all pictures together, a byte each; frames that would take more are passed over.
    public init(video: MediaDescription.Video, cellBudget: Int) {
        scaler = PictureScaler(video: video, area: min(PictureSequence.area, video.pixelCount))
        sequence = PictureSequence(grid: scaler.grid)
        self.cellBudget = cellBudget
    }

    /// Whether the next frame would take more cells than there may be.
    public var isFull: Bool { sequence.luma.count + sequence.grid.area > cellBudget }

    /// Appends the frame; passes over one that does not come after the one before, and all when full.
    public mutating func add(_ frame: VideoFrame) {
        let time = frame.time.milliseconds
        guard !isFull, frame.width > 0, frame.height > 0, time > sequence.times.last ?? .min else { return }
        sequence.append(time: time, luma: scaler.scale(frame))
    }
}

extension MediaDescription.Video {
    /// Pixels of a frame; 1 where the file claims none. A picture never gets more cells.
    var pixelCount: Int {
        let pixels = width.multipliedReportingOverflow(by: height)
        return pixels.overflow ? .max : max(pixels.partialValue, 1)
    }
}
