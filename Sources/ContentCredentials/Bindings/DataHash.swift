import Signing

/// The assertion `c2pa.hash.data`: a hash over the whole file but some ranges.
struct DataHash {
    /// Far more than the pieces of any file that are left out.
    private static let exclusionLimit = 1024

    private let exclusions: [Range<UInt64>]
    private let algorithm: HashAlgorithm
    private let hash: [UInt8]

    init(_ item: DataItem, in claim: Claim) throws(Refusal) {
        let name = item["alg"]?.text ?? claim.algorithm ?? HashAlgorithm.sha256.rawValue
        guard let algorithm = HashAlgorithm(rawValue: name) else {
            throw Refusal(.algorithmUnsupported, "its hash is made by an algorithm that C2PA does not know")
        }
        guard let hash = item["hash"]?.bytes else { throw Self.malformed }
        let listed = item["exclusions"]?.array ?? []
        guard listed.count <= Self.exclusionLimit else { throw Self.malformed }
        var exclusions: [Range<UInt64>] = []
        for entry in listed {
            guard let start = entry["start"]?.unsigned, let length = entry["length"]?.unsigned,
                case (let end, false) = start.addingReportingOverflow(length)
            else { throw Self.malformed }
            exclusions.append(start..<end)
        }
        self.exclusions = exclusions.sorted { $0.lowerBound < $1.lowerBound }
        self.algorithm = algorithm
        self.hash = hash
    }

    private static let malformed = Refusal(.dataHashMalformed, "the hash of the file is malformed")

    /// Whether the file is as it was signed; what else is to be said of the ranges left out.
    /// - Parameter isUpdated: the manifest store grew since by manifests that say nothing of the file's bytes.
    func check(
        _ asset: Asset, isUpdated: Bool, _ reader: inout BoundedReader
    ) throws(Refusal) -> [StatusCode] {
        let exclusions = isUpdated ? exclusions(updatedTo: asset.storeRange) : self.exclusions
        // The place of the manifest store may be left out, exactly; a range that takes in more would hide a change.
        if let place = asset.storeRange {
            guard exclusions.contains(place) else { throw Self.mismatch }
            guard !exclusions.contains(where: { $0 != place && $0.overlaps(place) }) else { throw Self.mismatch }
        }
        guard exclusions.allSatisfy({ $0.upperBound <= reader.byteCount }) else { throw Self.mismatch }
        let plan = HashPlan(window: 0..<reader.byteCount, excluded: exclusions, marks: [])
        guard try plan.hash(&reader, algorithm) == hash else { throw Self.mismatch }
        return [.dataHashMatch] + (exclusions.count > 1 ? [.dataHashAdditionalExclusions] : [])
    }

    /// The ranges as they are with the store where it is now; those behind it moved with the bytes.
    private func exclusions(updatedTo place: Range<UInt64>?) -> [Range<UInt64>] {
        guard let place, let former = exclusions.first(where: { $0.lowerBound == place.lowerBound }) else {
            return exclusions
        }
        return exclusions.map { range in
            guard range != former else { return place }
            guard range.lowerBound >= former.upperBound else { return range }
            let (start, end) = (range.lowerBound - former.upperBound, range.upperBound - former.upperBound)
            return place.upperBound.addingReportingOverflow(end).overflow
                ? range : place.upperBound + start..<place.upperBound + end
        }
    }

    private static let mismatch = Refusal(.dataHashMismatch, "the file is not as it was signed")
}
