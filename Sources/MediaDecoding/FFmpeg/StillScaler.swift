internal import CFFmpeg
internal import Media

/// Makes decoded pictures what they are as shown: in colour, turned and flipped, with square pixels, at most so high.
@safe
final class StillScaler {
    private var whole: OpaquePointer?
    private var small: OpaquePointer?
    /// What swscale writes, with room beyond each row; kept from one picture to the next.
    private var padded: [UInt8] = []
    private let video: MediaDescription.Video
    private let height: Int

    /// Columns, whatever the aspect that a file claims.
    private static let widest = 4096
    /// Pixels left free after a row, and what a row's length is a multiple of: wider than any vector of the scaler.
    private static let padding = 64

    init(video: MediaDescription.Video, height: Int) {
        unsafe whole = nil
        unsafe small = nil
        self.video = video
        self.height = height
    }

    deinit {
        unsafe sws_freeContext(whole)
        unsafe sws_freeContext(small)
    }

    /// Whether the pixel format can be read.
    static func reads(_ frame: borrowing Frame) -> Bool {
        let (width, height) = frame.size
        return width > 0 && height > 0 && sws_isSupportedInput(frame.format) != 0
    }

    /// Whether a picture is shown as it is coded, pixel by pixel.
    func showsAsCoded(_ frame: borrowing Frame) -> Bool {
        video.rotation == 0 && !video.mirrored && shownSize(of: frame) == frame.size
    }

    /// Never more rows than the frame has, turned as it is.
    func shownSize(of frame: borrowing Frame) -> (width: Int, height: Int) {
        let (width, height) = frame.size
        let rows = max(1, min(self.height, video.rotation % 180 == 0 ? height : width))
        let aspect = video.displayAspect.isFinite ? video.displayAspect : 1
        return (Int(min(max((Double(rows) * aspect).rounded(), 1), Double(Self.widest))), rows)
    }

    /// Black where there is no memory for it.
    func colour(of frame: borrowing Frame) -> Bitmap {
        let shown = shownSize(of: frame)
        let turned = video.rotation % 180 != 0
        let (width, height) = turned ? (shown.height, shown.width) : shown
        let coded = unsafe scaled(frame, part: frame.size, to: (width, height), by: SWS_AREA, with: &whole)
        return Bitmap(width: shown.width, height: shown.height, channels: 3, pixels: upright(coded, width, height))
    }

    /// Means over squares of `factor` pixels of a picture that is shown as it is coded.
    func reduced(_ frame: borrowing Frame, by factor: Int) -> Bitmap {
        let size = (width: frame.size.width / factor, height: frame.size.height / factor)
        // With as many colours as pixels: for speed alone, swscale has half of them.
        let filter = SWS_AREA | SWS_FULL_CHR_H_INT | SWS_FULL_CHR_H_INP
        let pixels = unsafe scaled(
            frame, part: (size.width * factor, size.height * factor), to: size, by: filter, with: &small)
        return Bitmap(width: size.width, height: size.height, channels: 3, pixels: pixels)
    }

    /// Red, green and blue of the frame's upper left part, in `size` pixels.
    private func scaled(
        _ frame: borrowing Frame, part: (width: Int, height: Int), to size: (width: Int, height: Int),
        by filter: Int32, with scaler: inout OpaquePointer?
    ) -> [UInt8] {
        let (width, height) = size
        unsafe scaler = sws_getCachedContext(
            scaler, Int32(part.width), Int32(part.height), frame.format, Int32(width), Int32(height), AV_PIX_FMT_RGB24,
            filter, nil, nil, nil)
        // What swscale writes may reach beyond a row by as many pixels as it handles at once.
        let stride = 3 * ((width + 2 * Self.padding - 1) / Self.padding * Self.padding)
        let length = stride * height + Self.padding
        if padded.count != length { padded = [UInt8](repeating: 0, count: length) }
        if let scaler = unsafe scaler {
            unsafe setColours(scaler, of: frame)
            unsafe padded.withUnsafeMutableBufferPointer { buffer in
                var planes: [UnsafeMutablePointer<UInt8>?] = unsafe [buffer.baseAddress, nil, nil, nil]
                unsafe frame.withPlanes { data, linesize in
                    _ = unsafe sws_scale(
                        scaler, data, linesize, 0, Int32(part.height), &planes, [Int32(stride), 0, 0, 0])
                }
            }
        }
        var rgb: [UInt8] = []
        rgb.reserveCapacity(3 * width * height)
        for row in 0..<height { rgb += padded[row * stride..<row * stride + 3 * width] }
        return rgb
    }

    /// As the frame states them; where it does not, BT.709 from 720 rows on and BT.601 below, as players do.
    private func setColours(_ scaler: OpaquePointer, of frame: borrowing Frame) {
        let stated = unsafe frame.pointer.pointee.colorspace
        let isLarge = unsafe frame.pointer.pointee.height >= 720
        let matrix =
            stated == AVCOL_SPC_UNSPECIFIED ? (isLarge ? SWS_CS_ITU709 : SWS_CS_DEFAULT) : Int32(stated.rawValue)
        let isFull: Int32 = unsafe frame.pointer.pointee.color_range == AVCOL_RANGE_JPEG ? 1 : 0
        unsafe sws_setColorspaceDetails(
            scaler, sws_getCoefficients(matrix), isFull, sws_getCoefficients(SWS_CS_DEFAULT), 1, 0, 1 << 16, 1 << 16)
    }

    /// Turned clockwise, then flipped; from `width` times `height` pixels as coded.
    private func upright(_ coded: [UInt8], _ width: Int, _ height: Int) -> [UInt8] {
        guard video.rotation != 0 || video.mirrored else { return coded }
        let turned = video.rotation % 180 != 0
        let (shownWidth, shownHeight) = turned ? (height, width) : (width, height)
        var shown = [UInt8](repeating: 0, count: coded.count)
        for y in 0..<shownHeight {
            for x in 0..<shownWidth {
                let column = video.mirrored ? shownWidth - 1 - x : x
                let (codedX, codedY) =
                    switch video.rotation {
                    case 90: (y, height - 1 - column)
                    case 180: (width - 1 - column, height - 1 - y)
                    case 270: (width - 1 - y, column)
                    default: (column, y)
                    }
                for channel in 0..<3 {
                    shown[3 * (y * shownWidth + x) + channel] = coded[3 * (codedY * width + codedX) + channel]
                }
            }
        }
        return shown
    }
}
