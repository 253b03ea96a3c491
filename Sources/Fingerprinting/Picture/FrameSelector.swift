package import Media

/// Finds for each point of the media-time grid the frame nearest to it, holding one frame.
///
/// The grid has points every 120 ms from 0 on; of two frames equally near the earlier one is taken. Frames that do not
/// come after the one before, or lie before time 0 or after the maximum duration, are passed over.
package struct FrameSelector {
    private static let end = MediaTime(milliseconds: Fingerprint.maximumDuration)

    /// The frame that the coming grid points choose from.
    private var held: VideoFrame?
    private var heldTime = 0
    private var nextIndex = 0

    package init() {}

    /// Calls `emit` with the frame of each grid point that `frame` settles, and whether it is the same as for the point
    /// before.
    package mutating func add(_ frame: VideoFrame, emit: (VideoFrame, _ time: Int, _ isRepeat: Bool) -> Void) {
        guard frame.time >= .zero, frame.time <= Self.end, frame.width > 0, frame.height > 0 else { return }
        let time = frame.time.milliseconds
        if let held {
            guard time > heldTime else { return }
            emitPoints(upTo: heldTime + time, frame: held, emit: emit)
        }
        held = frame
        heldTime = time
    }

    /// The last grid point is the one nearest to the last frame.
    package mutating func finish(emit: (VideoFrame, _ time: Int, _ isRepeat: Bool) -> Void) {
        guard let held else { return }
        emitPoints(upTo: heldTime * 2 + PictureSamples.interval, frame: held, emit: emit)
        self.held = nil
    }

    /// Time of the last frame in milliseconds, if there was one.
    var lastTime: Int? { held == nil ? nil : heldTime }

    /// - Parameter doubleTime: twice the time up to which grid points belong to the frame.
    private mutating func emitPoints(
        upTo doubleTime: Int, frame: VideoFrame, emit: (VideoFrame, _ time: Int, _ isRepeat: Bool) -> Void
    ) {
        var isRepeat = false
        while nextIndex * PictureSamples.interval * 2 <= doubleTime {
            emit(frame, heldTime, isRepeat)
            isRepeat = true
            nextIndex += 1
        }
    }
}
