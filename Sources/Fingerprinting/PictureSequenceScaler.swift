public import Media

/// Makes the pictures of a `PictureSequence` of the frames of a stretch of media as they come; keeps none.
public struct PictureSequenceScaler {
    /// Of all pictures.
    public let grid: GridSize
    /// Cells that pictures to come may take.
    private var cellsLeft: Int
    private var lastTime = Int.min
    private var scaler: PictureScaler

    /// - Parameter cellBudget: Most cells of all pictures together, a byte each; frames that would take more are passed over.
    public init(video: MediaDescription.Video, cellBudget: Int) {
        scaler = PictureScaler(video: video, area: min(PictureSequence.area, video.pixelCount))
        grid = scaler.grid
        cellsLeft = cellBudget
    }

    /// Whether the next frame would take more cells than there may be.
    public var isFull: Bool { grid.area > cellsLeft }

    /// The frame, small, and its time in milliseconds; nil for one that does not come after the one before, and for all when full.
    public mutating func picture(of frame: VideoFrame) -> (time: Int, luma: [UInt8])? {
        let time = frame.time.milliseconds
        guard !isFull, frame.width > 0, frame.height > 0, time > lastTime else { return nil }
        lastTime = time
        cellsLeft -= grid.area
        return (time, scaler.scale(frame))
    }
}

extension MediaDescription.Video {
    /// Pixels of a frame; 1 where the file claims none. A picture never gets more cells.
    var pixelCount: Int {
        let pixels = width.multipliedReportingOverflow(by: height)
        return pixels.overflow ? .max : max(pixels.partialValue, 1)
    }
}
