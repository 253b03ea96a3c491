internal import CFFmpeg
internal import Media

extension Container {
    /// Tags of the container and of its streams that are read, and bytes of one value. Longer values are cut: what a generator leaves
    /// (a whole workflow as JSON) begins with what tells.
    private static let mostTags = 200
    private static let longestValue = 1 << 16
    /// Bytes of a `moov` box that are looked at. Half a day of one-second fragments takes less.
    private static let longestMovie = 16 << 20

    /// What the file says of how it was made, before a packet is read.
    func history(of streams: Streams) -> FileHistory {
        var tags = unsafe Self.tags(in: context.pointee.metadata, of: .container)
        let count = unsafe Int(context.pointee.nb_streams)
        for index in 0..<count {
            guard let stream = unsafe context.pointee.streams[index] else { continue }
            let (isPicture, isSound) = unsafe (stream == streams.picture, stream == streams.sound)
            let owner: FileHistory.Tag.Owner = isPicture ? .picture : isSound ? .sound : .other
            tags += unsafe Self.tags(in: stream.pointee.metadata, of: owner)
        }
        return FileHistory(
            tags: Array(tags.prefix(Self.mostTags)),
            encoders: unsafe streams.picture.flatMap { unsafe Self.note(before: $0) }.map { [$0] } ?? [],
            edits: name.hasPrefix("mov,mp4") ? movieBox.map { MovieBox($0).editLists } ?? [] : [], bytes: byteCount)
    }

    private static func tags(in dictionary: OpaquePointer?, of owner: FileHistory.Tag.Owner) -> [FileHistory.Tag] {
        var tags: [FileHistory.Tag] = []
        var entry: UnsafeMutablePointer<AVDictionaryEntry>?
        while tags.count < mostTags,
            let next = unsafe av_dict_get(dictionary, "", entry, AV_DICT_IGNORE_SUFFIX)
        {
            unsafe entry = next
            tags.append(
                FileHistory.Tag(
                    owner, unsafe text(next.pointee.key, longest: 100).lowercased(),
                    unsafe text(next.pointee.value, longest: longestValue)))
        }
        return tags
    }

    private static func text(_ start: UnsafeMutablePointer<CChar>?, longest: Int) -> String {
        guard let start = unsafe start else { return "" }
        let count = unsafe strnlen(start, longest)
        return unsafe String(
            decoding: UnsafeRawBufferPointer(start: start, count: count), as: UTF8.self)
    }

    /// The note of an encoder that stands before the first picture.
    private static func note(before stream: UnsafeMutablePointer<AVStream>) -> FileHistory.Encoder? {
        let parameters = unsafe stream.pointee.codecpar.pointee
        let bytes = unsafe UnsafeRawBufferPointer(
            start: parameters.extradata, count: max(0, Int(parameters.extradata_size)))
        return unsafe EncoderNote.text(in: bytes).map { FileHistory.Encoder(time: 0, text: $0) }
    }

    /// What the outermost `moov` box holds.
    private var movieBox: [UInt8]? {
        var offset = 0
        while let header = bytes(at: offset, count: BoxHeader.longest)
            .flatMap({ BoxHeader($0[...], available: byteCount - offset) })
        {
            if header.type == "moov" {
                let length = header.length - header.headerLength
                return length <= Self.longestMovie ? bytes(at: offset + header.headerLength, count: length) : nil
            }
            offset += header.length
        }
        return nil
    }
}
