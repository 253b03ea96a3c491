internal import CFFmpeg
internal import Media

/// Copies the luma of decoded pictures; keeps what converting other colour models needs.
@safe
struct LumaPlane: ~Copyable {
    private var scaler: OpaquePointer?

    init() { unsafe scaler = nil }

    deinit { unsafe sws_freeContext(scaler) }

    /// The luma of a frame, without stride and in 8 bits; nil where the pixel format cannot be read.
    mutating func copy(_ frame: borrowing Frame) -> (luma: [UInt8], range: LumaRange)? {
        let width = unsafe Int(frame.pointer.pointee.width)
        let height = unsafe Int(frame.pointer.pointee.height)
        let format = unsafe AVPixelFormat(frame.pointer.pointee.format)
        guard width > 0, height > 0, let descriptor = unsafe av_pix_fmt_desc_get(format) else { return nil }
        guard let layout = unsafe LumaLayout(descriptor), let plane = unsafe frame.plane(layout.plane) else {
            return convert(frame, width: width, height: height)
        }
        let luma = unsafe [UInt8](unsafeUninitializedCapacity: width * height) { buffer, count in
            for row in 0..<height {
                unsafe layout.copyRow(
                    plane.start + row * plane.stride, to: buffer.baseAddress! + row * width, columns: 0..<width)
            }
            count = width * height
        }
        return (luma, Self.range(of: frame, layout))
    }

    /// Whether a frame has a plane of luma.
    static func isPlane(of frame: borrowing Frame) -> Bool {
        unsafe av_pix_fmt_desc_get(frame.format).flatMap { unsafe LumaLayout($0) } != nil
    }

    /// A part of a frame's luma in full range; nil for formats without a plane of it.
    static func part(of frame: borrowing Frame, columns: Range<Int>, rows: Range<Int>) -> [UInt8]? {
        guard let descriptor = unsafe av_pix_fmt_desc_get(frame.format), let layout = unsafe LumaLayout(descriptor),
            let plane = unsafe frame.plane(layout.plane)
        else { return nil }
        let luma = unsafe [UInt8](unsafeUninitializedCapacity: columns.count * rows.count) { buffer, count in
            for (place, row) in rows.enumerated() {
                unsafe layout.copyRow(
                    plane.start + row * plane.stride, to: buffer.baseAddress! + place * columns.count, columns: columns)
            }
            count = columns.count * rows.count
        }
        return range(of: frame, layout) == .full ? luma : luma.map { expanded[Int($0)] }
    }

    /// From 16 to 235, to 0 to 255.
    private static let expanded = (0..<256).map { (value: Int) -> UInt8 in
        let full = max((value - 16) * 255 + 109, 0) / 219
        return UInt8(min(full, 255))
    }

    /// Formats without chroma are full range unless they say otherwise, as are the old "J" formats.
    private static func range(of frame: borrowing Frame, _ layout: LumaLayout) -> LumaRange {
        let claimed = unsafe frame.pointer.pointee.color_range
        let isFull =
            claimed == AVCOL_RANGE_JPEG
            || (claimed == AVCOL_RANGE_UNSPECIFIED && (layout.isGray || isFullRange(frame.format)))
        return isFull ? .full : .limited
    }

    private static func isFullRange(_ format: AVPixelFormat) -> Bool {
        format == AV_PIX_FMT_YUVJ420P || format == AV_PIX_FMT_YUVJ422P || format == AV_PIX_FMT_YUVJ444P
            || format == AV_PIX_FMT_YUVJ440P || format == AV_PIX_FMT_YUVJ411P
    }

