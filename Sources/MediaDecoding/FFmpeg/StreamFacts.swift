internal import CFFmpeg
internal import Glibc
internal import Media

extension Container {
    func describe(_ streams: Streams) -> MediaDescription {
        unsafe MediaDescription(
            container: name, claimedDuration: claimedDuration,
            video: streams.picture.map { unsafe MediaDescription.Video($0, in: context) },
            audio: streams.sound.map { unsafe MediaDescription.Audio($0) },
            streamCount: Int(context.pointee.nb_streams))
    }

    /// Length in milliseconds as the headers claim it; absent where libavformat only divided size by bit rate.
    private var claimedDuration: Int? {
        let duration = unsafe context.pointee.duration
        return duration > 0 && !isLengthGuessed ? Int(duration / 1000) : nil
    }

    private var isLengthGuessed: Bool {
        unsafe context.pointee.duration_estimation_method == AVFMT_DURATION_FROM_BITRATE
    }

    /// Earliest start that the headers claim for these streams, in microseconds.
    func claimedStart(of streams: Streams) -> Int64? {
        func start(_ stream: UnsafeMutablePointer<AVStream>?) -> Int64? {
            guard let stream = unsafe stream?.pointee else { return nil }
            return unsafe StreamClock(tick: stream.time_base).microseconds(stream.start_time)
        }
        return unsafe [start(streams.picture), start(streams.sound)].compactMap { $0 }.min()
    }
}

extension MediaDescription.Video {
    /// What the headers say of a picture stream.
    init(_ stream: UnsafeMutablePointer<AVStream>, in context: UnsafeMutablePointer<AVFormatContext>) {
        let parameters = unsafe stream.pointee.codecpar.pointee
        let aspect = unsafe av_guess_sample_aspect_ratio(context, stream, nil)
        let rate = unsafe stream.pointee.avg_frame_rate
        let orientation = unsafe Orientation(of: stream)
        let order = unsafe parameters.field_order
        self.init(
            stream: unsafe Int(stream.pointee.index), codec: codecName(unsafe parameters.codec_id),
            width: unsafe Int(parameters.width), height: unsafe Int(parameters.height),
            pixelAspect: aspect.num > 0 && aspect.den > 0 ? Double(aspect.num) / Double(aspect.den) : 1,
            rotation: orientation.rotation, mirrored: orientation.mirrored,
            interlaced: order != AV_FIELD_UNKNOWN && order != AV_FIELD_PROGRESSIVE,
            frameRate: rate.num > 0 && rate.den > 0 ? Double(rate.num) / Double(rate.den) : nil)
    }
}

extension MediaDescription.Audio {
    /// What the headers say of a sound stream.
    init(_ stream: UnsafeMutablePointer<AVStream>) {
        let parameters = unsafe stream.pointee.codecpar.pointee
        self.init(
            stream: unsafe Int(stream.pointee.index), codec: codecName(unsafe parameters.codec_id),
            sampleRate: unsafe Int(parameters.sample_rate), channels: unsafe Int(parameters.ch_layout.nb_channels))
    }
}

/// How a picture is turned and flipped to be shown.
struct Orientation {
    /// Clockwise, in degrees: 0, 90, 180 or 270.
    let rotation: Int
    /// Flipped left to right after the turn.
    let mirrored: Bool

    /// From the display matrix of ISO/IEC 14496-12, section 6.2.2; upright where there is none.
    init(of stream: UnsafeMutablePointer<AVStream>) {
        var size = 0
        let bytes = unsafe av_stream_get_side_data(stream, AV_PKT_DATA_DISPLAYMATRIX, &size)
        guard let bytes = unsafe bytes, size >= 9 * MemoryLayout<Int32>.size else {
            self.init(a: 1, b: 0, c: 0, d: 1)
            return
        }
        let entry = { (index: Int) in
            unsafe Double(UnsafeRawPointer(bytes).loadUnaligned(fromByteOffset: index * 4, as: Int32.self))
        }
        self.init(a: entry(0), b: entry(1), c: entry(3), d: entry(4))
    }

    /// From the matrix that takes (x, y), y down, to (a x + c y, b x + d y).
    init(a: Double, b: Double, c: Double, d: Double) {
        mirrored = a * d - b * c < 0
        // The flip after the turn negates the first row: undo it, and a turn is left.
        let quarters = Int((atan2(b, mirrored ? -a : a) / (.pi / 2)).rounded())
        rotation = (quarters + 4) % 4 * 90
    }
}
