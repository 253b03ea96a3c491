import Signing

/// The assertion `c2pa.hash.boxes`: a hash over one or several boxes of a JPEG at a time, which name every box of the file in order.
struct BoxHash {
    private let entries: [Entry]

    /// Entries of one assertion, and names in them together.
    private static let entryLimit = 100_000

    private struct Entry {
        let names: [String]
        let algorithm: HashAlgorithm
        let hash: [UInt8]
        /// Whether the boxes are left out.
        let isExcluded: Bool
        let exclusions: [Exclusion]
    }

    /// A part of a box that is left out of the hash.
    private struct Exclusion {
        let start: UInt64
        let length: UInt64
        /// Among the entry's names.
        let box: Int
    }

    init(_ item: DataItem, in claim: Claim) throws(Refusal) {
        guard let listed = item["boxes"]?.array, listed.count <= Self.entryLimit else { throw Self.malformed }
        let general = item["alg"]?.text ?? claim.algorithm ?? HashAlgorithm.sha256.rawValue
        var entries: [Entry] = []
        for entry in listed { entries.append(try Self.entry(entry, algorithm: general)) }
        self.entries = entries
    }

    private static func entry(_ item: DataItem, algorithm: String) throws(Refusal) -> Entry {
        guard let algorithm = HashAlgorithm(rawValue: item["alg"]?.text ?? algorithm) else {
            throw Refusal(.algorithmUnsupported, "its hash is made by an algorithm that C2PA does not know")
        }
        let names = (item["names"]?.array ?? []).compactMap(\.text)
        guard !names.isEmpty, names.count == item["names"]?.array?.count, let hash = item["hash"]?.bytes else {
            throw malformed
        }
        var exclusions: [Exclusion] = []
        if let listed = item["exclusions"] {
            guard let parts = listed.array, !parts.isEmpty, parts.count <= entryLimit else { throw malformed }
            for part in parts {
                let index = part["boxIndex"].map(\.unsigned) ?? (names.count == 1 ? 0 : nil)
                guard let start = part["start"]?.unsigned, let length = part["length"]?.unsigned,
                    !start.addingReportingOverflow(length).overflow, let index, index < UInt64(names.count)
                else { throw malformed }
                exclusions.append(Exclusion(start: start, length: length, box: Int(index)))
            }
        }
        return Entry(
            names: names, algorithm: algorithm, hash: hash, isExcluded: item["excluded"]?.bool ?? false,
            exclusions: exclusions)
    }

    /// Whether the file is as it was signed; what else is to be said of what was left out.
    ///
    /// The reference reader passes over boxes that follow those that are named, and lets any box be left out; here every box is
    /// named, and nothing is left out but the manifest store and descriptions.
    func check(_ layout: JPEGLayout, _ reader: inout BoundedReader) throws(Refusal) -> [StatusCode] {
        var rest = layout.boxes[...]
        var leavesOut = false
        for entry in entries {
            if entry.names == [JPEGLayout.storeName], !layout.holdsStore { continue }
            let boxes = rest.prefix(entry.names.count)
            guard boxes.map(\.name) == entry.names else { throw Self.mismatch }
            rest = rest.dropFirst(entry.names.count)
            if entry.names.contains(JPEGLayout.storeName) {
                guard entry.names.count == 1 else { throw Self.mismatch }
                continue
            }
            guard !entry.isExcluded else {
                guard boxes.allSatisfy({ Self.descriptive.contains($0.name) }) else { throw Self.mismatch }
                leavesOut = true
                continue
            }
            leavesOut = leavesOut || !entry.exclusions.isEmpty
            guard try Self.hash(entry, of: Array(boxes), &reader) == entry.hash else { throw Self.mismatch }
        }
        guard rest.isEmpty else { throw Self.mismatch }
        return [.boxesHashMatch] + (leavesOut ? [.boxesHashAdditionalExclusions] : [])
    }

    private static func hash(
        _ entry: Entry, of boxes: [JPEGLayout.Box], _ reader: inout BoundedReader
    ) throws(Refusal) -> [UInt8] {
        let ends = boxes.map(\.range.upperBound)
        guard let start = boxes.first?.range.lowerBound, let end = ends.max() else { throw malformed }
        var excluded: [Range<UInt64>] = []
        for exclusion in entry.exclusions {
            let box = boxes[exclusion.box]
            // Behind the marker and the length.
            let content = box.range.lowerBound + 4..<max(box.range.lowerBound + 4, box.range.upperBound)
            let from = box.range.lowerBound.addingReportingOverflow(exclusion.start)
            let to = from.partialValue.addingReportingOverflow(exclusion.length)
            guard descriptive.contains(box.name), !from.overflow, !to.overflow,
                content.lowerBound <= from.partialValue, to.partialValue <= content.upperBound
            else { throw mismatch }
            guard excluded.last.map({ $0.upperBound <= from.partialValue }) ?? true else { throw malformed }
            excluded.append(from.partialValue..<to.partialValue)
        }
        return try HashPlan(window: start..<end, excluded: excluded, marks: []).hash(&reader, entry.algorithm)
    }

    /// Boxes that hold descriptions of the picture (XMP, Exif, IPTC, comments), not the picture.
    private static let descriptive: Set = ["APP1", "APP13", "COM"]

    private static let malformed = Refusal(.boxesHashMalformed, "the hash of the file is malformed")
    private static let mismatch = Refusal(.boxesHashMismatch, "the file is not as it was signed")
}
