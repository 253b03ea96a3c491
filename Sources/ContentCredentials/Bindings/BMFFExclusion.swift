/// Boxes that a hash of an MP4 leaves out: those on a path for which every condition holds, or parts of them.
struct BMFFExclusion {
    let path: String
    private let length: UInt64?
    private let version: UInt64?
    private let flags: [UInt8]?
    private let isExact: Bool
    private let data: [Pattern]?
    /// Nothing where whole boxes are left out.
    private let subsets: [Subset]?

    private struct Pattern {
        let offset: UInt64
        let value: [UInt8]
    }

    private struct Subset {
        let offset: UInt64
        /// 0: to the end of the box.
        let length: UInt64
    }

    /// Parts or conditions of one exclusion.
    private static let partLimit = 256

    init(_ item: DataItem) throws(Refusal) {
        guard let path = item["xpath"]?.text else { throw Self.malformed }
        self.path = path
        length = item["length"]?.unsigned
        version = item["version"]?.unsigned
        flags = item["flags"]?.bytes
        isExact = item["exact"]?.bool ?? true
        data = try Self.parts(item["data"]) { entry in
            guard let offset = entry["offset"]?.unsigned, let value = entry["value"]?.bytes else { return nil }
            return Pattern(offset: offset, value: value)
        }
        subsets = try Self.parts(item["subset"]) { entry in
            guard let offset = entry["offset"]?.unsigned, let length = entry["length"]?.unsigned else { return nil }
            return Subset(offset: offset, length: length)
        }
    }

    private static func parts<Part>(_ list: DataItem?, _ read: (DataItem) -> Part?) throws(Refusal) -> [Part]? {
        guard let list else { return nil }
        guard let entries = list.array, entries.count <= partLimit else { throw malformed }
        let parts = entries.compactMap(read)
        guard parts.count == entries.count else { throw malformed }
        return parts
    }

    static let malformed = Refusal(.bmffHashMalformed, "the hash of the file is malformed")

    /// Whether it leaves out nothing but what every hash of an MP4 has to: the boxes of C2PA, `ftyp` and `mfra`.
    var isUsual: Bool {
        guard length == nil, version == nil, flags == nil, subsets == nil else { return false }
        return path == "/uuid"
            ? data?.count == 1 && data?[0].offset == 8 : data == nil && ["/ftyp", "/mfra"].contains(path)
    }

    var leavesOutWholeBoxes: Bool { subsets == nil }

    func applies(to box: BMFFBox, _ reader: inout BoundedReader) throws(Refusal) -> Bool {
        if let length, length != box.range.upperBound - box.range.lowerBound { return false }
        if version != nil || flags != nil {
            guard box.content.count >= 4 else { return false }
            let header = try reader.bytes(box.content.lowerBound..<box.content.lowerBound + 4)
            if let version, version != UInt64(header[0]) { return false }
            if let flags {
                guard flags.count == 3 else { throw Self.malformed }
                let pairs = zip(flags, header.dropFirst())
                guard pairs.allSatisfy({ isExact ? $0 == $1 : $0 & $1 == $0 }) else { return false }
            }
        }
        for pattern in data ?? [] {
            let (start, overflows) = box.range.lowerBound.addingReportingOverflow(pattern.offset)
            guard !overflows, start <= box.range.upperBound,
                UInt64(pattern.value.count) <= box.range.upperBound - start,
                try reader.bytes(start..<start + UInt64(pattern.value.count)) == pattern.value
            else { return false }
        }
        return true
    }

    /// What is left out of a box that it applies to.
    func ranges(in box: BMFFBox) throws(Refusal) -> [Range<UInt64>] {
        guard let subsets else { return [box.range] }
        var ranges: [Range<UInt64>] = []
        for subset in subsets {
            let size = box.range.upperBound - box.range.lowerBound
            guard subset.offset <= size else { throw Self.malformed }
            let start = box.range.lowerBound + subset.offset
            let rest = box.range.upperBound - start
            ranges.append(start..<start + (subset.length == 0 ? rest : min(subset.length, rest)))
        }
        return ranges
    }
}
