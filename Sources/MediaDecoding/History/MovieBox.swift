internal import Media

/// The `moov` box of an MP4 or MOV file (ISO/IEC 14496-12): which stretches of its tracks are shown. libavformat applies edit lists
/// and does not tell of them.
///
/// What is broken ends the search in silence: the file's decoder says whether the file can be read.
struct MovieBox {
    /// What lies in the box.
    private let bytes: ArraySlice<UInt8>

    /// Entries of one list that are read; a list of a real file has a few.
    private static let mostEntries = 1000

    init(_ bytes: [UInt8]) {
        self.bytes = bytes[...]
    }

    /// Of the tracks that have one.
    var editLists: [FileHistory.EditList] {
        let movieTicks = Self.timescale(in: Self.first("mvhd", in: bytes))
        return Self.boxes(in: bytes).filter { $0.type == "trak" }.compactMap { track in
            guard let movieTicks, let media = Self.first("mdia", in: track.content),
                let header = Self.first("mdhd", in: media), let ticks = Self.timescale(in: header),
                let edits = Self.first("edts", in: track.content), let list = Self.first("elst", in: edits)
            else { return nil }
            let entries = Self.entries(in: list, movieTicks: movieTicks, mediaTicks: ticks)
            guard !entries.isEmpty else { return nil }
            return FileHistory.EditList(
                owner: Self.owner(Self.first("hdlr", in: media)), entries: entries,
                mediaDuration: Self.duration(in: header, ticks: ticks))
        }
    }

    private static func owner(_ handler: ArraySlice<UInt8>?) -> FileHistory.Tag.Owner {
        switch handler.map({ text($0.dropFirst(8).prefix(4)) }) {
        case "vide": .picture
        case "soun": .sound
        default: .other
        }
    }

    private static func entries(
        in list: ArraySlice<UInt8>, movieTicks: UInt64, mediaTicks: UInt64
    ) -> [FileHistory.EditList.Entry] {
        guard list.count >= 8, let version = list.first, version <= 1 else { return [] }
        let width = version == 1 ? 8 : 4
        let length = 2 * width + 4
        let count = min(number(list.dropFirst(4).prefix(4)), UInt64(mostEntries))
        var entries: [FileHistory.EditList.Entry] = []
        var rest = list.dropFirst(8)
        for _ in 0..<count {
            guard rest.count >= length else { break }
            let time = rest.dropFirst(width).prefix(width)
            // All bits set: nothing is shown.
            let isEmpty = time.allSatisfy { $0 == 0xff }
            entries.append(
                FileHistory.EditList.Entry(
                    duration: milliseconds(number(rest.prefix(width)), movieTicks),
                    mediaTime: isEmpty ? nil : milliseconds(number(time), mediaTicks)))
            rest = rest.dropFirst(length)
        }
        return entries
    }

    /// Ticks a second of a `mvhd` or `mdhd` box.
    private static func timescale(in header: ArraySlice<UInt8>?) -> UInt64? {
        guard let header, let version = header.first, version <= 1 else { return nil }
        let place = header.dropFirst(version == 1 ? 20 : 12).prefix(4)
        let ticks = number(place)
        return place.count == 4 && ticks > 0 ? ticks : nil
    }

    private static func duration(in header: ArraySlice<UInt8>, ticks: UInt64) -> Int {
        milliseconds(number(header.first == 1 ? header.dropFirst(24).prefix(8) : header.dropFirst(16).prefix(4)), ticks)
    }

    private static func milliseconds(_ value: UInt64, _ ticks: UInt64) -> Int {
        let (high, low) = value.multipliedFullWidth(by: 1000)
        return high < ticks ? Int(clamping: ticks.dividingFullWidth((high, low)).quotient) : .max
    }

    private static func first(_ type: String, in bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        boxes(in: bytes).first { $0.type == type }?.content
    }

    /// The boxes of one level, up to the first that does not fit.
    private static func boxes(in bytes: ArraySlice<UInt8>) -> [(type: String, content: ArraySlice<UInt8>)] {
        var found: [(String, ArraySlice<UInt8>)] = []
        var rest = bytes
        while let header = BoxHeader(rest.prefix(BoxHeader.longest), available: rest.count) {
            found.append((header.type, rest.dropFirst(header.headerLength).prefix(header.length - header.headerLength)))
            rest = rest.dropFirst(header.length)
        }
        return found
    }

    private static func text(_ bytes: ArraySlice<UInt8>) -> String { String(decoding: bytes, as: UTF8.self) }

    static func number(_ bytes: ArraySlice<UInt8>) -> UInt64 { bytes.reduce(0) { $0 << 8 | UInt64($1) } }
}

/// The first bytes of a box: its type and its length with them.
struct BoxHeader {
    static let longest = 16

    let type: String
    let headerLength: Int
    let length: Int

    /// - Parameter available: bytes from the start of the box to the end of what holds it; nil where it does not fit.
    init?(_ bytes: ArraySlice<UInt8>, available: Int) {
        guard bytes.count >= 8 else { return nil }
        var length = MovieBox.number(bytes.prefix(4))
        headerLength = length == 1 ? 16 : 8
        if length == 0 { length = UInt64(available) }
        if length == 1 { length = MovieBox.number(bytes.dropFirst(8).prefix(8)) }
        guard bytes.count >= headerLength, length >= headerLength, length <= available else { return nil }
        self.length = Int(length)
        type = String(decoding: bytes.dropFirst(4).prefix(4), as: UTF8.self)
    }
}
