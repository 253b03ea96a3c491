import Signing

/// What a hash covers of a file: ranges, and before the outermost boxes of an MP4 their offsets.
struct HashPlan {
    enum Step: Hashable {
        case bytes(Range<UInt64>)
        /// Eight bytes, the highest first.
        case offset(UInt64)
    }

    private(set) var steps: [Step] = []

    /// - Parameters:
    ///   - window: the part of the file that is looked at.
    ///   - excluded: ranges in ascending order of their start; they may overlap.
    ///   - marks: offsets of boxes whose offset is hashed, ascending.
    init(window: Range<UInt64>, excluded: some Sequence<Range<UInt64>>, marks: some Sequence<UInt64>) {
        var included: [Range<UInt64>] = []
        var start = window.lowerBound
        for range in excluded where range.upperBound > start && range.lowerBound < window.upperBound {
            if range.lowerBound > start { included.append(start..<range.lowerBound) }
            start = max(start, range.upperBound)
        }
        if start < window.upperBound { included.append(start..<window.upperBound) }
        guard let first = included.first, let last = included.last else { return }
        // A mark in what is left out counts where something before and after it does not: so the reference reader has it.
        var marks = marks.filter { $0 >= first.lowerBound && $0 < last.upperBound }[...]
        for var range in included {
            while let mark = marks.first, mark < range.upperBound {
                if mark > range.lowerBound {
                    steps.append(.bytes(range.lowerBound..<mark))
                    range = mark..<range.upperBound
                }
                steps.append(.offset(mark))
                marks.removeFirst()
            }
            steps.append(.bytes(range))
        }
    }

    func hash(_ reader: inout BoundedReader, _ algorithm: HashAlgorithm) throws(Refusal) -> [UInt8] {
        var hash = RunningHash(algorithm)
        for step in steps {
            switch step {
            case .bytes(let range): try reader.hash(range, into: &hash)
            case .offset(let offset):
                let bytes = (0..<8).reversed().map { UInt8(truncatingIfNeeded: offset >> ($0 * 8)) }
                hash.update(bytes[...])
            }
        }
        return hash.finish()
    }
}
