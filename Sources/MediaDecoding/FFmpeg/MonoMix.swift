internal import CFFmpeg

extension Frame {
    /// The sound of this frame as 16-bit PCM: the mean of the front channels, rounded toward zero.
    ///
    /// Front left, right and centre where the stream names its channels; else the first two. Nil where the
    /// sample format cannot be read.
    func mono() -> [Int16]? {
        let count = unsafe Int(pointer.pointee.nb_samples)
        let format = unsafe AVSampleFormat(pointer.pointee.format)
        let channels = frontChannels()
        guard count > 0, !channels.isEmpty else { return nil }
        var sums = [Int32](repeating: 0, count: count)
        let isPlanar = av_sample_fmt_is_planar(format) != 0
        let stride = unsafe isPlanar ? 1 : Int(pointer.pointee.ch_layout.nb_channels)
        for channel in channels {
            guard let plane = unsafe pointer.pointee.extended_data[isPlanar ? channel : 0] else { return nil }
            let samples = unsafe SampleRun(start: plane, first: isPlanar ? 0 : channel, stride: stride)
            switch av_get_packed_sample_fmt(format) {
            case AV_SAMPLE_FMT_U8: unsafe samples.add(to: &sums) { (value: UInt8) in (Int32(value) - 128) * 256 }
            case AV_SAMPLE_FMT_S16: unsafe samples.add(to: &sums) { (value: Int16) in Int32(value) }
            case AV_SAMPLE_FMT_S32: unsafe samples.add(to: &sums) { (value: Int32) in value >> 16 }
            case AV_SAMPLE_FMT_S64: unsafe samples.add(to: &sums) { (value: Int64) in Int32(value >> 48) }
            case AV_SAMPLE_FMT_FLT: unsafe samples.add(to: &sums) { (value: Float) in pcm(Double(value)) }
            case AV_SAMPLE_FMT_DBL: unsafe samples.add(to: &sums) { (value: Double) in pcm(value) }
            default: return nil
            }
        }
        let divisor = Int32(channels.count)
        return sums.map { Int16(truncatingIfNeeded: $0 / divisor) }
    }

    private func frontChannels() -> [Int] {
        let count = unsafe Int(pointer.pointee.ch_layout.nb_channels)
        var layout = unsafe pointer.pointee.ch_layout
        // A stream that gives no names has them in the usual order; the frame's own layout is left alone.
        if unsafe layout.order == AV_CHANNEL_ORDER_UNSPEC { unsafe av_channel_layout_default(&layout, Int32(count)) }
        let front = (0..<count).filter { index in
            let channel = unsafe av_channel_layout_channel_from_index(&layout, UInt32(index))
            return channel == AV_CHAN_FRONT_LEFT || channel == AV_CHAN_FRONT_RIGHT
                || channel == AV_CHAN_FRONT_CENTER
        }
        return front.isEmpty ? Array((0..<count).prefix(2)) : front
    }
}

/// The samples of one channel in a decoder's buffer.
@unsafe private struct SampleRun {
    let start: UnsafeMutablePointer<UInt8>
    let first: Int
    let stride: Int

    @inline(__always)
    func add<Sample>(to sums: inout [Int32], _ pcm: (Sample) -> Int32) {
        let samples = unsafe UnsafeRawPointer(start).assumingMemoryBound(to: Sample.self)
        for index in sums.indices { unsafe sums[index] &+= pcm(samples[first &+ index &* stride]) }
    }
}

/// Full scale 1.0 as 16-bit PCM: halves away from zero, clipped; what is no number is silence.
///
/// Without a branch on the sign, which sound makes unpredictable.
@inline(__always)
private func pcm(_ value: Double) -> Int32 {
    let scaled = min(max(value * 32768, -32768), 32767)
    return scaled == scaled ? Int32(scaled + Double(signOf: scaled, magnitudeOf: 0.5)) : 0
}
