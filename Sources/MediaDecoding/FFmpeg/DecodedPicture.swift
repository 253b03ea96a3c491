internal import CFFmpeg
public import Media

/// A decoded picture by reference to the decoder's own buffers: what is asked for is converted then.
public final class DecodedPicture: ShownPicture {
    public let time: Int
    public let width: Int
    public let height: Int
    private let frame: Frame
    private let scaler: StillScaler

    public private(set) lazy var quantiser = frame.quantiser
    public private(set) lazy var colour = scaler.colour(of: frame)

    /// Nil where the pixel format cannot be read.
    init?(_ frame: borrowing Frame, at time: Int, scaler: StillScaler) {
        guard StillScaler.reads(frame), let shared = try? Frame(sharing: frame) else { return nil }
        self.time = time
        (width, height) = scaler.shownSize(of: frame)
        self.frame = shared
        self.scaler = scaler
    }

    public func reduced(by factor: Int) -> Bitmap {
        // Of RGB swscale makes another colour model first, and loses some of it.
        let isPlain = factor > 1 && scaler.showsAsCoded(frame) && LumaPlane.isPlane(of: frame)
        return isPlain ? scaler.reduced(frame, by: factor) : colour.reduced(by: factor)
    }

    public func luma(columns: Range<Int>, rows: Range<Int>) -> Bitmap {
        if scaler.showsAsCoded(frame), let luma = LumaPlane.part(of: frame, columns: columns, rows: rows) {
            return Bitmap(width: columns.count, height: rows.count, channels: 1, pixels: luma)
        }
        return colour.part(columns: columns, rows: rows).luma
    }
}
