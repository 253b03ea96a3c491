import Signing

/// The assertion `c2pa.hash.bmff` in its versions 1 to 3: a hash over the boxes of an MP4 but some, over its fragments one by
/// one, or over blocks of its media data.
struct BMFFHash {
    /// Paths that a hash leaves out.
    private static let exclusionLimit = 256
    /// Trees of one file, each of which may cost a pass over it.
    private static let treeLimit = 64

    private let version: Int
    private let algorithm: HashAlgorithm
    private let hash: [UInt8]?
    private let exclusions: [BMFFExclusion]
    private let trees: [MerkleMap]

    init(_ item: DataItem, version: Int, in claim: Claim) throws(Refusal) {
        let name = item["alg"]?.text ?? claim.algorithm ?? HashAlgorithm.sha256.rawValue
        guard let algorithm = HashAlgorithm(rawValue: name) else {
            throw Refusal(.algorithmUnsupported, "its hash is made by an algorithm that C2PA does not know")
        }
        guard let listed = item["exclusions"]?.array, !listed.isEmpty, listed.count <= Self.exclusionLimit else {
            throw BMFFExclusion.malformed
        }
        self.version = version
        self.algorithm = algorithm
        hash = item["hash"]?.bytes
        var exclusions: [BMFFExclusion] = []
        for entry in listed { exclusions.append(try BMFFExclusion(entry)) }
        var trees: [MerkleMap] = []
        let maps = item["merkle"]?.array ?? []
        guard maps.count <= Self.treeLimit, hash != nil || !maps.isEmpty else { throw BMFFExclusion.malformed }
        for map in maps { trees.append(try MerkleMap(map, default: algorithm)) }
        self.exclusions = exclusions
        self.trees = trees
    }

    /// Whether the file is as it was signed; what else is to be said of what was left out.
    func check(
        _ layout: BMFFLayout, proofs: [Range<UInt64>], _ reader: inout BoundedReader
    ) throws(Refusal) -> [StatusCode] {
        let cover = try BMFFCover(exclusions, marksBoxes: version > 1, of: layout, &reader)
        if let hash {
            let plan = cover.plan(for: 0..<reader.byteCount)
            guard try plan.hash(&reader, algorithm) == hash else { throw Self.mismatch }
        }
        let fragments = layout.boxes.filter { $0.type == BMFFBox.type("moof") }.map(\.range.lowerBound)
        for tree in trees {
            if fragments.isEmpty {
                try check(tree, blocksOf: layout, &reader)
            } else {
                try check(tree, fragments, proofs, cover, &reader)
            }
        }
        return [.bmffHashMatch] + (exclusions.allSatisfy(\.isUsual) ? [] : [.bmffHashAdditionalExclusions])
    }

    /// Every fragment is there, in its place, and none besides; so is what comes before them.
    private func check(
        _ tree: MerkleMap, _ fragments: [UInt64], _ proofs: [Range<UInt64>], _ cover: BMFFCover,
        _ reader: inout BoundedReader
    ) throws(Refusal) {
        let start = cover.plan(for: 0..<fragments[0])
        guard let initHash = tree.initHash, try start.hash(&reader, tree.algorithm) == initHash else {
            throw Self.mismatch
        }
        guard fragments.count == tree.count, proofs.count == tree.count else { throw Self.missingFragments }
        for (index, place) in proofs.enumerated() {
            let proof = try FragmentProof(try reader.bytes(place))
            let end = index + 1 < fragments.count ? fragments[index + 1] : reader.byteCount
            let leaf = try cover.plan(for: fragments[index]..<end).hash(&reader, tree.algorithm)
            guard proof.location == index, tree.holds(leaf, at: index, proof: proof.hashes) else { throw Self.mismatch }
        }
    }

    /// The blocks of a `mdat` box from its 16th byte on; what comes before is in the hash of the file.
    private func check(
        _ tree: MerkleMap, blocksOf layout: BMFFLayout, _ reader: inout BoundedReader
    ) throws(Refusal) {
        guard tree.initHash == nil else { throw Self.missingFragments }
        let boxes = layout.boxes.filter { $0.type == BMFFBox.type("mdat") }
        guard hash != nil, let blocks = tree.blocks, tree.localID < UInt64(boxes.count) else { throw Self.mismatch }
        let range = boxes[Int(tree.localID)].range
        var start = min(range.lowerBound + 16, range.upperBound)
        var leaves: [[UInt8]] = []
        while start < range.upperBound {
            guard leaves.count < tree.count else { throw Self.mismatch }
            let length: UInt64 =
                switch blocks {
                case .fixed(let length): min(length, range.upperBound - start)
                case .listed(let lengths): leaves.count < lengths.count ? lengths[leaves.count] : 0
                }
            guard length > 0, length <= range.upperBound - start else { throw Self.mismatch }
            let plan = HashPlan(window: start..<start + length, excluded: [], marks: [])
            leaves.append(try plan.hash(&reader, tree.algorithm))
            start += length
        }
        guard tree.holds(all: leaves) else { throw Self.mismatch }
    }

    private static let mismatch = Refusal(.bmffHashMismatch, "the file is not as it was signed")
    private static let missingFragments = Refusal(
        .bmffHashMismatch, "the fragments in the file are not all those, or not only those, that were signed")
}

/// What of an MP4 is left out of its hash, and the offsets of which boxes are part of it.
private struct BMFFCover {
    /// In ascending order of their start.
    private var excluded: [Range<UInt64>] = []
    /// Ascending.
    private var marks: [UInt64]

    init(
        _ exclusions: [BMFFExclusion], marksBoxes: Bool, of layout: BMFFLayout, _ reader: inout BoundedReader
    ) throws(Refusal) {
        var unmarked: Set<UInt64> = []
        for exclusion in exclusions {
            for box in try layout.boxes(on: exclusion.path, &reader) where try exclusion.applies(to: box, &reader) {
                excluded += try exclusion.ranges(in: box)
                if exclusion.leavesOutWholeBoxes { unmarked.insert(box.range.lowerBound) }
            }
        }
        excluded.sort { $0.lowerBound < $1.lowerBound }
        marks = marksBoxes ? layout.boxes.map(\.range.lowerBound).filter { !unmarked.contains($0) } : []
    }

    func plan(for window: Range<UInt64>) -> HashPlan {
        // Outermost boxes do not overlap, so what is left out of one reaches into no other: looking at those that start in
        // the window is enough, but for one that starts before it.
        let first = Self.lowerBound(excluded) { $0.upperBound > window.lowerBound }
        let last = Self.lowerBound(excluded) { $0.lowerBound >= window.upperBound }
        let from = Self.lowerBound(marks) { $0 >= window.lowerBound }
        let to = Self.lowerBound(marks) { $0 >= window.upperBound }
        return HashPlan(window: window, excluded: excluded[min(first, last)..<last], marks: marks[from..<max(from, to)])
    }

    /// The first index whose element passes a test that every later one passes too.
    private static func lowerBound<Element>(_ elements: [Element], _ passes: (Element) -> Bool) -> Int {
        var (low, high) = (0, elements.count)
        while low < high {
            let middle = (low + high) / 2
            if passes(elements[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
