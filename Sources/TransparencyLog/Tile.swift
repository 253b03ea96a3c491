/// A file of a published log: the hashes of up to 256 subtrees side by side, or the entries under a tile of leaves
/// (C2SP tlog-tiles).
public struct Tile: Sendable, Hashable {
    public enum Kind: Sendable, Hashable {
        /// Hashes of complete subtrees of `256^level` leaves each.
        case hashes(level: Int)
        /// The entries themselves: an entry bundle.
        case entries
    }

    /// Hashes or entries in a full tile.
    public static let fullWidth = 256
    /// Levels of the tree in one tile.
    static let height = 8
    /// Of tiles of hashes: more than any log has.
    static let levels = 8

    public let kind: Kind
    /// The number of full tiles of this kind before it.
    public let index: Int
    /// 1 to 256.
    public let width: Int

    public init(kind: Kind, index: Int, width: Int = Tile.fullWidth) {
        precondition(index >= 0 && (1...Self.fullWidth).contains(width), "no tile is empty or wider than 256")
        self.kind = kind
        self.index = index
        self.width = width
    }

    public var isFull: Bool { width == Self.fullWidth }

    /// Below the log's address: `tile/0/x001/x234/067`, `tile/entries/000.p/7`.
    public var path: String {
        let name =
            switch kind {
            case .hashes(let level): String(level)
            case .entries: "entries"
            }
        var rest = index
        var groups: [String] = []
        repeat {
            let digits = String(rest % 1000)
            groups.append(String(repeating: "0", count: 3 - digits.count) + digits)
            rest /= 1000
        } while rest > 0
        let number = groups.reversed().enumerated().map { $0 + 1 == groups.count ? $1 : "x" + $1 }
        return "tile/\(name)/\(number.joined(separator: "/"))" + (isFull ? "" : ".p/\(width)")
    }

    /// Reads `path` back, and nothing else: one path for each tile.
    public init?(path: String) {
        var parts = path.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count >= 3, parts.removeFirst() == "tile" else { return nil }
        let name = parts.removeFirst()
        let level = Int(name)
        guard name == "entries" || level.map({ (0..<Self.levels).contains($0) }) == true else { return nil }
        var width = Self.fullWidth
        if parts.count >= 2, parts[parts.count - 2].hasSuffix(".p") {
            guard let partial = Int(parts.removeLast()), (1..<Self.fullWidth).contains(partial) else { return nil }
            width = partial
            parts[parts.count - 1].removeLast(2)
        }
        // A log has fewer than 2^63 entries: seven groups of three digits.
        guard parts.count <= 7 else { return nil }
        var index = 0
        for part in parts {
            guard let group = Int(part.suffix(3)), group >= 0 else { return nil }
            let (shifted, overflows) = index.multipliedReportingOverflow(by: 1000)
            let (next, overflowsAgain) = shifted.addingReportingOverflow(group)
            guard !overflows, !overflowsAgain, next <= Int.max / Self.fullWidth - 1 else { return nil }
            index = next
        }
        self.init(kind: level.map { .hashes(level: $0) } ?? .entries, index: index, width: width)
        guard self.path == path else { return nil }
    }

    /// The tiles of a log of this size that a log of `old` entries did not have: full ones where they became full, and the
    /// partial one at the end of each level.
    public static func all(of size: Int, beyond old: Int = 0) -> [Tile] {
        var tiles = tiles(of: .entries, count: size, beyond: old)
        var (count, oldCount, level) = (size, old, 0)
        while count > 0 {
            tiles += Self.tiles(of: .hashes(level: level), count: count, beyond: oldCount)
            (count, oldCount, level) = (count / fullWidth, oldCount / fullWidth, level + 1)
        }
        return tiles
    }

    private static func tiles(of kind: Kind, count: Int, beyond old: Int) -> [Tile] {
        guard count > old else { return [] }
        let full = (old / fullWidth..<count / fullWidth).map { Tile(kind: kind, index: $0) }
        let rest = count % fullWidth
        return rest == 0 ? full : full + [Tile(kind: kind, index: count / fullWidth, width: rest)]
    }

    /// The tile of this kind and index in a log of this size; nothing where the log has none.
    public static func tile(_ kind: Kind, _ index: Int, in size: Int) -> Tile? {
        var count = size
        if case .hashes(let level) = kind { count = level < levels ? size >> (height * level) : 0 }
        let width = min(count - index * fullWidth, fullWidth)
        return width > 0 ? Tile(kind: kind, index: index, width: width) : nil
    }

    /// The nodes whose hashes a tile of hashes holds, in order.
    public var nodes: [NodeAddress] {
        guard case .hashes(let level) = kind else { return [] }
        return entries.map { NodeAddress(level: level * Self.height, index: $0) }
    }

    /// What is in the tile, counted from the beginning of its level.
    public var entries: Range<Int> { index * Self.fullWidth..<index * Self.fullWidth + width }
}
