internal import CFFmpeg
internal import Media

extension Frame {
    /// How it lies in the file.
    var coded: CodedFrame {
        let kind: CodedFrame.Kind =
            unsafe pointer.pointee.key_frame != 0
            ? .key : pointer.pointee.pict_type == AV_PICTURE_TYPE_P ? .predicted : .other
        return CodedFrame(bytes: unsafe Int(max(pointer.pointee.pkt_size, 0)), kind: kind)
    }

    /// How coarsely it is quantised, the mean of its blocks, as H.264 counts: 0 to 51. Nil where the decoder was not asked, for other codecs,
    /// and for more than 8 bits, where the scale is another.
    var quantiser: Double? {
        guard let side = unsafe av_frame_get_side_data(pointer, AV_FRAME_DATA_VIDEO_ENC_PARAMS),
            let data = unsafe side.pointee.data,
            let format = unsafe av_pix_fmt_desc_get(AVPixelFormat(pointer.pointee.format)),
            unsafe format.pointee.comp.0.depth == 8
        else { return nil }
        let parameters = unsafe UnsafeMutableRawPointer(data).assumingMemoryBound(to: AVVideoEncParams.self)
        let count = unsafe parameters.pointee.nb_blocks
        guard unsafe parameters.pointee.type == AV_VIDEO_ENC_PARAMS_H264, count > 0 else { return nil }
        var deltas = 0
        for block in 0..<count {
            guard let block = unsafe av_video_enc_params_block(parameters, block) else { return nil }
            unsafe deltas += Int(block.pointee.delta_qp)
        }
        return unsafe Double(parameters.pointee.qp) + Double(deltas) / Double(count)
    }
}
