import Signing

/// A row of a tree of hashes over the fragments of a file, or over blocks of one of its `mdat` boxes.
struct MerkleMap {
    /// A row has a few hashes; the leaves of a terabyte in blocks of 4 MiB stay within.
    static let countLimit = 262_144

    let localID: UInt64
    /// Leaves of the tree.
    let count: Int
    /// The hash of what comes before the first fragment.
    let initHash: [UInt8]?
    let algorithm: HashAlgorithm
    let blocks: Blocks?
    private let row: [[UInt8]]

    enum Blocks {
        case fixed(UInt64)
        case listed([UInt64])
    }

    init(_ item: DataItem, default algorithm: HashAlgorithm) throws(Refusal) {
        guard let localID = item["localId"]?.unsigned, let count = item["count"]?.unsigned,
            (1...UInt64(Self.countLimit)).contains(count), let row = item["hashes"]?.array?.compactMap(\.bytes),
            !row.isEmpty, row.count == item["hashes"]?.array?.count
        else { throw BMFFExclusion.malformed }
        if let name = item["alg"]?.text {
            guard let named = HashAlgorithm(rawValue: name) else { throw BMFFExclusion.malformed }
            self.algorithm = named
        } else {
            self.algorithm = algorithm
        }
        self.localID = localID
        self.count = Int(count)
        self.row = row
        initHash = item["initHash"]?.bytes
        if let sizes = item["variableBlockSizes"]?.array {
            blocks = .listed(sizes.compactMap(\.unsigned))
        } else {
            blocks = item["fixedBlockSize"]?.unsigned.map(Blocks.fixed)
        }
    }

    /// Whether a leaf and its neighbours on the way up lead to the row.
    func holds(_ leaf: [UInt8], at location: Int, proof: [[UInt8]]?) -> Bool {
        guard location < count else { return false }
        guard let proof else { return row.count == count && row[location] == leaf }
        var (hash, index, width, rest) = (leaf, location, count, proof[...])
        while width != row.count {
            guard width > 1 else { return false }
            if index % 2 == 1 {
                guard let left = rest.popFirst() else { return false }
                hash = algorithm.hash(left[...], hash[...])
            } else if index + 1 < width {
                guard let right = rest.popFirst() else { return false }
                hash = algorithm.hash(hash[...], right[...])
            }
            index /= 2
            width = (width + 1) / 2
        }
        return row[index] == hash
    }

    /// Whether all leaves together lead to the row.
    func holds(all leaves: [[UInt8]]) -> Bool {
        guard leaves.count == count else { return false }
        var layer = leaves
        while layer.count != row.count {
            guard layer.count > 1 else { return false }
            layer = stride(from: 0, to: layer.count, by: 2).map { index in
                index + 1 < layer.count ? algorithm.hash(layer[index][...], layer[index + 1][...]) : layer[index]
            }
        }
        return layer == row
    }
}
