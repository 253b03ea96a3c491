internal import CFFmpeg
internal import Media

/// Makes stills of decoded pictures: in colour, turned and flipped as shown, with square pixels, at most so high.
@safe
struct StillScaler: ~Copyable {
    private var scaler: OpaquePointer?
    /// What swscale writes, with room beyond each row; kept from one still to the next.
    private var padded: [UInt8] = []
    private let video: MediaDescription.Video
    private let height: Int

    /// Columns, whatever the aspect that a file claims.
    private static let widest = 4096
    /// Pixels left free after a row, and what a row's length is a multiple of: wider than any vector of the scaler.
    private static let padding = 64

    init(video: MediaDescription.Video, height: Int) {
        unsafe scaler = nil
        self.video = video
        self.height = height
    }

    deinit { unsafe sws_freeContext(scaler) }

    /// Nil where the pixel format cannot be read.
    mutating func scale(_ frame: borrowing Frame, at time: Int) -> StillFrame? {
        let (codedWidth, codedHeight) = unsafe (frame.pointer.pointee.width, frame.pointer.pointee.height)
        let format = unsafe AVPixelFormat(frame.pointer.pointee.format)
        guard codedWidth > 0, codedHeight > 0, sws_isSupportedInput(format) != 0 else { return nil }
        let shown = shownSize(Int(codedWidth), Int(codedHeight))
        let turned = video.rotation % 180 != 0
        let (width, height) = turned ? (shown.height, shown.width) : shown
        unsafe scaler = sws_getCachedContext(
            scaler, codedWidth, codedHeight, format, Int32(width), Int32(height), AV_PIX_FMT_RGB24, SWS_AREA, nil, nil,
            nil)
        guard let scaler = unsafe scaler else { return nil }
        unsafe setColours(scaler, of: frame)
        // What swscale writes may reach beyond a row by as many pixels as it handles at once.
        let stride = 3 * ((width + 2 * Self.padding - 1) / Self.padding * Self.padding)
        let length = stride * height + Self.padding
        if padded.count != length { padded = [UInt8](repeating: 0, count: length) }
        let rows = unsafe padded.withUnsafeMutableBufferPointer { buffer in
            var planes: [UnsafeMutablePointer<UInt8>?] = unsafe [buffer.baseAddress, nil, nil, nil]
            return unsafe frame.withPlanes { data, linesize in
                unsafe sws_scale(scaler, data, linesize, 0, codedHeight, &planes, [Int32(stride), 0, 0, 0])
            }
        }
        guard rows == Int32(height) else { return nil }
        var rgb: [UInt8] = []
        rgb.reserveCapacity(3 * width * height)
        for row in 0..<height { rgb += padded[row * stride..<row * stride + 3 * width] }
        return StillFrame(
            time: time, width: shown.width, height: shown.height, rgb: upright(rgb, width, height),
            quantiser: frame.quantiser)
    }

    /// The size as shown; never more rows than the frame has, turned as it is.
    private func shownSize(_ width: Int, _ height: Int) -> (width: Int, height: Int) {
        let rows = max(1, min(self.height, video.rotation % 180 == 0 ? height : width))
        let aspect = video.displayAspect.isFinite ? video.displayAspect : 1
        return (Int(min(max((Double(rows) * aspect).rounded(), 1), Double(Self.widest))), rows)
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
