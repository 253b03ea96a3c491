/// The entries under one tile of leaves: each after its length in two bytes, big end first (C2SP tlog-tiles).
public enum EntryBundle {
    /// What two bytes can count.
    public static let entryByteLimit = 65_535

    public static func encode(_ entries: [[UInt8]]) -> [UInt8] {
        var bytes: [UInt8] = []
        for entry in entries {
            precondition(entry.count <= entryByteLimit, "no entry is longer than its length can say")
            bytes += [UInt8(entry.count >> 8), UInt8(entry.count & 0xFF)]
            bytes += entry
        }
        return bytes
    }

    /// Nothing where the bytes are not exactly this many entries.
    public static func decode(_ bytes: [UInt8], count: Int) -> [[UInt8]]? {
        var entries: [[UInt8]] = []
        var rest = bytes[...]
        while entries.count < count {
            guard let high = rest.popFirst(), let low = rest.popFirst() else { return nil }
            let length = Int(high) << 8 | Int(low)
            guard rest.count >= length else { return nil }
            entries.append(Array(rest.prefix(length)))
            rest = rest.dropFirst(length)
        }
        return rest.isEmpty ? entries : nil
    }
}
