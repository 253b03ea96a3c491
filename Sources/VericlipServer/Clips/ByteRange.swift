/// Which part of a file is asked for (RFC 9110, section 14.2).
enum ByteRange: Hashable {
    case whole
    case part(ClosedRange<Int>)
    /// Nothing of what is asked for is in the file.
    case unsatisfiable

    /// One range of bytes. Other units, several ranges and what is none are passed over, as the RFC lets a server do.
    /// - Parameters:
    ///   - header: the value of `Range`, if there is one.
    ///   - size: of the file in bytes.
    init(header: String?, size: Int) {
        self = .whole
        guard let header, header.hasPrefix("bytes=") else { return }
        let ends = header.dropFirst("bytes=".count).split(separator: "-", omittingEmptySubsequences: false)
        guard ends.count == 2 else { return }
        let isNumber = { (text: Substring) in !text.isEmpty && text.utf8.allSatisfy { (0x30...0x39).contains($0) } }
        switch (isNumber(ends[0]), isNumber(ends[1])) {
        case (true, true):
            guard let first = Int(ends[0]), let last = Int(ends[1]), first <= last else { return }
            self = first < size ? .part(first...min(last, size - 1)) : .unsatisfiable
        case (true, false) where ends[1].isEmpty:
            guard let first = Int(ends[0]) else { return }
            self = first < size ? .part(first...size - 1) : .unsatisfiable
        case (false, true) where ends[0].isEmpty:
            guard let length = Int(ends[1]) else { return }
            self = length > 0 && size > 0 ? .part(max(0, size - length)...size - 1) : .unsatisfiable
        default: return
        }
    }
}
