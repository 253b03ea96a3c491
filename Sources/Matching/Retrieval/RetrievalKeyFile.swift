/// A recording's retrieval keys as a file (docs/log-v1.md): what a mirror is searched by before it has the fingerprint.
///
/// Nobody signed it, and only the fingerprint tells whether it is right: who serves a wrong one can keep a recording from being found,
/// or have it looked at in vain.
public struct RetrievalKeyFile: Sendable, Hashable {
    /// By ascending key and time, each once.
    private let moments: [Moment]

    private struct Moment: Sendable, Hashable {
        let key: RetrievalKey
        let time: UInt32
    }

    /// "VKEY", then the version.
    private static let header: [UInt8] = Array("VKEY".utf8) + [1]
    /// More moments than 24 hours have.
    private static let momentLimit = 1 << 25
    /// More than the keys of 24 hours take.
    public static let byteLimit = 1 << 26

    /// - Parameter postings: all of one recording, in any order.
    public init(_ postings: [KeyedPosting]) {
        var moments: [Moment] = []
        for posting in postings.sorted() {
            let moment = Moment(key: posting.key, time: posting.posting.time)
            if moment != moments.last { moments.append(moment) }
        }
        self.moments = moments
    }

    public func postings(of recording: RecordingID) -> [KeyedPosting] {
        moments.map { KeyedPosting(key: $0.key, posting: Posting(recording: recording, time: $0.time)) }
    }

    public var bytes: [UInt8] {
        var bytes = Self.header
        var (rest, previous) = (moments[...], UInt32(0))
        while let key = rest.first?.key {
            let times = rest.prefix { $0.key == key }.map(\.time)
            Self.append(key.rawValue - previous, to: &bytes)
            Self.append(UInt32(times.count - 1), to: &bytes)
            var last: UInt32 = 0
            for time in times {
                Self.append(time - last, to: &bytes)
                last = time
            }
            rest = rest.dropFirst(times.count)
            previous = key.rawValue
        }
        return bytes
    }

    /// Reads a stranger's file; nothing where it is not the one encoding of what it holds.
    public init?(decoding bytes: [UInt8]) {
        guard bytes.starts(with: Self.header) else { return nil }
        var (rest, moments) = (bytes.dropFirst(Self.header.count), [Moment]())
        var previous: UInt32?
        while !rest.isEmpty {
            guard let step = Self.number(&rest), let more = Self.number(&rest), step > 0 || previous == nil,
                case (let key, false) = (previous ?? 0).addingReportingOverflow(step),
                Int(more) < Self.momentLimit - moments.count
            else { return nil }
            var last: UInt32?
            for _ in 0...more {
                guard let step = Self.number(&rest), step > 0 || last == nil,
                    case (let time, false) = (last ?? 0).addingReportingOverflow(step)
                else { return nil }
                moments.append(Moment(key: RetrievalKey(rawValue: key), time: time))
                last = time
            }
            previous = key
        }
        self.moments = moments
    }

    /// Seven bits a byte, the lowest first; the highest bit says that more follow.
    private static func append(_ number: UInt32, to bytes: inout [UInt8]) {
        var rest = number
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    /// Nothing where it is cut off, too large, or longer than it need be.
    private static func number(_ bytes: inout ArraySlice<UInt8>) -> UInt32? {
        var value: UInt64 = 0
        for shift in stride(from: UInt64(0), through: 28, by: 7) {
            guard let byte = bytes.popFirst() else { return nil }
            value |= UInt64(byte & 0x7F) << shift
            guard byte < 0x80 else { continue }
            return byte == 0 && shift > 0 ? nil : UInt32(exactly: value)
        }
        return nil
    }
}