    /// RGB, palettes and other formats without a luma plane: swscale makes 8-bit grey of the same size.
    private mutating func convert(_ frame: borrowing Frame, width: Int, height: Int)
        -> (luma: [UInt8], range: LumaRange)?
    {
        let format = unsafe AVPixelFormat(frame.pointer.pointee.format)
        // Exact and the same on every processor; no size changes, so the filter plays no part.
        let flags = SWS_POINT | SWS_ACCURATE_RND | SWS_BITEXACT
        guard sws_isSupportedInput(format) != 0 else { return nil }
        unsafe scaler = sws_getCachedContext(
            scaler, Int32(width), Int32(height), format, Int32(width), Int32(height), AV_PIX_FMT_GRAY8, flags, nil,
            nil, nil)
        guard let scaler = unsafe scaler else { return nil }
        var converted = false
        let luma = unsafe [UInt8](unsafeUninitializedCapacity: width * height) { buffer, count in
            unsafe buffer.initialize(repeating: 0)
            var planes: [UnsafeMutablePointer<UInt8>?] = unsafe [buffer.baseAddress, nil, nil, nil]
            let strides = [Int32(width), 0, 0, 0]
            let rows = unsafe frame.withPlanes { data, linesize in
                unsafe sws_scale(scaler, data, linesize, 0, Int32(height), &planes, strides)
            }
            converted = rows == Int32(height)
            count = width * height
        }
        return converted ? (luma, .full) : nil
    }
}

/// Where a pixel format keeps its luma.
struct LumaLayout {
    let plane: Int
    let isGray: Bool
    /// Bytes from one pixel to the next.
    private let step: Int
    /// Bytes before the first.
    private let offset: Int
    private let isWide: Bool
    /// Bits to drop so that 8 stay.
    private let shift: UInt16

    /// Nil for formats that keep no luma of at least 8 bits in bytes of their own.
    init?(_ descriptor: UnsafePointer<AVPixFmtDescriptor>) {
        let others =
            AV_PIX_FMT_FLAG_RGB | AV_PIX_FMT_FLAG_PAL | AV_PIX_FMT_FLAG_BAYER | AV_PIX_FMT_FLAG_HWACCEL
            | AV_PIX_FMT_FLAG_BITSTREAM | AV_PIX_FMT_FLAG_FLOAT | AV_PIX_FMT_FLAG_BE
        let component = unsafe descriptor.pointee.comp.0
        guard unsafe descriptor.pointee.flags & UInt64(others) == 0, (8...16).contains(component.depth),
            unsafe !String(cString: descriptor.pointee.name).hasPrefix("xyz")
        else { return nil }
        plane = Int(component.plane)
        step = Int(component.step)
        offset = Int(component.offset)
        isWide = component.depth > 8
        shift = UInt16(component.shift + component.depth - 8)
        isGray = unsafe descriptor.pointee.nb_components < 3
    }

    func copyRow(_ row: UnsafePointer<UInt8>, to target: UnsafeMutablePointer<UInt8>, columns: Range<Int>) {
        let first = unsafe row + offset + columns.lowerBound * step
        let width = columns.count
        if !isWide && step == 1 {
            unsafe target.initialize(from: first, count: width)
        } else if !isWide {
            for x in 0..<width { unsafe target[x] = first[x * step] }
        } else {
            let bytes = unsafe UnsafeRawPointer(first)
            for x in 0..<width {
                let value = unsafe bytes.loadUnaligned(fromByteOffset: x &* step, as: UInt16.self)
                unsafe target[x] = UInt8(truncatingIfNeeded: UInt16(littleEndian: value) &>> shift)
            }
        }
    }
}

extension Frame {
    fileprivate func plane(_ index: Int) -> (start: UnsafePointer<UInt8>, stride: Int)? {
        unsafe withPlanes { data, linesize in
            guard let start = unsafe data[index] else { return nil }
            return unsafe (start, Int(linesize[index]))
        }
    }

    func withPlanes<Result>(
        _ body: (UnsafePointer<UnsafePointer<UInt8>?>, UnsafePointer<Int32>) -> Result
    ) -> Result {
        unsafe withUnsafePointer(to: &pointer.pointee.data) { data in
            unsafe withUnsafePointer(to: &pointer.pointee.linesize) { linesize in
                unsafe body(
                    UnsafeRawPointer(data).assumingMemoryBound(to: UnsafePointer<UInt8>?.self),
                    UnsafeRawPointer(linesize).assumingMemoryBound(to: Int32.self))
            }
        }
    }
}
