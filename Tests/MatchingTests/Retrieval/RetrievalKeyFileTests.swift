import Matching
import Testing

@Suite struct RetrievalKeyFileTests {
    private static let recording = RecordingID(rawValue: 7)

    private func posting(_ key: UInt32, _ time: UInt32, of recording: RecordingID = Self.recording) -> KeyedPosting {
        KeyedPosting(key: RetrievalKey(rawValue: key), posting: Posting(recording: recording, time: time))
    }

    @Test func everyMomentComesBackOnceAndInOrder() throws {
        let postings = [
            posting(.max, 0), posting(300, 5), posting(0, 9), posting(300, 0), posting(300, 5), posting(301, .max),
            posting(0, 0),
        ]
        let bytes = RetrievalKeyFile(postings).bytes
        let read = try #require(RetrievalKeyFile(decoding: bytes))
        let expected = [
            posting(0, 0), posting(0, 9), posting(300, 0), posting(300, 5), posting(301, .max), posting(.max, 0),
        ]
        #expect(read.postings(of: Self.recording) == expected)
        let other = RecordingID(rawValue: 2)
        #expect(read.postings(of: other).allSatisfy { $0.posting.recording == other })
        #expect(read.bytes == bytes)
    }

    /// Format: docs/log-v1.md.
    @Test func bytesAreThoseOfTheFormat() {
        let header: [UInt8] = [0x56, 0x4B, 0x45, 0x59, 1]
        #expect(RetrievalKeyFile([]).bytes == header)
        #expect(
            RetrievalKeyFile([posting(300, 5), posting(300, 200)]).bytes == header + [0xAC, 0x02, 1, 5, 0xC3, 0x01])
        #expect(RetrievalKeyFile(decoding: header)?.postings(of: Self.recording) == [])
    }

    /// Another header, cut off, a number longer than it need be or too large, a key or time twice, more moments than follow.
    @Test func whatIsNoFileOfKeys() {
        let header: [UInt8] = [0x56, 0x4B, 0x45, 0x59, 1]
        for bytes in [
            [], [0x56, 0x4B, 0x45, 0x59, 2], header + [0xAC], header + [1, 0], header + [0x81, 0x00, 0, 1],
            header + [0xFF, 0xFF, 0xFF, 0xFF, 0x1F, 0, 1], header + [1, 0, 1, 0, 0, 1], header + [1, 1, 5, 0],
            header + [0xFF, 0xFF, 0xFF, 0xFF, 0x0F, 0, 1, 1, 0, 1], header + [1, 0xFF, 0xFF, 0xFF, 0xFF, 0x0F, 1],
        ] as [[UInt8]] {
            #expect(RetrievalKeyFile(decoding: bytes) == nil, "\(bytes)")
        }
    }
}
