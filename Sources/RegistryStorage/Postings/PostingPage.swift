internal import Matching

/// A page of posting lists, by ascending key.
///
/// For each key: its distance from the key before it on the page (0 for the first, which the run's directory holds), the
/// length of its list in bytes, the list. A list is the recording and time of its first posting, then for each further one
/// the distance of the recording and, within the same recording, the distance of the time, else the time. All numbers are
/// unsigned LEB128. A list that does not fit goes on in the next page, under the same key.
enum PostingPage {
    /// Most bytes that an entry's two numbers take.
    private static let entryHeader = 10
    /// Most bytes that a posting takes.
    private static let longestPosting = 10

    /// The bytes are not what an encoder wrote.
    struct Malformed: Error {}

    struct Encoder {
        /// Most bytes of the page.
        let capacity: Int
        private(set) var bytes: [UInt8] = []
        private(set) var first: RetrievalKey?
        private var last: RetrievalKey?
        /// The list that is added, kept for its memory.
        private var body: [UInt8] = []

        init(capacity: Int) { self.capacity = capacity }

        /// Adds the beginning of a list, as much as fits, and returns how many postings that is.
        mutating func append(_ key: RetrievalKey, _ list: ArraySlice<Posting>) -> Int {
            body.removeAll(keepingCapacity: true)
            var previous: Posting?
            var count = 0
            for posting in list {
                guard bytes.count + entryHeader + body.count + longestPosting <= capacity else { break }
                let recording = posting.recording.rawValue - (previous?.recording.rawValue ?? 0)
                let base = recording == 0 ? previous?.time ?? 0 : 0
                Self.append(recording, to: &body)
                Self.append(posting.time - base, to: &body)
                previous = posting
                count += 1
            }
            guard count > 0 else { return 0 }
            Self.append(key.rawValue - (last ?? key).rawValue, to: &bytes)
            Self.append(UInt32(body.count), to: &bytes)
            bytes += body
            if first == nil { first = key }
            last = key
            return count
        }

        private static func append(_ value: UInt32, to bytes: inout [UInt8]) {
            var value = value
            while value >= 0x80 {
                bytes.append(UInt8(truncatingIfNeeded: value) | 0x80)
                value >>= 7
            }
            bytes.append(UInt8(value))
        }
    }

    /// Walks the entries of a page that need not be sound.
    struct Decoder {
        private let bytes: [UInt8]
        /// Where the next entry begins, once the current list is skipped.
        private var nextEntry = 0
        private var list = 0..<0
        /// The key of the current entry.
        private var key: RetrievalKey

        /// - Parameter first: the page's first key.
        init(_ bytes: [UInt8], first: RetrievalKey) {
            self.bytes = bytes
            key = first
        }

        /// Goes to the next entry and gives its key; nil at the end of the page.
        mutating func next() throws(Malformed) -> RetrievalKey? { try next(from: RetrievalKey(rawValue: 0)) }

        /// Goes to the next entry whose key is not below `least` and gives its key; nil where the page has none.
        ///
        /// A look-up passes hundreds of entries of a page for each that it reads: here they are passed without a copy.
        mutating func next(from least: RetrievalKey) throws(Malformed) -> RetrievalKey? {
            let entry = try Self.entry(from: least.rawValue, after: key.rawValue, at: nextEntry, in: bytes.span)
            nextEntry = entry?.list.upperBound ?? bytes.count
            guard let entry else { return nil }
            list = entry.list
            key = RetrievalKey(rawValue: entry.key)
            return key
        }

        private static func entry(
            from least: UInt32, after key: UInt32, at start: Int, in bytes: Span<UInt8>
        ) throws(Malformed) -> (key: UInt32, list: Range<Int>)? {
            var (position, key) = (start, key)
            while position < bytes.count {
                let isFirst = position == 0
                let distance = try number(at: &position, in: bytes)
                let length = Int(try number(at: &position, in: bytes))
                let (value, overflow) = key.addingReportingOverflow(distance)
                guard !overflow, isFirst == (distance == 0), length > 0, length <= bytes.count - position else {
                    throw Malformed()
                }
                key = value
                if key >= least { return (key, position..<position + length) }
                position += length
            }
            return nil
        }

        /// Adds the current list's postings.
        func decodeList(into postings: inout [Posting]) throws(Malformed) {
            let bytes = self.bytes.span
            var position = list.lowerBound
            var recording: UInt32 = 0
            var time: UInt32 = 0
            var isFirst = true
            while position < list.upperBound {
                let step = try Self.number(at: &position, in: bytes)
                let value = try Self.number(at: &position, in: bytes)
                let (nextRecording, recordingOverflow) = recording.addingReportingOverflow(step)
                let sameRecording = step == 0 && !isFirst
                let (nextTime, timeOverflow) = (sameRecording ? time : 0).addingReportingOverflow(value)
                guard !recordingOverflow, !timeOverflow, !sameRecording || value > 0 else { throw Malformed() }
                (recording, time, isFirst) = (nextRecording, nextTime, false)
                postings.append(Posting(recording: RecordingID(rawValue: recording), time: time))
            }
            guard position == list.upperBound else { throw Malformed() }
        }

        @inline(__always)
        private static func number(at position: inout Int, in bytes: Span<UInt8>) throws(Malformed) -> UInt32 {
            guard position < bytes.count else { throw Malformed() }
            let byte = bytes[position]
            position += 1
            // Most numbers are small.
            return byte < 0x80 ? UInt32(byte) : try longNumber(UInt32(byte & 0x7F), at: &position, in: bytes)
        }

        /// - Parameter low: the seven bits that the first byte gave.
        private static func longNumber(
            _ low: UInt32, at position: inout Int, in bytes: Span<UInt8>
        ) throws(Malformed) -> UInt32 {
            var value = low
            var shift: UInt32 = 7
            while position < bytes.count {
                let byte = bytes[position]
                position += 1
                let part = UInt32(byte & 0x7F)
                guard shift < 28 || part <= 0xF else { throw Malformed() }
                value |= part << shift
                if byte < 0x80 { return value }
                shift += 7
                guard shift <= 28 else { throw Malformed() }
            }
            throw Malformed()
        }
    }
}
